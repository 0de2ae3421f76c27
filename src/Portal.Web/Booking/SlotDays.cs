using NodaTime;

namespace Portal.Web.Booking;

/// <summary>The free slots of a month by day of one zone, and the month as a grid of weeks.</summary>
/// <param name="Month">Any day of the month shown.</param>
/// <param name="Zone">The zone of the days.</param>
/// <param name="WeekStart">The first day of the weeks.</param>
/// <param name="Free">The free slots; in any order.</param>
public sealed record SlotDays(LocalDate Month, DateTimeZone Zone, IsoDayOfWeek WeekStart, IReadOnlyList<Interval> Free)
{
    private readonly ILookup<LocalDate, Interval> _byDay = Free.OrderBy(slot => slot.Start).ToLookup(slot => slot.Start.InZone(Zone).Date);

    public LocalDate FirstOfMonth => Month.With(DateAdjusters.StartOfMonth);

    public LocalDate LastOfMonth => Month.With(DateAdjusters.EndOfMonth);

    /// <summary>Weeks of seven days that cover the month.</summary>
    public IEnumerable<IReadOnlyList<LocalDate>> Weeks
    {
        get
        {
            for (var day = FirstOfMonth.With(DateAdjusters.PreviousOrSame(WeekStart)); day <= LastOfMonth; day = day.PlusDays(7))
            {
                var first = day;
                yield return [.. Enumerable.Range(0, 7).Select(first.PlusDays)];
            }
        }
    }

    /// <summary>The slots that start on a day, by start; empty for none.</summary>
    public IReadOnlyList<Interval> On(LocalDate day) => [.. _byDay[day]];

    /// <summary>How many slots start on a day.</summary>
    public int CountOn(LocalDate day) => _byDay[day].Count();

    /// <summary>The first day that has a slot, on or after one; null for none.</summary>
    public LocalDate? FirstFrom(LocalDate day) => _byDay.Select(group => (LocalDate?)group.Key).Where(key => key >= day).Min();

    /// <summary>Whether each slot of a day needs its offset: the clock changes between them, or one is in the hour that happens twice.</summary>
    public bool NeedsOffsets(LocalDate day) =>
        _byDay[day].Select(slot => Zone.GetUtcOffset(slot.Start)).Distinct().Count() > 1
        || _byDay[day].Any(slot => Zone.MapLocal(slot.Start.InZone(Zone).LocalDateTime).Count > 1);

    /// <summary>Where a key of the date grid leads (APG); null for a key of no meaning.</summary>
    public static LocalDate? Move(LocalDate from, string key, bool isShift, IsoDayOfWeek weekStart) => key switch
    {
        "ArrowLeft" => from.PlusDays(-1),
        "ArrowRight" => from.PlusDays(1),
        "ArrowUp" => from.PlusDays(-7),
        "ArrowDown" => from.PlusDays(7),
        "Home" => from.With(DateAdjusters.PreviousOrSame(weekStart)),
        "End" => from.With(DateAdjusters.PreviousOrSame(weekStart)).PlusDays(6),
        "PageUp" => isShift ? from.PlusYears(-1) : from.PlusMonths(-1),
        "PageDown" => isShift ? from.PlusYears(1) : from.PlusMonths(1),
        _ => null,
    };

    /// <summary>A month's instants in a zone.</summary>
    public static Interval RangeOf(LocalDate month, DateTimeZone zone)
    {
        var first = month.With(DateAdjusters.StartOfMonth);
        return new Interval(zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(first.PlusMonths(1)).ToInstant());
    }
}
