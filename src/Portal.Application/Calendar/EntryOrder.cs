using Portal.Application.Time;

namespace Portal.Application.Calendar;

/// <summary>
/// The order of the entries of a day where rows are few: what spans several days first, then by start, the longer first, then by id.
/// An entry's place on a day of its own never gets worse on its next day, so that a bar, once shown, stays to its end.
/// </summary>
/// <remarks><see cref="DayRanking"/> orders in the same way.</remarks>
public static class EntryOrder
{
    /// <summary>See <see cref="EntryTimes.Touch"/>.</summary>
    public static bool Touches(CalendarEntry entry, ZonedDay day) => EntryTimes.Touch(entry.AllDay, entry.Start, entry.End, day);

    /// <summary>Whether an entry that touches the day is drawn as a bar: an all-day entry, or one that began before or goes on after.</summary>
    public static bool IsBar(CalendarEntry entry, ZonedDay day) => entry.AllDay is not null || entry.Start < day.Start || entry.End > day.End;

    /// <summary>Orders the entries of one day.</summary>
    public static IComparer<CalendarEntry> On(ZonedDay day) => Comparer<CalendarEntry>.Create((a, b) =>
    {
        var byBar = IsBar(b, day).CompareTo(IsBar(a, day));
        var byStart = byBar != 0 ? byBar : a.Start.CompareTo(b.Start);
        var byEnd = byStart != 0 ? byStart : b.End.CompareTo(a.End);
        return byEnd != 0 ? byEnd : string.CompareOrdinal(a.Id, b.Id);
    });
}
