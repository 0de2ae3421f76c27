using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>Reads the events of cases.</summary>
internal static class CaseCalendarEventStore
{
    /// <summary>The events of the cases that are not cancelled, past ones included; by start, then id.</summary>
    public static async Task<List<CaseCalendarEventRow>> ListAsync(
        DbConnection connection, string organizationId, InList caseIds, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<CaseCalendarEventRow>(new CommandDefinition(
            $"""
            SELECT id AS Id, case_id AS CaseId, title AS Title, description AS Description, agent_name AS AgentName, status AS Status,
                is_deleted AS IsDeleted, start_at AS StartAt, end_at AS EndAt, time_zone AS TimeZone, meeting_link AS MeetingLink,
                location AS Location, provider_name AS ProviderName, provider_email AS ProviderEmail,
                created_at AS CreatedAt, updated_at AS UpdatedAt
            FROM calendar_events
            WHERE organization_id = @organizationId AND case_id IN {caseIds.Sql} AND is_deleted = FALSE
            ORDER BY start_at, id
            """,
            caseIds.With(new { organizationId }),
            cancellationToken: cancellationToken))).AsList();
}
