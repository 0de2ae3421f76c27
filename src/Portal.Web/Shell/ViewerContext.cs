using NodaTime;
using Portal.Application;
using Portal.Application.Organizations;
using Portal.Application.People;
using Portal.Application.Time;

namespace Portal.Web.Shell;

/// <summary>The viewer of one circuit (or of one prerender): theme and time zone, and how they change.</summary>
public sealed class ViewerContext(TimeZoneCatalog catalog, OrganizationDirectory organizations, PreferenceService preferences)
{
    private ViewerState _state = ViewerState.Unknown;

    /// <summary>Raised after the zone or theme changed, on the circuit's dispatcher.</summary>
    public event EventHandler? Changed;

    public string Theme => _state.Theme;

    /// <summary>Whether the zone follows the browser, as opposed to a stored choice.</summary>
    public bool FollowsBrowser => _state.PreferredTimeZone is null;

    public string? BrowserTimeZone => _state.BrowserTimeZone;

    internal void Start(ViewerState state) => _state = state;

    /// <summary>The zone to show times in: the stored choice, else the browser's, else the organisation's. Never the server's.</summary>
    public DateTimeZone TimeZoneFor(Caller caller) =>
        catalog.Find(_state.PreferredTimeZone)
        ?? catalog.Find(_state.BrowserTimeZone)
        ?? catalog.Find(organizations.Find(caller.OrganizationId)?.TimeZone)
        ?? DateTimeZone.Utc;

    /// <summary>Stores a zone, or null to follow the browser.</summary>
    public async Task ChooseTimeZoneAsync(Caller caller, string? id, CancellationToken cancellationToken)
    {
        await preferences.SaveTimeZoneAsync(caller, id, cancellationToken);
        _state = _state with { PreferredTimeZone = id };
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public async Task ChooseThemeAsync(Caller caller, string theme, CancellationToken cancellationToken)
    {
        await preferences.SaveThemeAsync(caller, theme, cancellationToken);
        _state = _state with { Theme = theme };
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
