using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar;

/// <summary>A period as a page shows it.</summary>
/// <param name="Picture">A picture of the grid or the agenda.</param>
/// <param name="Total">How many events it has.</param>
/// <param name="Freshness">How old the data is, by source.</param>
/// <param name="Until">From then on it would be drawn otherwise, although nothing was written; see <see cref="UntilOf"/>.</param>
public sealed record DrawnPeriod(object Picture, int Total, IReadOnlyList<SourceFreshness> Freshness, Instant Until)
{
    /// <summary>When the next of what was drawn is over, but no later than the end of today; always after <paramref name="now"/>.</summary>
    /// <param name="ends">When each is over; all-day entries are over with a day.</param>
    /// <param name="now">When it was drawn.</param>
    /// <param name="zone">Whose today.</param>
    public static Instant UntilOf(IEnumerable<Instant> ends, Instant now, DateTimeZone zone) =>
        ends.Where(end => end > now).Append(ZonedDay.Of(now.InZone(zone).Date, zone).End).Min();
}
