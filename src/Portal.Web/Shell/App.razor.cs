using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using NodaTime;
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
    private const string WeekStartCookie = "portal-week-start";

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
        var weekStart = HttpContext.Request.Cookies[WeekStartCookie] switch { "7" => IsoDayOfWeek.Sunday, "6" => IsoDayOfWeek.Saturday, _ => IsoDayOfWeek.Monday };
        Viewer = ViewerState.Unknown with { BrowserTimeZone = browserTimeZone, BrowserWeekStart = weekStart };
        if (PortalClaims.CallerOf(HttpContext.User) is { } caller)
        {
            var stored = await ReadPreferencesAsync(caller, HttpContext.RequestAborted);
            Viewer = Viewer with { Theme = stored.Theme, PreferredTimeZone = stored.TimeZone, Calendar = stored.Calendar };
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
