using Dapper;
using NodaTime;
using Portal.ApiServer.Answers;
using Portal.Storage;

namespace Portal.ApiServer.Idempotency;

/// <summary>The answers kept under idempotency keys, one row per organisation and key.</summary>
internal sealed class IdempotencyStore(Database database)
{
    public static readonly Duration Retention = Duration.FromHours(24);

    /// <summary>What follows every insert of an answer: a key in force stays, an expired one is taken over.</summary>
    internal const string OnConflict =
        """
        ON CONFLICT (organization_id, idempotency_key) DO UPDATE
        SET request_hash = excluded.request_hash, status = excluded.status, body = excluded.body, expires_at = excluded.expires_at
        WHERE idempotency_answers.expires_at <= @now
        """;

    /// <summary>Stores an answer. False when the key is already in force; the caller must then roll back.</summary>
    public static async Task<bool> TryAddAsync(
        WriteTransaction write, string organizationId, IdempotentRequest request, ApiAnswer answer, Instant now) =>
        await write.Connection.ExecuteAsync(
            $"""
            INSERT INTO idempotency_answers (organization_id, idempotency_key, request_hash, status, body, expires_at)
            VALUES (@organizationId, @key, @hash, @status, @body, @expiresAt)
            {OnConflict}
            """,
            new
            {
                organizationId,
                key = request.Key,
                hash = request.Hash,
                status = answer.Status,
                body = answer.Json,
                expiresAt = now + Retention,
                now,
            },
            write.Transaction) == 1;

    /// <summary>What is stored under a key in force; null when nothing is.</summary>
    public Task<StoredAnswer?> FindAsync(string organizationId, string key, Instant now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<StoredAnswer>(new CommandDefinition(
                """
                SELECT request_hash AS RequestHash, status AS Status, body AS Body
                FROM idempotency_answers
                WHERE organization_id = @organizationId AND idempotency_key = @key AND expires_at > @now
                """,
                new { organizationId, key, now },
                cancellationToken: cancellationToken)),
            cancellationToken);

    /// <summary>Forgets an organisation's expired answers.</summary>
    public Task<int> DeleteExpiredAsync(string organizationId, Instant now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "DELETE FROM idempotency_answers WHERE organization_id = @organizationId AND expires_at <= @now",
                new { organizationId, now },
                write.Transaction),
            cancellationToken);

    /// <summary>One stored answer and what it answered.</summary>
    internal sealed record StoredAnswer
    {
        public string RequestHash { get; init; } = "";

        public int Status { get; init; }

        public string Body { get; init; } = "";
    }
}
