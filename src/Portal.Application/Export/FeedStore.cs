using Dapper;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Storage;

namespace Portal.Application.Export;

/// <summary>Table <c>calendar_feeds</c>, by organisation and person.</summary>
public sealed class FeedStore(Database database)
{
    private const char Separator = ' ';

    /// <summary>Stores a feed in place of the person's older one of the same source.</summary>
    public Task ReplaceAsync(Caller caller, string id, CalendarSource? source, string tokenHash, string timeZone, Instant now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                await write.Connection.ExecuteAsync(
                    """
                    DELETE FROM calendar_feeds
                    WHERE organization_id = @OrganizationId AND person_id = @PersonId AND coalesce(source, '') = coalesce(@source, '')
                    """,
                    new { caller.OrganizationId, caller.PersonId, source = source?.ToString() },
                    write.Transaction);
                return await write.Connection.ExecuteAsync(
                    """
                    INSERT INTO calendar_feeds (organization_id, id, person_id, source, token_hash, roles, time_zone, created_at)
                    VALUES (@OrganizationId, @id, @PersonId, @source, @tokenHash, @roles, @timeZone, @now)
                    """,
                    new { caller.OrganizationId, id, caller.PersonId, source = source?.ToString(), tokenHash, roles = RolesOf(caller), timeZone, now },
                    write.Transaction);
            },
            cancellationToken);

    /// <summary>The person's feeds, oldest first.</summary>
    public Task<IReadOnlyList<CalendarFeed>> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CalendarFeed>>(
            async connection => [.. (await connection.QueryAsync<FeedRow>(
                """
                SELECT id AS Id, source AS SourceName, created_at AS CreatedAt, last_read_at AS LastReadAt FROM calendar_feeds
                WHERE organization_id = @OrganizationId AND person_id = @PersonId ORDER BY created_at, id
                """,
                new { caller.OrganizationId, caller.PersonId })).Select(row => new CalendarFeed(row.Id, row.Source, row.CreatedAt, row.LastReadAt))],
            cancellationToken);

    /// <summary>Writes the person's roles of now into their feeds.</summary>
    public Task KeepRolesAsync(Caller caller, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "UPDATE calendar_feeds SET roles = @roles WHERE organization_id = @OrganizationId AND person_id = @PersonId AND roles <> @roles",
                new { caller.OrganizationId, caller.PersonId, roles = RolesOf(caller) },
                write.Transaction),
            cancellationToken);

    public Task DeleteAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "DELETE FROM calendar_feeds WHERE organization_id = @OrganizationId AND person_id = @PersonId AND id = @id",
                new { caller.OrganizationId, caller.PersonId, id },
                write.Transaction),
            cancellationToken);

    /// <summary>
    /// The feed of a token, noted as read; null when there is none. The one statement without an organisation: the token, unguessable and unique,
    /// says which one.
    /// </summary>
    public async Task<StoredFeed?> FindByTokenAsync(string tokenHash, Instant now, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<FeedRow>(
                """
                SELECT organization_id AS OrganizationId, id AS Id, person_id AS PersonId, source AS SourceName, roles AS Roles, time_zone AS TimeZone
                FROM calendar_feeds WHERE token_hash = @tokenHash
                """,
                new { tokenHash }),
            cancellationToken);
        if (row is null)
        {
            return null;
        }

        await database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "UPDATE calendar_feeds SET last_read_at = @now WHERE organization_id = @OrganizationId AND id = @Id",
                new { now, row.OrganizationId, row.Id },
                write.Transaction),
            cancellationToken);
        return new StoredFeed(
            row.OrganizationId, row.PersonId, row.Source, row.Roles.Split(Separator, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal), row.TimeZone);
    }

    private static string RolesOf(Caller caller) => string.Join(Separator, caller.Roles.Order(StringComparer.Ordinal));

    private sealed record FeedRow
    {
        public string OrganizationId { get; init; } = "";

        public string Id { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string? SourceName { get; init; }

        public string Roles { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public Instant CreatedAt { get; init; }

        public Instant? LastReadAt { get; init; }

        public CalendarSource? Source => SourceName is null ? null : Enum.Parse<CalendarSource>(SourceName);
    }
}

/// <summary>A feed as its token opens it.</summary>
/// <param name="OrganizationId">Whose calendar.</param>
/// <param name="PersonId">Whose feed.</param>
/// <param name="Source">Null for all.</param>
/// <param name="Roles">The person's.</param>
/// <param name="TimeZone">IANA id.</param>
public sealed record StoredFeed(string OrganizationId, string PersonId, CalendarSource? Source, IReadOnlySet<string> Roles, string TimeZone);
