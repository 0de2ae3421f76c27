using Dapper;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Storage;

namespace Portal.Application.Cases;

/// <summary>The cases that this organisation's calendar has shown so far.</summary>
internal sealed class CaseStore(Database database)
{
    /// <summary>Cases whose title or short id holds the text, or whose id starts with it; case-insensitive; by title. All when the text is empty.</summary>
    public Task<IReadOnlyList<CaseSummary>> SearchAsync(string organizationId, string text, int limit, CancellationToken cancellationToken)
    {
        // Folded here, not in SQL: SQLite folds ASCII only.
        var folded = Escape(text.Trim().ToLowerInvariant());
        return database.ReadAsync<IReadOnlyList<CaseSummary>>(
            async connection => (await connection.QueryAsync<(string Id, string? ShortId, string? Title)>(
                """
                SELECT id, short_id, title FROM cases
                WHERE organization_id = @organizationId
                  AND (search_title LIKE @contains ESCAPE '\' OR search_short_id LIKE @contains ESCAPE '\' OR id LIKE @startsWith ESCAPE '\')
                ORDER BY search_title, id LIMIT @limit
                """,
                new { organizationId, contains = $"%{folded}%", startsWith = $"{folded}%", limit })).Select(row => new CaseSummary(row.Id, row.ShortId, row.Title)).ToList(),
            cancellationToken);
    }

    /// <summary>Keeps what is known of a case; what upstream leaves out does not erase it.</summary>
    public static Task UpsertAsync(WriteTransaction write, string organizationId, KnownCase known, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO cases (organization_id, id, short_id, title, search_title, search_short_id, status, seen_at)
            VALUES (@organizationId, @Id, @ShortId, @Title, @searchTitle, @searchShortId, @Status, @now)
            ON CONFLICT (organization_id, id) DO UPDATE
            SET short_id = coalesce(excluded.short_id, cases.short_id), title = coalesce(excluded.title, cases.title),
                search_title = CASE WHEN excluded.title IS NULL THEN cases.search_title ELSE excluded.search_title END,
                search_short_id = CASE WHEN excluded.short_id IS NULL THEN cases.search_short_id ELSE excluded.search_short_id END,
                status = coalesce(excluded.status, cases.status), seen_at = excluded.seen_at
            """,
            new
            {
                organizationId,
                known.Id,
                known.ShortId,
                known.Title,
                searchTitle = known.Title?.ToLowerInvariant() ?? "",
                searchShortId = known.ShortId?.ToLowerInvariant() ?? "",
                known.Status,
                now,
            },
            write.Transaction);

    /// <summary>All cases of an organisation, by id.</summary>
    public Task<IReadOnlyDictionary<string, KnownCase>> ReadAllAsync(string organizationId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, KnownCase>>(
            async connection => (await connection.QueryAsync<(string Id, string? ShortId, string? Title, string? Status)>(
                "SELECT id, short_id, title, status FROM cases WHERE organization_id = @organizationId",
                new { organizationId })).ToDictionary(row => row.Id, row => new KnownCase(row.Id, row.ShortId, row.Title, row.Status), StringComparer.Ordinal),
            cancellationToken);

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}

/// <summary>A case as upstream describes it; null is what it does not say.</summary>
internal sealed record KnownCase(string Id, string? ShortId, string? Title, string? Status);
