using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Portal.Application;
using Portal.Application.People;
using Portal.Web.Components;

namespace Portal.Web.Shell;

/// <summary>Who is signed in, the theme, and signing out.</summary>
public sealed partial class AccountMenu(ViewerContext viewer, IJSRuntime script)
{
    private static readonly (string Value, string Label)[] Choices = [(Themes.System, "As the device"), (Themes.Light, "Light"), (Themes.Dark, "Dark")];

    private ElementReference _details;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    private string Initials => string.Concat(Caller.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => part[0]));

    private async Task ChooseThemeAsync(string theme)
    {
        try
        {
            await viewer.ChooseThemeAsync(Caller, theme, Stopping);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            // The page takes the theme all the same; the next page has the old one.
        }

        await script.InvokeVoidAsync("portal.setTheme", Stopping, theme);
    }

    private async Task OnKeyDownAsync(KeyboardEventArgs pressed)
    {
        if (string.Equals(pressed.Key, "Escape", StringComparison.Ordinal))
        {
            await script.InvokeVoidAsync("portal.closeDetails", Stopping, _details);
        }
    }
}
