using NodaTime;
using Portal.ApiContract.Sweeppea;
using Portal.Application.Calendar;

namespace Portal.Application.Marketing;

/// <summary>A marketing event as the calendar keeps it.</summary>
/// <param name="Token">Its name upstream.</param>
/// <param name="Title">As upstream has it.</param>
/// <param name="Description">Null when there is none.</param>
/// <param name="Place">Null when there is none.</param>
/// <param name="Link">Null when there is none.</param>
/// <param name="Start">Of an all-day event midnight UTC of its first date.</param>
/// <param name="End">Exclusive; after <paramref name="Start"/>.</param>
/// <param name="AllDay">Its dates; null when it has times.</param>
internal sealed record MarketingItem(string Token, string Title, string? Description, string? Place, string? Link, Instant Start, Instant End, AllDayDates? AllDay)
{
    /// <summary>What is drawn of an event whose end upstream is not after its start.</summary>
    private static readonly Duration Shortest = Duration.FromMinutes(30);

    /// <summary>
    /// Dates and times as the rulings read them: the date of one member with the clock time of the other, in UTC. All-day events are whole dates,
    /// the last one included. Null for an event without a date that can be read.
    /// </summary>
    public static MarketingItem? Of(MarketingEvent listed)
    {
        if (!MarketingEventTimes.TryParseDate(listed.EventStartDate, out var startDate) || !MarketingEventTimes.TryParseDate(listed.EventEndDate, out var endDate))
        {
            return null;
        }

        if (listed.EventAllDay == true)
        {
            var first = startDate.InUtc().Date;
            var dates = new AllDayDates(first, LocalDate.Max(first, endDate.InUtc().Date).PlusDays(1));
            return Of(listed, Midnight(dates.Start), Midnight(dates.End), dates);
        }

        var start = MarketingEventTimes.Combine(startDate, TimeOf(listed.EventStartTime, MarketingEventDefaults.StartTime));
        var end = MarketingEventTimes.Combine(endDate, TimeOf(listed.EventEndTime, MarketingEventDefaults.EndTime));
        return Of(listed, start, start < end ? end : start + Shortest, allDay: null);
    }

    private static MarketingItem Of(MarketingEvent listed, Instant start, Instant end, AllDayDates? allDay) => new(
        listed.EventToken, listed.EventTitle, NullIfBlank(listed.EventDescription), NullIfBlank(listed.EventLocation), NullIfBlank(listed.EventUrl), start, end, allDay);

    private static LocalTime TimeOf(string? text, string otherwise) =>
        text is not null && MarketingEventTimes.TryParseTime(text, out var time) ? time
        : MarketingEventTimes.TryParseTime(otherwise, out var fallback) ? fallback
        : LocalTime.Midnight;

    private static Instant Midnight(LocalDate date) => date.AtMidnight().InUtc().ToInstant();

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
