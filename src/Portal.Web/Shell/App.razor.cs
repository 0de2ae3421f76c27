using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Portal.Application;
using Portal.Application.People;
using Portal.Web.Components;
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
            var stored = await ReadPreferencesAsync(caller, HttpContext.RequestAborted);
            Viewer = new ViewerState(stored.Theme, stored.TimeZone, browserTimeZone);
        }
    }

    /// <summary>Every page stands on this, the error page too: without the database it shows with the defaults.</summary>
    private async Task<Preferences> ReadPreferencesAsync(Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await preferences.ReadAsync(caller, cancellationToken);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            return Preferences.Default;
        }
    }
}
