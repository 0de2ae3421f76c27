using NodaTime;

namespace Portal.Application.Time;

/// <summary>One calendar day in a zone, as long as it really is: 23, 24, 25 or 23.5 hours, or not at all.</summary>
/// <param name="Date">The date.</param>
/// <param name="Zone">The zone whose day it is.</param>
/// <param name="Start">The first instant: midnight, or later where midnight does not exist.</param>
/// <param name="End">The first instant of the next day that exists; exclusive.</param>
public sealed record ZonedDay(LocalDate Date, DateTimeZone Zone, Instant Start, Instant End)
{
    /// <summary>False for a date that a zone skipped, for example 2011-12-30 in Apia.</summary>
    public bool Exists => Start < End;

    public Duration Length => End - Start;

    /// <summary>The day of a date in a zone.</summary>
    public static ZonedDay Of(LocalDate date, DateTimeZone zone) => new(date, zone, StartOf(date, zone), StartOf(date.PlusDays(1), zone));

    /// <summary>Consecutive days from <paramref name="first"/>; a skipped date is among them and does not exist.</summary>
    public static IReadOnlyList<ZonedDay> Range(LocalDate first, int count, DateTimeZone zone) =>
        [.. Enumerable.Range(0, count).Select(i => Of(first.PlusDays(i), zone))];

    /// <summary>
    /// The full hours of the day in order, each with its wall-clock time and offset: what an hour axis shows. An hour that clocks skip is
    /// missing, a repeated one is there twice. The first entry is the day's start, also when that is not a full hour.
    /// </summary>
    public IEnumerable<ZonedDateTime> Hours()
    {
        var at = Start;
        while (at < End)
        {
            var local = at.InZone(Zone);
            yield return local;

            // To the next full hour of the wall clock; a change of offset inside that hour ends the step earlier.
            var next = at + Duration.FromMinutes(60 - local.Minute) - Duration.FromSeconds(local.Second);
            var interval = Zone.GetZoneInterval(at);
            at = interval.HasEnd && interval.End < next && interval.End > at ? interval.End : next;
        }
    }

    // Where midnight does not exist the day starts when the gap ends; where it happens twice, with the first.
    private static Instant StartOf(LocalDate date, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(date.AtMidnight());
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }
}
