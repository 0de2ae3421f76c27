using NodaTime;
using NodaTime.TimeZones;

namespace Portal.Application.Time;

/// <summary>One zone that a person can choose.</summary>
/// <param name="Id">IANA id, also a link such as Asia/Calcutta.</param>
/// <param name="Place">The id for people, for example "New York".</param>
/// <param name="Region">Country, or the first part of the id.</param>
public sealed record TimeZoneChoice(string Id, string Place, string Region);

/// <summary>The IANA zones that people choose from: every id of the tzdb in use, links included.</summary>
public sealed class TimeZoneCatalog
{
    private readonly TzdbDateTimeZoneSource _source;
    private readonly DateTimeZoneCache _zones;
    private readonly List<TimeZoneChoice> _choices;

    public TimeZoneCatalog(TzdbDateTimeZoneSource source)
    {
        _source = source;
        _zones = new DateTimeZoneCache(source);
        var countries = (source.ZoneLocations ?? []).ToDictionary(location => location.ZoneId, location => location.CountryName, StringComparer.Ordinal);
        _choices = [.. _zones.Ids
            .Where(id => id.Contains('/', StringComparison.Ordinal) || string.Equals(id, "UTC", StringComparison.Ordinal))
            .Where(id => !id.StartsWith("SystemV/", StringComparison.Ordinal))
            .Select(id => new TimeZoneChoice(id, Place(id), Region(id, countries)))
            .OrderBy(choice => choice.Id, StringComparer.Ordinal)];
    }

    /// <summary>The zone of an id, or null when this tzdb does not know it.</summary>
    public DateTimeZone? Find(string? id) => id is null ? null : _zones.GetZoneOrNull(id);

    /// <summary>The id that a typed text means: an id or a place, however capitals and underscores are written; null when none or several.</summary>
    public string? Recognise(string text)
    {
        var wanted = text.Trim().Replace('_', ' ');
        var meant = _choices.Where(choice => IsSame(choice.Id.Replace('_', ' '), wanted)).Take(2).ToList();
        meant = meant.Count > 0 ? meant : [.. _choices.Where(choice => IsSame(choice.Place, wanted)).Take(2)];
        return meant is [var only] ? only.Id : null;
    }

    /// <summary>Zones whose id, place, country or abbreviation at <paramref name="now"/> has the text; canonical ids before links, then by id.</summary>
    /// <returns>At most <paramref name="limit"/>; all from the start for an empty text.</returns>
    public IReadOnlyList<TimeZoneChoice> Search(string text, Instant now, int limit)
    {
        var wanted = text.Trim().Replace('_', ' ').Replace('−', '-').Replace(".", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return [.. _choices
            .Select(choice => (Choice: choice, Rank: Rank(choice, wanted, now)))
            .Where(found => found.Rank < int.MaxValue)
            .OrderBy(found => found.Rank)
            .ThenBy(found => found.Choice.Id, StringComparer.Ordinal)
            .Take(limit)
            .Select(found => found.Choice)];
    }

    private static string Place(string id) => id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private string Region(string id, Dictionary<string, string> countries) =>
        countries.TryGetValue(id, out var country) || countries.TryGetValue(Canonical(id), out country) ? country : id.Split('/')[0];

    private string Canonical(string id) => _source.CanonicalIdMap.TryGetValue(id, out var canonical) ? canonical : id;

    private int Rank(TimeZoneChoice choice, string wanted, Instant now)
    {
        var alias = string.Equals(choice.Id, Canonical(choice.Id), StringComparison.Ordinal) ? 0 : 1;
        if (wanted.Length == 0)
        {
            return alias;
        }

        if (IsSame(choice.Id.Replace('_', ' '), wanted))
        {
            return -3;
        }

        // The best first: what people type is mostly a city, then an abbreviation or offset, then a country.
        if (StartsWith(choice.Place, wanted))
        {
            return alias;
        }

        var interval = _zones[choice.Id].GetZoneInterval(now);
        if (string.Equals(interval.Name, wanted, StringComparison.OrdinalIgnoreCase)
            || string.Equals(TimeText.Of(interval.WallOffset).Replace('−', '-'), wanted, StringComparison.OrdinalIgnoreCase))
        {
            return -2 + alias;
        }

        if (string.Equals(choice.Region, wanted, StringComparison.OrdinalIgnoreCase))
        {
            return -2 + alias;
        }

        if (StartsWith(choice.Region, wanted))
        {
            return 2 + alias;
        }

        return choice.Id.Replace('_', ' ').Contains(wanted, StringComparison.OrdinalIgnoreCase) ? 4 + alias
            : choice.Region.Contains(wanted, StringComparison.OrdinalIgnoreCase) ? 6 + alias
            : int.MaxValue;
    }

    private static bool IsSame(string text, string wanted) => string.Equals(text, wanted, StringComparison.OrdinalIgnoreCase);

    private static bool StartsWith(string text, string wanted) => text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
}
