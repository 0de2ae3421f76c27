using NodaTime;
using Portal.Application.Calendar;

namespace Portal.Web.Tests.Calendar;

/// <summary>Calendar entries for tests.</summary>
internal static class Items
{
    public static CalendarEntry Entry(string id, Instant start, Instant end, ItemState state = ItemState.Confirmed) => new()
    {
        Id = id,
        Source = CalendarSource.CaseEvent,
        Title = $"Event {id}",
        Start = start,
        End = end,
        State = state,
    };

    public static CalendarEntry AllDay(string id, LocalDate start, LocalDate end) => Entry(id, Midnight(start), Midnight(end)) with { AllDay = new AllDayDates(start, end) };

    /// <summary>What the store gives for all of the entries.</summary>
    public static DayEntries Read(IReadOnlyList<Application.Time.ZonedDay> days, IReadOnlyList<CalendarEntry> entries)
    {
        var touching = entries.Where(entry => days.Any(day => EntryOrder.Touches(entry, day))).ToList();
        return new DayEntries(touching, [.. days.Select(day => touching.Count(entry => EntryOrder.Touches(entry, day)))], touching.Count, []);
    }

    private static Instant Midnight(LocalDate date) => date.AtMidnight().InUtc().ToInstant();
}
