using Dapper;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.CalendarEvents;
using Portal.Storage;

namespace Portal.ApiServer.Webhooks;

/// <summary>Reads the event of a call.</summary>
internal sealed class CalendarEventReader(Database database)
{
    /// <summary>An event as it is now, cancelled or not; null when the organisation has none such.</summary>
    public async Task<CaseCalendarEvent?> FindAsync(string organizationId, string eventId, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<CaseCalendarEventRow>(new CommandDefinition(
                $"{CaseCalendarEventRules.Select} WHERE e.organization_id = @organizationId AND e.id = @eventId",
                new { organizationId, eventId },
                cancellationToken: cancellationToken)),
            cancellationToken) is { } row
            ? CaseCalendarEventRules.ToCaseCalendarEvent(row)
            : null;
}
