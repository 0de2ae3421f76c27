using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Storage.Sqlite;

namespace Portal.Benchmarks.CreateEvent;

/// <summary>One durable insert per request the plain way: one writer with a prepared statement, one commit each, the server's own journal mode.</summary>
internal sealed class SqliteInserts : IAsyncDisposable
{
    private readonly Channel<(CalendarEventDetails Details, TaskCompletionSource<string> Done)> _queue =
        Channel.CreateUnbounded<(CalendarEventDetails, TaskCompletionSource<string>)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private readonly Task _writer;

    public SqliteInserts(string directory)
    {
        SqliteLibrary.EnsureLoaded();
        _connection = new SqliteConnection($"Data Source={Path.Combine(directory, "bare.db")}");
        _connection.Open();
        using (var create = _connection.CreateCommand())
        {
            create.CommandText =
                """
                PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;
                CREATE TABLE events (
                    id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT, start_at TEXT NOT NULL, end_at TEXT NOT NULL,
                    time_zone TEXT NOT NULL, meeting_link TEXT NOT NULL, location TEXT NOT NULL) STRICT
                """;
            create.ExecuteNonQuery();
        }

        _command = _connection.CreateCommand();
        _command.CommandText =
            """
            INSERT INTO events (id, title, description, start_at, end_at, time_zone, meeting_link, location)
            VALUES ($id, $title, $description, $start, $end, $zone, $link, $location)
            """;
        foreach (var name in new[] { "$id", "$title", "$description", "$start", "$end", "$zone", "$link", "$location" })
        {
            _command.Parameters.Add(name, SqliteType.Text);
        }

        _command.Prepare();
        _writer = Task.Run(WriteAsync);
    }

    public Task<string> InsertAsync(CalendarEventDetails details)
    {
        var done = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((details, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _writer;
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        await foreach (var (details, done) in _queue.Reader.ReadAllAsync())
        {
            var id = Guid.NewGuid().ToString("D");
            string?[] values =
                [id, details.Title, details.Description, details.StartTime, details.EndTime, details.TimeZone, details.MeetingLink, details.Location];
            for (var i = 0; i < values.Length; i++)
            {
                _command.Parameters[i].Value = values[i] ?? (object)DBNull.Value;
            }

            // A failure is its caller's: the writer goes on, or nobody behind it would ever be answered.
            try
            {
                _command.ExecuteNonQuery();
                done.SetResult(id);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
    }
}
