using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Portal.Application;
using Portal.Web.SignIn;

namespace Portal.Web.Shell;

/// <summary>Header and main area of every page for signed-in people; cascades the <see cref="Caller"/>.</summary>
public sealed partial class MainLayout(NavigationManager navigation, IJSRuntime script) : LayoutComponentBase
{
    private ErrorBoundary? _boundary;

    private string CurrentPath => "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];

    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await script.InvokeVoidAsync("portal.markInteractive", CancellationToken.None);
        }
    }

    private static Caller CallerOf(ClaimsPrincipal user) =>
        PortalClaims.CallerOf(user) ?? throw new InvalidOperationException("A signed-in person without the portal's claims.");

    private void Recover() => _boundary?.Recover();
}
