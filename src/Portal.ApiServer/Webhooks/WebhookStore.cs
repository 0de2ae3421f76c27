using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Webhooks;

/// <summary>
/// The webhooks of organisations, at most one each. The secret is stored as it is, since every call is signed with it; nothing but
/// the signature ever shows it.
/// </summary>
internal static class WebhookStore
{
    /// <summary>
    /// Sets an organisation's webhook in place of the one it had; what waits for delivery goes to the new one. Where there was none, nothing
    /// may wait: an effect that committed during a removal left it behind, and it was for the one removed. False when there is no such organisation.
    /// </summary>
    /// <param name="write">The transaction.</param>
    /// <param name="organizationId">Whose webhook.</param>
    /// <param name="url">Absolute, already checked.</param>
    /// <param name="secret">Null: calls are not signed.</param>
    /// <param name="now">When it is set.</param>
    public static async Task<bool> SetAsync(WriteTransaction write, string organizationId, string url, string? secret, Instant now)
    {
        await write.Connection.ExecuteAsync(
            """
            DELETE FROM webhook_deliveries
            WHERE organization_id = @organizationId AND state = 'pending'
                AND NOT EXISTS (SELECT 1 FROM webhooks w WHERE w.organization_id = @organizationId)
            """,
            new { organizationId },
            write.Transaction);
        return await write.Connection.ExecuteAsync(
            """
            INSERT INTO webhooks (organization_id, url, secret, created_at, updated_at)
            SELECT o.id, @url, @secret, @now, @now FROM organizations o WHERE o.id = @organizationId
            ON CONFLICT (organization_id) DO UPDATE SET url = excluded.url, secret = excluded.secret, updated_at = excluded.updated_at
            """,
            new { organizationId, url, secret, now },
            write.Transaction) == 1;
    }

    /// <summary>Removes an organisation's webhook and drops what waits for delivery. False when there was none.</summary>
    public static async Task<bool> RemoveAsync(WriteTransaction write, string organizationId)
    {
        var parameters = new { organizationId };
        await write.Connection.ExecuteAsync(
            "DELETE FROM webhook_deliveries WHERE organization_id = @organizationId AND state = 'pending'", parameters, write.Transaction);
        return await write.Connection.ExecuteAsync("DELETE FROM webhooks WHERE organization_id = @organizationId", parameters, write.Transaction) == 1;
    }

    /// <summary>An organisation's webhook without its secret; null when there is none.</summary>
    public static Task<WebhookSummary?> FindAsync(Database database, string organizationId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<WebhookSummary>(new CommandDefinition(
                """
                SELECT url AS Url, secret IS NOT NULL AS HasSecret, created_at AS CreatedAt, updated_at AS UpdatedAt
                FROM webhooks
                WHERE organization_id = @organizationId
                """,
                new { organizationId },
                cancellationToken: cancellationToken)),
            cancellationToken);
}

/// <summary>What may be shown of a webhook.</summary>
internal sealed record WebhookSummary
{
    public string Url { get; init; } = "";

    /// <summary>Whether calls are signed.</summary>
    public bool HasSecret { get; init; }

    public Instant CreatedAt { get; init; }

    /// <summary>When it was last set.</summary>
    public Instant UpdatedAt { get; init; }
}
