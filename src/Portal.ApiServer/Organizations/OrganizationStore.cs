using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Organizations;

/// <summary>Which API a key opens; the value is the column's text.</summary>
internal static class KeyApi
{
    public const string Care360 = "care360";
    public const string Sweeppea = "sweeppea";
}

/// <summary>Organisations and the hashes of their keys.</summary>
internal sealed class OrganizationStore(Database database)
{
    /// <summary>The organisation of a key that is not revoked, with the stored hash; null when there is none.</summary>
    /// <remarks>The one query without an organisation in its WHERE: it is how a caller's organisation is found.</remarks>
    public Task<KeyOwner?> FindKeyAsync(string keyHash, string api, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<KeyOwner>(new CommandDefinition(
                """
                SELECT organization_id AS OrganizationId, key_hash AS KeyHash
                FROM organization_keys
                WHERE key_hash = @keyHash AND api = @api AND revoked_at IS NULL
                """,
                new { keyHash, api },
                cancellationToken: cancellationToken)),
            cancellationToken);

    /// <summary>Adds an organisation. False, and nothing happens, when the id exists.</summary>
    public static async Task<bool> AddAsync(WriteTransaction write, string id, string name, string timeZone, Instant now) =>
        await write.Connection.ExecuteAsync(
            """
            INSERT INTO organizations (id, name, time_zone, created_at) VALUES (@id, @name, @timeZone, @now)
            ON CONFLICT (id) DO NOTHING
            """,
            new { id, name, timeZone, now },
            write.Transaction) == 1;

    /// <summary>Whether there is such an organisation.</summary>
    public static Task<bool> ExistsAsync(WriteTransaction write, string id) =>
        write.Connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM organizations WHERE id = @id)", new { id }, write.Transaction);

    /// <summary>Adds a key by its hash; nothing happens when it exists, revoked or not.</summary>
    public static Task AddKeyAsync(WriteTransaction write, string organizationId, string api, string keyHash, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO organization_keys (key_hash, organization_id, api, created_at) VALUES (@keyHash, @organizationId, @api, @now)
            ON CONFLICT (key_hash) DO NOTHING
            """,
            new { keyHash, organizationId, api, now },
            write.Transaction);

    /// <summary>Revokes a key. Servers honour it within <see cref="ApiKeyDirectory.Lifetime"/>. False when there is no such key in force.</summary>
    public static async Task<bool> RevokeKeyAsync(WriteTransaction write, string organizationId, string keyHash, Instant now) =>
        await write.Connection.ExecuteAsync(
            """
            UPDATE organization_keys SET revoked_at = @now
            WHERE organization_id = @organizationId AND key_hash = @keyHash AND revoked_at IS NULL
            """,
            new { organizationId, keyHash, now },
            write.Transaction) == 1;

    /// <summary>The ids of all organisations, ascending.</summary>
    public Task<List<string>> ListIdsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(new CommandDefinition(
                "SELECT id FROM organizations ORDER BY id",
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    /// <summary>All organisations by id, with their numbers of cases and of keys in force.</summary>
    public Task<List<OrganizationSummary>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<OrganizationSummary>(new CommandDefinition(
                """
                SELECT o.id AS Id, o.name AS Name, o.time_zone AS TimeZone,
                    (SELECT count(*) FROM cases c WHERE c.organization_id = o.id) AS Cases,
                    (SELECT count(*) FROM organization_keys k WHERE k.organization_id = o.id AND k.revoked_at IS NULL) AS Keys
                FROM organizations o
                ORDER BY o.id
                """,
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    /// <summary>The organisation's keys, revoked ones too, oldest first; null when there is no such organisation.</summary>
    public Task<List<KeySummary>?> ListKeysAsync(string organizationId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                // One statement, so that both answers are of the same moment: an organisation without keys is a row of its own.
                var rows = await connection.QueryAsync<KeySummary>(new CommandDefinition(
                    """
                    SELECT k.key_hash AS KeyHash, k.api AS Api, k.created_at AS CreatedAt, k.revoked_at AS RevokedAt
                    FROM organizations o LEFT JOIN organization_keys k ON k.organization_id = o.id
                    WHERE o.id = @organizationId
                    ORDER BY k.created_at, k.key_hash
                    """,
                    new { organizationId },
                    cancellationToken: cancellationToken));
                var keys = rows.AsList();
                return keys.Count == 0 ? null : keys.FindAll(key => key.KeyHash.Length > 0);
            },
            cancellationToken);

    /// <summary>An organisation and how much belongs to it.</summary>
    internal sealed record OrganizationSummary
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public long Cases { get; init; }

        /// <summary>Those in force.</summary>
        public long Keys { get; init; }
    }

    /// <summary>A key without the key.</summary>
    internal sealed record KeySummary
    {
        public string KeyHash { get; init; } = "";

        public string Api { get; init; } = "";

        public Instant CreatedAt { get; init; }

        /// <summary>Null while the key is in force.</summary>
        public Instant? RevokedAt { get; init; }
    }

    /// <summary>Whose key it is.</summary>
    internal sealed record KeyOwner
    {
        public string OrganizationId { get; init; } = "";

        public string KeyHash { get; init; } = "";
    }
}
