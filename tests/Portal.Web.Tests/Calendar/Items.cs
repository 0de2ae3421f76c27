using NodaTime;
using Portal.Application.Calendar;

namespace Portal.Web.Tests.Calendar;

/// <summary>Calendar items for tests.</summary>
internal static class Items
{
    public static CalendarItem Item(string id, Instant start, Instant end, ItemState state = ItemState.Confirmed) => new()
    {
        Id = id,
        Source = CalendarSource.CaseEvent,
        Title = $"Event {id}",
        Start = start,
        End = end,
        TimeZone = "America/New_York",
        State = state,
        StateSince = start,
        IsCustom = true,
    };
}
