using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.Benchmarks.CalendarStore;

/// <summary>Fills the portal's store with events of one organisation, one begun every hour, every twentieth two days long.</summary>
internal static class YearsOfEvents
{
    public const string Organization = "northside";

    private const int PerStatement = 10_000;

    /// <param name="database">Migrated, without events.</param>
    /// <param name="count">How many; a multiple of 10,000, which has no factor in common with the statement's prime.</param>
    /// <param name="middle">Half of them begin before it.</param>
    public static async Task CreateAsync(Database database, int count, Instant middle)
    {
        var first = middle - Duration.FromHours(count / 2);
        for (var from = 0L; from < count; from += PerStatement)
        {
            // Not in the order of time: rows of one month lie apart in the table, as after years of changes.
            var batch = new { organization = Organization, from, to = from + PerStatement, count = (long)count, first };
            await database.WriteAsync(
                write => write.Connection.ExecuteAsync(
                    """
                    WITH RECURSIVE numbers (n) AS (SELECT CAST(@from AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < @to),
                    places (n, place) AS (SELECT n, n * 7919 % @count FROM numbers)
                    INSERT INTO calendar_items (organization_id, id, source, upstream_id, title, description, start_at, end_at, time_zone, tzdb_version,
                                                location, meeting_link, provider_name, provider_email, agent_name, state, state_since, first_seen_at, version)
                    SELECT @organization, 'event-' || n, 'CaseEvent', 'upstream-' || n, 'Care plan review ' || n,
                           'Progress since the last visit, pain diary, next exercises.', @first + place * 3600000,
                           @first + place * 3600000 + CASE WHEN place % 20 = 0 THEN 172800000 ELSE 2700000 END, 'America/New_York', 'test',
                           'Zoom', 'https://example.com/meet/123', 'Dr. Smith', 'provider@example.com', 'custom', 'Confirmed', 0, 0, 1
                    FROM places
                    """,
                    batch,
                    write.Transaction,
                    commandTimeout: 300),
                CancellationToken.None);
        }

        if (database.Engine == DatabaseEngine.PostgreSql)
        {
            // What autovacuum does in time; without it no index is read alone.
            await database.ReadAsync(connection => connection.ExecuteAsync("VACUUM ANALYZE calendar_items", commandTimeout: 300), CancellationToken.None);
        }
    }
}
