using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Portal.Application.People;
using Portal.Web.SignIn;

namespace Portal.Web.Shell;

/// <summary>Renders the document and reads, once per request, what the whole page depends on: the viewer's theme and time zone.</summary>
public sealed partial class App(PreferenceService preferences)
{
    /// <summary>Set by wwwroot/viewer.js.</summary>
    private const string TimeZoneCookie = "portal-time-zone";

    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    private ViewerState Viewer { get; set; } = ViewerState.Unknown;

    private InteractiveServerRenderMode? PageRenderMode =>
        HttpContext?.AcceptsInteractiveRouting() == true ? new InteractiveServerRenderMode(prerender: true) : null;

    protected override async Task OnInitializedAsync()
    {
        if (HttpContext is null)
        {
            return;
        }

        var browserTimeZone = HttpContext.Request.Cookies[TimeZoneCookie] is { Length: > 0 and <= 64 } zone ? Uri.UnescapeDataString(zone) : null;
        Viewer = ViewerState.Unknown with { BrowserTimeZone = browserTimeZone };
        if (PortalClaims.CallerOf(HttpContext.User) is { } caller)
        {
            var stored = await preferences.ReadAsync(caller, HttpContext.RequestAborted);
            Viewer = new ViewerState(stored.Theme, stored.TimeZone, browserTimeZone);
        }
    }
}
