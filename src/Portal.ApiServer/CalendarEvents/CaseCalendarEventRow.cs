using NodaTime;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>An event as a case or a webhook shows it. What an event has no value for is null.</summary>
internal sealed record CaseCalendarEventRow
{
    public string Id { get; init; } = "";

    public string? CaseId { get; init; }

    public string Title { get; init; } = "";

    public string? Description { get; init; }

    public string AgentName { get; init; } = "";

    public bool IsDeleted { get; init; }

    public Instant StartAt { get; init; }

    public Instant EndAt { get; init; }

    public string TimeZone { get; init; } = "";

    public string? MeetingLink { get; init; }

    public string? Location { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    public Instant CreatedAt { get; init; }

    public Instant UpdatedAt { get; init; }

    public bool IsAppointment { get; init; }

    public string? UtmCampaign { get; init; }

    public string? UtmSource { get; init; }

    public string? UtmMedium { get; init; }

    public string? UtmContent { get; init; }

    public string? UtmTerm { get; init; }

    public string? SalesforceUuid { get; init; }
}
