using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Appointments;

/// <summary>Reads what is in the calendar of an organisation.</summary>
internal sealed class AppointmentStore(Database database)
{
    /// <summary>
    /// What overlaps the query's range, is not deleted, has not ended at <paramref name="now"/>, and whose case, if it has one, is not
    /// archived; by end, then start, then id. With a user: what they hold as provider, what they booked, and what belongs to a case they
    /// submitted.
    /// </summary>
    public Task<List<AppointmentRow>> ListAsync(string organizationId, AppointmentQuery query, Instant now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<AppointmentRow>(new CommandDefinition(
                """
                SELECT e.id AS Id, e.created_at AS CreatedAt, e.updated_at AS UpdatedAt, e.title AS Title, e.start_at AS StartAt, e.end_at AS EndAt,
                    e.description AS Description, e.agent_event_id AS AgentEventId, e.agent_name AS AgentName, e.status AS Status,
                    e.time_zone AS TimeZone, e.meeting_link AS MeetingLink, e.location AS Location,
                    e.provider_name AS ProviderName, e.provider_email AS ProviderEmail,
                    c.id AS CaseId, c.short_id AS CaseShortId, c.title AS CaseTitle, c.status AS CaseStatus,
                    a.event_id AS AppointmentId, a.utm_campaign AS UtmCampaign, a.utm_source AS UtmSource, a.utm_medium AS UtmMedium,
                    a.utm_content AS UtmContent, a.utm_term AS UtmTerm, a.salesforce_uuid AS SalesforceUuid
                FROM calendar_events e
                LEFT JOIN cases c ON c.organization_id = e.organization_id AND c.id = e.case_id
                LEFT JOIN appointments a ON a.organization_id = e.organization_id AND a.event_id = e.id
                WHERE e.organization_id = @organizationId AND e.is_deleted = FALSE AND coalesce(c.is_archived, FALSE) = FALSE
                    AND e.end_at >= @now AND e.end_at > @from AND e.start_at < @before
                    AND (@userEmail IS NULL OR lower(e.provider_email) = @userEmail OR a.invitee_email = @userEmail
                        OR lower(c.submitter_email) = @userEmail)
                ORDER BY e.end_at, e.start_at, e.id
                """,
                new { organizationId, now, from = query.From, before = query.Before, userEmail = query.UserEmail },
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    /// <summary>Whether the organisation knows this lower-case e-mail address: as a user, or from an appointment [ours: the vendor speaks of users].</summary>
    public Task<bool> HasUserAsync(string organizationId, string email, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                """
                SELECT EXISTS (SELECT 1 FROM users WHERE organization_id = @organizationId AND email = @email)
                    OR EXISTS (SELECT 1 FROM appointments WHERE organization_id = @organizationId AND invitee_email = @email)
                    OR EXISTS (SELECT 1 FROM appointments WHERE organization_id = @organizationId AND provider_email = @email)
                """,
                new { organizationId, email },
                cancellationToken: cancellationToken)),
            cancellationToken);
}

/// <summary>One event with what its case and its booking add.</summary>
internal sealed record AppointmentRow
{
    public string Id { get; init; } = "";

    public Instant CreatedAt { get; init; }

    public Instant UpdatedAt { get; init; }

    public string Title { get; init; } = "";

    public Instant StartAt { get; init; }

    public Instant EndAt { get; init; }

    public string? Description { get; init; }

    public string? AgentEventId { get; init; }

    public string AgentName { get; init; } = "";

    public string Status { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public string? MeetingLink { get; init; }

    public string? Location { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    /// <summary>Null without a case.</summary>
    public string? CaseId { get; init; }

    public string? CaseShortId { get; init; }

    public string? CaseTitle { get; init; }

    public string? CaseStatus { get; init; }

    /// <summary>Null unless the event was booked as an appointment; the tracking is then known.</summary>
    public string? AppointmentId { get; init; }

    public string? UtmCampaign { get; init; }

    public string? UtmSource { get; init; }

    public string? UtmMedium { get; init; }

    public string? UtmContent { get; init; }

    public string? UtmTerm { get; init; }

    public string? SalesforceUuid { get; init; }
}
