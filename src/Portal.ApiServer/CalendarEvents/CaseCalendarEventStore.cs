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
            {CaseCalendarEventRules.Select}
            WHERE e.organization_id = @organizationId AND e.case_id IN {caseIds.Sql} AND e.is_deleted = FALSE
            ORDER BY e.start_at, e.id
            """,
            caseIds.With(new { organizationId }),
            cancellationToken: cancellationToken))).AsList();
}
