using NodaTime;

namespace Portal.Application.People;

/// <summary>A person's own time zone, theme and calendar settings. Nobody reads or changes another's: the person is always the caller.</summary>
public sealed class PreferenceService(PreferenceStore store, IDateTimeZoneProvider timeZones)
{
    /// <summary>The caller's preferences; the default for each that was never chosen, and for one that this program or its tzdb does not know.</summary>
    public async Task<Preferences> ReadAsync(Caller caller, CancellationToken cancellationToken)
    {
        var row = await store.FindAsync(caller.PersonId, cancellationToken);
        return row is null
            ? Preferences.Default
            : new Preferences(row.TimeZone is { } zone && IsKnown(zone) ? zone : null, row.Theme) { Calendar = CalendarOf(row.Calendar) };
    }

    /// <summary>Stores the zone as chosen, also a link such as Asia/Calcutta; null follows the browser.</summary>
    /// <exception cref="ArgumentException">Not an IANA id of this tzdb.</exception>
    public Task SaveTimeZoneAsync(Caller caller, string? timeZone, CancellationToken cancellationToken) =>
        IsKnownOrNull(timeZone)
            ? store.SaveTimeZoneAsync(caller.PersonId, timeZone, cancellationToken)
            : throw new ArgumentException("Not a time zone that this portal knows.", nameof(timeZone));

    /// <summary>Stores the theme.</summary>
    /// <exception cref="ArgumentException">Not one of <see cref="Themes"/>.</exception>
    public Task SaveThemeAsync(Caller caller, string theme, CancellationToken cancellationToken) =>
        Themes.All.Contains(theme, StringComparer.Ordinal)
            ? store.SaveThemeAsync(caller.PersonId, theme, cancellationToken)
            : throw new ArgumentException("Not a theme.", nameof(theme));

    /// <summary>
    /// Changes the calendar's settings as they are stored now, in one transaction, and returns them as they are then. Only the members that
    /// <paramref name="change"/> changes are written, so two windows and what another version of the program stored do not overwrite each other.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Hours out of order or range, or a second zone that is no IANA id of this tzdb. The message names the member; nothing was written.
    /// </exception>
    public Task<CalendarSettings> ChangeCalendarAsync(Caller caller, Func<CalendarSettings, CalendarSettings> change, CancellationToken cancellationToken) =>
        store.ChangeCalendarAsync(
            caller.PersonId,
            stored =>
            {
                var before = CalendarOf(stored);
                var after = change(before);
                return ProblemOf(after) is { } problem
                    ? throw new ArgumentException(problem, nameof(change))
                    : (CalendarSettingsJson.Change(stored, before, after), after);
            },
            cancellationToken);

    private CalendarSettings CalendarOf(string? json)
    {
        var stored = CalendarSettingsJson.Read(json);
        return IsKnownOrNull(stored.SecondTimeZone) ? stored : stored with { SecondTimeZone = null };
    }

    private string? ProblemOf(CalendarSettings settings) =>
        settings.Problem ?? (IsKnownOrNull(settings.SecondTimeZone) ? null : $"{nameof(settings.SecondTimeZone)} is not a time zone that this portal knows.");

    private bool IsKnownOrNull(string? timeZone) => timeZone is null || IsKnown(timeZone);

    // Not the indexer: it also accepts fixed offsets such as UTC+05:00, which no browser or contract knows.
    private bool IsKnown(string timeZone) => timeZones.Ids.Contains(timeZone);
}
