using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Appointments;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>How an event reads inside a case or a webhook (companion 1.8). What is not documented there is decided here [ours].</summary>
internal static class CaseCalendarEventRules
{
    /// <summary>The columns of a <see cref="CaseCalendarEventRow"/>, of <c>calendar_events e</c>.</summary>
    public const string Columns =
        """
        e.id AS Id, e.case_id AS CaseId, e.title AS Title, e.description AS Description, e.agent_name AS AgentName,
        e.created_at AS CreatedAt, e.updated_at AS UpdatedAt, e.is_deleted AS IsDeleted, e.start_at AS StartAt, e.end_at AS EndAt,
        e.time_zone AS TimeZone, e.meeting_link AS MeetingLink, e.location AS Location, e.provider_name AS ProviderName,
        e.provider_email AS ProviderEmail
        """;

    /// <summary>
    /// The event as it is now. Topic is the title; the status is null, since none of the vendor's four is known of an event that nobody
    /// has answered; there are no links of Calendly's, and no notes.
    /// </summary>
    public static CaseCalendarEvent ToCaseCalendarEvent(CaseCalendarEventRow row) => new()
    {
        Id = row.Id,
        Title = row.Title,
        Topic = row.Title,
        Description = row.Description,
        Color = string.Equals(row.AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal)
            ? AppointmentRules.CustomColor
            : AppointmentRules.AgentColor,
        CreatedAt = IsoDateTime.Format(row.CreatedAt),
        UpdatedAt = IsoDateTime.Format(row.UpdatedAt),
        IsDeleted = row.IsDeleted,
        StartDateTime = IsoDateTime.Format(row.StartAt),
        EndDateTime = IsoDateTime.Format(row.EndAt),
        TimeZone = row.TimeZone,
        MeetingLink = row.MeetingLink,
        MeetingNotes = [],
        MeetingProvider = row.Location,
        ProviderName = row.ProviderName,
        ProviderEmail = row.ProviderEmail,
    };
}

/// <summary>One row of <c>calendar_events</c>.</summary>
internal sealed record CaseCalendarEventRow
{
    public string Id { get; init; } = "";

    /// <summary>Null for an appointment of no case.</summary>
    public string? CaseId { get; init; }

    public string Title { get; init; } = "";

    public string? Description { get; init; }

    public string AgentName { get; init; } = "";

    public Instant CreatedAt { get; init; }

    public Instant UpdatedAt { get; init; }

    public bool IsDeleted { get; init; }

    public Instant StartAt { get; init; }

    public Instant EndAt { get; init; }

    public string TimeZone { get; init; } = "";

    public string? MeetingLink { get; init; }

    public string? Location { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }
}
