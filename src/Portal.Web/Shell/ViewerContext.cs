using NodaTime;
using Portal.Application;
using Portal.Application.Organizations;
using Portal.Application.People;
using Portal.Application.Time;

namespace Portal.Web.Shell;

/// <summary>The viewer of one circuit (or of one prerender): theme, time zone and calendar settings, and how they change.</summary>
public sealed class ViewerContext(TimeZoneCatalog catalog, OrganizationDirectory organizations, PreferenceService preferences)
{
    private ViewerState _state = ViewerState.Unknown;
    private Task _calendarChange = Task.CompletedTask;

    /// <summary>Raised after any of them changed, on the circuit's dispatcher.</summary>
    public event EventHandler? Changed;

    /// <summary>How the viewer wants their calendar.</summary>
    public CalendarSettings Calendar => _state.Calendar;

    /// <summary>The first day of the viewer's weeks: chosen, or as the browser's region has it.</summary>
    public IsoDayOfWeek WeekStart => Calendar.WeekStart switch
    {
        Application.People.WeekStart.Monday => IsoDayOfWeek.Monday,
        Application.People.WeekStart.Sunday => IsoDayOfWeek.Sunday,
        Application.People.WeekStart.Saturday => IsoDayOfWeek.Saturday,
        _ => _state.BrowserWeekStart,
    };

    /// <summary>The zone of a second axis; null for none.</summary>
    public DateTimeZone? SecondTimeZone => catalog.Find(Calendar.SecondTimeZone);

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

    /// <summary>Changes what is stored of how the viewer wants their calendar, whatever this page knew of it, and shows what is stored then. Changes are made in the order of the calls.</summary>
    public Task ChooseCalendarAsync(Caller caller, Func<CalendarSettings, CalendarSettings> change, CancellationToken cancellationToken) =>
        _calendarChange = ChangeCalendarAsync(_calendarChange, caller, change, cancellationToken);

    public async Task ChooseThemeAsync(Caller caller, string theme, CancellationToken cancellationToken)
    {
        await preferences.SaveThemeAsync(caller, theme, cancellationToken);
        _state = _state with { Theme = theme };
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private async Task ChangeCalendarAsync(Task previous, Caller caller, Func<CalendarSettings, CalendarSettings> change, CancellationToken cancellationToken)
    {
        // Whoever asked for the previous one was told when it failed.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var calendar = await preferences.ChangeCalendarAsync(caller, change, cancellationToken);
        _state = _state with { Calendar = calendar };
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
