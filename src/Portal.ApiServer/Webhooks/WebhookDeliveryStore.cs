using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Webhooks;

/// <summary>The deliveries that <see cref="WebhookOutbox"/> adds. One is pending until it is delivered or given up.</summary>
internal sealed class WebhookDeliveryStore(Database database)
{
    /// <summary>Organisations with a webhook and a delivery that is due, the one that has waited longest first.</summary>
    /// <remarks>A question across organisations, asked by the server itself; it answers with nothing but their ids.</remarks>
    public Task<List<string>> FindDueOrganizationsAsync(Instant now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(new CommandDefinition(
                """
                SELECT d.organization_id
                FROM webhook_deliveries d
                JOIN webhooks w ON w.organization_id = d.organization_id
                WHERE d.state = 'pending' AND d.next_try_at <= @now
                GROUP BY d.organization_id
                ORDER BY min(d.next_try_at), d.organization_id
                """,
                new { now },
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    /// <summary>The first created of an organisation's deliveries that are due; null when none is. One that waits for its next try keeps no other waiting.</summary>
    public Task<DueDelivery?> FindNextDueAsync(string organizationId, Instant now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<DueDelivery>(new CommandDefinition(
                """
                SELECT d.number AS Number, d.organization_id AS OrganizationId, d.id AS Id, d.event AS Event, d.case_id AS CaseId,
                    d.subject_id AS SubjectId, d.tries AS Tries, d.created_at AS CreatedAt, w.url AS Url, w.secret AS Secret
                FROM webhook_deliveries d
                JOIN webhooks w ON w.organization_id = d.organization_id
                WHERE d.organization_id = @organizationId AND d.state = 'pending' AND d.next_try_at <= @now
                ORDER BY d.number
                LIMIT 1
                """,
                new { organizationId, now },
                cancellationToken: cancellationToken)),
            cancellationToken);

    /// <summary>Records that a delivery succeeded. Nothing happens when it is no longer pending.</summary>
    public Task RecordDeliveredAsync(DueDelivery delivery, CancellationToken cancellationToken) =>
        RecordAsync(delivery, "delivered", problem: null, nextTryAt: null, cancellationToken);

    /// <summary>Records that a try failed. Nothing happens when the delivery is no longer pending.</summary>
    /// <param name="delivery">What was tried.</param>
    /// <param name="problem">A code of <see cref="WebhookProblems"/>.</param>
    /// <param name="nextTryAt">Null: it is given up.</param>
    /// <param name="cancellationToken">Gives up recording; the delivery is then due still.</param>
    public Task RecordFailedAsync(DueDelivery delivery, string problem, Instant? nextTryAt, CancellationToken cancellationToken) =>
        RecordAsync(delivery, nextTryAt is null ? "given_up" : "pending", problem, nextTryAt, cancellationToken);

    /// <summary>Forgets an organisation's deliveries of that time and before, whatever became of them.</summary>
    public Task<int> DeleteAsync(string organizationId, Instant createdUntil, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "DELETE FROM webhook_deliveries WHERE organization_id = @organizationId AND created_at <= @createdUntil",
                new { organizationId, createdUntil },
                write.Transaction),
            cancellationToken);

    private Task<int> RecordAsync(DueDelivery delivery, string state, string? problem, Instant? nextTryAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                """
                UPDATE webhook_deliveries
                SET state = @state, tries = @tries, last_problem = @problem, next_try_at = coalesce(@nextTryAt, next_try_at)
                WHERE organization_id = @organizationId AND number = @number AND state = 'pending'
                """,
                new
                {
                    organizationId = delivery.OrganizationId,
                    number = delivery.Number,
                    state,
                    tries = delivery.Tries + 1,
                    problem,
                    nextTryAt = nextTryAt?.ToUnixTimeMilliseconds(),
                },
                write.Transaction),
            cancellationToken);
}
