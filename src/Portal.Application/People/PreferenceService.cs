using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Portal.Application.People;

/// <summary>A person's own time zone, theme and calendar settings. Nobody reads or changes another's: the person is always the caller.</summary>
public sealed class PreferenceService(PreferenceStore store, IDateTimeZoneProvider timeZones)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The caller's preferences; the defaults for what was never chosen and for a zone that this tzdb does not know.</summary>
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
        timeZone is null || IsKnown(timeZone)
            ? store.SaveTimeZoneAsync(caller.PersonId, timeZone, cancellationToken)
            : throw new ArgumentException("Not a time zone that this portal knows.", nameof(timeZone));

    /// <summary>Stores the theme.</summary>
    /// <exception cref="ArgumentException">Not one of <see cref="Themes"/>.</exception>
    public Task SaveThemeAsync(Caller caller, string theme, CancellationToken cancellationToken) =>
        Themes.All.Contains(theme, StringComparer.Ordinal)
            ? store.SaveThemeAsync(caller.PersonId, theme, cancellationToken)
            : throw new ArgumentException("Not a theme.", nameof(theme));

    /// <summary>Stores the calendar's settings.</summary>
    /// <exception cref="ArgumentException">Hours out of order or range, or a second zone that is no IANA id of this tzdb.</exception>
    public Task SaveCalendarAsync(Caller caller, CalendarSettings settings, CancellationToken cancellationToken) =>
        settings.IsUsable && (settings.SecondTimeZone is null || IsKnown(settings.SecondTimeZone))
            ? store.SaveCalendarAsync(caller.PersonId, JsonSerializer.Serialize(settings, Json), cancellationToken)
            : throw new ArgumentException("Not settings that a calendar can have.", nameof(settings));

    /// <summary>What an older or newer program stored and this one cannot use falls back to the defaults.</summary>
    private CalendarSettings CalendarOf(string? json)
    {
        try
        {
            var stored = json is null ? null : JsonSerializer.Deserialize<CalendarSettings>(json, Json);
            return stored is not { IsUsable: true } ? CalendarSettings.Default
                : stored.SecondTimeZone is { } zone && !IsKnown(zone) ? stored with { SecondTimeZone = null }
                : stored;
        }
        catch (JsonException)
        {
            return CalendarSettings.Default;
        }
    }

    // Not the indexer: it also accepts fixed offsets such as UTC+05:00, which no browser or contract knows.
    private bool IsKnown(string timeZone) => timeZones.Ids.Contains(timeZone);
}
