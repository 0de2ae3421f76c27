using Portal.ApiContract;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Appointments;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>How an event reads inside a case or a webhook (companion 1.8). What is not documented there is decided here [ours].</summary>
internal static class CaseCalendarEventRules
{
    /// <summary>What reads a <see cref="CaseCalendarEventRow"/>; an organisation and more follow in the WHERE, of <c>calendar_events e</c>.</summary>
    public const string Select =
        """
        SELECT
        e.id AS Id, e.case_id AS CaseId, e.title AS Title, e.description AS Description, e.agent_name AS AgentName,
        e.created_at AS CreatedAt, e.updated_at AS UpdatedAt, e.is_deleted AS IsDeleted, e.start_at AS StartAt, e.end_at AS EndAt,
        e.time_zone AS TimeZone, e.meeting_link AS MeetingLink, e.location AS Location, e.provider_name AS ProviderName,
        e.provider_email AS ProviderEmail, a.event_id IS NOT NULL AS IsAppointment, a.utm_campaign AS UtmCampaign, a.utm_source AS UtmSource,
        a.utm_medium AS UtmMedium, a.utm_content AS UtmContent, a.utm_term AS UtmTerm, a.salesforce_uuid AS SalesforceUuid
        FROM calendar_events e
        LEFT JOIN appointments a ON a.organization_id = e.organization_id AND a.event_id = e.id
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
        Tracking = row.IsAppointment
            ? new MeetingTracking
            {
                UtmCampaign = row.UtmCampaign,
                UtmSource = row.UtmSource,
                UtmMedium = row.UtmMedium,
                UtmContent = row.UtmContent,
                UtmTerm = row.UtmTerm,
                SalesforceUuid = row.SalesforceUuid,
            }
            : null,
    };
}
