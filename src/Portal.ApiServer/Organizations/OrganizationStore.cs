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

    /// <summary>Adds an organisation; nothing happens when the id exists.</summary>
    public static Task AddAsync(WriteTransaction write, string id, string name, string timeZone, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO organizations (id, name, time_zone, created_at) VALUES (@id, @name, @timeZone, @now)
            ON CONFLICT (id) DO NOTHING
            """,
            new { id, name, timeZone, now },
            write.Transaction);

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

    /// <summary>Whose key it is.</summary>
    internal sealed record KeyOwner
    {
        public string OrganizationId { get; init; } = "";

        public string KeyHash { get; init; } = "";
    }
}
