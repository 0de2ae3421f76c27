using System.Text.Json;
using NodaTime;

namespace Portal.ApiServer.Scheduling;

/// <summary>An event type as its table has it: lengths in minutes, lists and hours as JSON.</summary>
internal sealed record EventTypeRow
{
    public string Id { get; init; } = "";

    public string ProviderEmail { get; init; } = "";

    public string ProviderName { get; init; } = "";

    public string ProviderTimeZone { get; init; } = "";

    public string ProviderStates { get; init; } = "";

    public string Name { get; init; } = "";

    public string? CalendlyLink { get; init; }

    public int DurationMinutes { get; init; }

    public int SlotIntervalMinutes { get; init; }

    public int BufferBeforeMinutes { get; init; }

    public int BufferAfterMinutes { get; init; }

    public int MinimumNoticeMinutes { get; init; }

    public int HorizonDays { get; init; }

    public string Locations { get; init; } = "";

    public string WeeklyHours { get; init; } = "";

    public string Exceptions { get; init; } = "";

    public static EventTypeRow Of(EventType eventType)
    {
        var (weekly, exceptions) = WorkingHoursJson.Write(eventType.Hours);
        return new EventTypeRow
        {
            Id = eventType.Id,
            ProviderEmail = eventType.ProviderEmail,
            ProviderName = eventType.ProviderName,
            ProviderTimeZone = eventType.Zone.Id,
            ProviderStates = JsonSerializer.Serialize(eventType.ProviderStates),
            Name = eventType.Name,
            CalendlyLink = eventType.CalendlyLink,
            DurationMinutes = MinutesOf(eventType.Length),
            SlotIntervalMinutes = MinutesOf(eventType.SlotInterval),
            BufferBeforeMinutes = MinutesOf(eventType.BufferBefore),
            BufferAfterMinutes = MinutesOf(eventType.BufferAfter),
            MinimumNoticeMinutes = MinutesOf(eventType.MinimumNotice),
            HorizonDays = eventType.HorizonDays,
            Locations = JsonSerializer.Serialize(eventType.Locations),
            WeeklyHours = weekly,
            Exceptions = exceptions,
        };
    }

    public EventType ToEventType()
    {
        using var weekly = JsonDocument.Parse(WeeklyHours);
        using var exceptions = JsonDocument.Parse(Exceptions);
        return new EventType
        {
            Id = Id,
            ProviderEmail = ProviderEmail,
            ProviderName = ProviderName,
            Zone = DateTimeZoneProviders.Tzdb[ProviderTimeZone],
            ProviderStates = JsonSerializer.Deserialize<string[]>(ProviderStates) ?? [],
            Name = Name,
            CalendlyLink = CalendlyLink,
            Length = Duration.FromMinutes(DurationMinutes),
            SlotInterval = Duration.FromMinutes(SlotIntervalMinutes),
            BufferBefore = Duration.FromMinutes(BufferBeforeMinutes),
            BufferAfter = Duration.FromMinutes(BufferAfterMinutes),
            MinimumNotice = Duration.FromMinutes(MinimumNoticeMinutes),
            HorizonDays = HorizonDays,
            Locations = JsonSerializer.Deserialize<string[]>(Locations) ?? [],
            Hours = new WorkingHours(
                WorkingHoursJson.ReadWeekly(weekly.RootElement, out var problem) ?? throw new InvalidOperationException($"Weekly hours: {problem}"),
                WorkingHoursJson.ReadExceptions(exceptions.RootElement, out problem) ?? throw new InvalidOperationException($"Exceptions: {problem}")),
        };
    }

    private static int MinutesOf(Duration duration) => (int)duration.TotalMinutes;
}
