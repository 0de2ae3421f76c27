using NodaTime;
using NodaTime.Text;

namespace Portal.ApiContract.Sweeppea;

/// <summary>
/// How Sweeppea's dates and times of day make instants (rulings): the UTC date of the one with the clock time of the other, both in UTC.
/// The clock time inside a date counts for nothing but the date's day.
/// </summary>
public static class MarketingEventTimes
{
    /// <summary>An ISO 8601 date, or a date and time with <c>Z</c>, an offset, or neither, which is UTC. Whole milliseconds; years 0001-9999.</summary>
    public static bool TryParseDate(string text, out Instant instant)
    {
        // A date alone and a date-time without offset are what they are in UTC.
        var hasTime = text.Contains('T', StringComparison.Ordinal);
        var isLocal = hasTime && !text.EndsWith('Z') && text.LastIndexOfAny(['+', '-']) < text.IndexOf('T', StringComparison.Ordinal);
        return IsoDateTime.TryParse(hasTime ? (isLocal ? text + "Z" : text) : text + "T00:00Z", out instant);
    }

    /// <summary><c>HH:mm</c>, 00:00 to 23:59.</summary>
    public static bool TryParseTime(string text, out LocalTime time)
    {
        time = default;
        if (text.Length != 5 || !char.IsAsciiDigit(text[0]) || LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is not { Success: true } parsed)
        {
            return false;
        }

        time = parsed.Value;
        return true;
    }

    /// <summary>The instant that a date and a time of day mean together.</summary>
    public static Instant Combine(Instant date, LocalTime time) => (date.InUtc().Date + time).InUtc().ToInstant();
}
