using Npgsql;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.Benchmarks.CreateEvent;

/// <summary>One durable insert per request the plain way: a pooled connection, a prepared statement, its own commit.</summary>
internal sealed class PostgreSqlInserts : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public PostgreSqlInserts(string connectionString)
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 }.ConnectionString);
        using var create = _source.CreateCommand(
            """
            CREATE TABLE events (
                id text PRIMARY KEY, title text NOT NULL, description text, start_at text NOT NULL, end_at text NOT NULL,
                time_zone text NOT NULL, meeting_link text NOT NULL, location text NOT NULL)
            """);
        create.ExecuteNonQuery();
    }

    public async Task<string> InsertAsync(CalendarEventDetails details)
    {
        var id = Guid.NewGuid().ToString("D");
        await using var insert = _source.CreateCommand(
            """
            INSERT INTO events (id, title, description, start_at, end_at, time_zone, meeting_link, location)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        foreach (var value in new[] { id, details.Title, details.Description, details.StartTime, details.EndTime, details.TimeZone, details.MeetingLink, details.Location })
        {
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        await insert.ExecuteNonQueryAsync();
        return id;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
