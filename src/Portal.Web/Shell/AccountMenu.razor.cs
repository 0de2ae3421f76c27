using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Portal.Application;
using Portal.Application.People;

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
        await viewer.ChooseThemeAsync(Caller, theme, Stopping);
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
