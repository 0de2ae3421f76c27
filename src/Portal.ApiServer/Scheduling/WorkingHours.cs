using NodaTime;

namespace Portal.ApiServer.Scheduling;

/// <summary>A stretch of one day's wall clock, in minutes after midnight: start inclusive, end exclusive, 1440 the midnight that ends the day.</summary>
internal sealed record TimeWindow(int StartMinute, int EndMinute);

/// <summary>When a provider receives people, on the wall clock of the provider's zone. Windows of one day are in order and do not overlap.</summary>
/// <param name="Weekly">By weekday; a weekday that is missing is closed.</param>
/// <param name="Exceptions">By date; they replace that date's weekly hours, an empty list closes it.</param>
internal sealed record WorkingHours(
    IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<TimeWindow>> Weekly,
    IReadOnlyDictionary<LocalDate, IReadOnlyList<TimeWindow>> Exceptions)
{
    /// <summary>The windows of a date, in order; empty when it is closed.</summary>
    public IReadOnlyList<TimeWindow> On(LocalDate date) =>
        Exceptions.TryGetValue(date, out var windows) || Weekly.TryGetValue(date.DayOfWeek, out windows) ? windows : [];
}
