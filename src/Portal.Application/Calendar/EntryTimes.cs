using NodaTime;
using Portal.Application.Time;

namespace Portal.Application.Calendar;

/// <summary>What times and all-day dates have to do with days and with now: one rule for rows, entries and items.</summary>
public static class EntryTimes
{
    /// <summary>Whether something has any time on the day, or is an all-day entry of its date; a day that does not exist has no times.</summary>
    /// <param name="allDay">Its dates; null when it has times.</param>
    /// <param name="start">Its start.</param>
    /// <param name="end">Exclusive.</param>
    /// <param name="day">The day.</param>
    public static bool Touch(AllDayDates? allDay, Instant start, Instant end, ZonedDay day) => allDay is { } dates
        ? dates.Start <= day.Date && day.Date < dates.End
        : day.Exists && start < day.End && end > day.Start;

    /// <summary>Whether something is over in a zone: its last date for an all-day entry, its end for others.</summary>
    public static bool AreOver(AllDayDates? allDay, Instant end, Instant now, DateTimeZone zone) =>
        allDay is { } dates ? dates.End <= now.InZone(zone).Date : end <= now;
}
