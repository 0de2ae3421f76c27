using System.Data.Common;
using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Storage.Changes;

namespace Portal.Storage.Sqlite;

/// <summary>
/// SQLite with one writer. Writes queue to it instead of waiting on each other inside SQLite, and what waits is committed together:
/// one disk flush for many writes, each in a savepoint of its own.
/// </summary>
/// <remarks>Rollback journal and synchronous=FULL, never WAL: before SQLite 3.51.3 WAL can lose committed writes (sqlite.org/wal.html#walresetbug).</remarks>
public sealed class SqliteDatabase : Database
{
    private const int LargestGroup = 256;
    private const int BusyTimeoutMilliseconds = 15_000;

    private readonly string _connectionString;
    private readonly Channel<PendingWrite> _queue = Channel.CreateUnbounded<PendingWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writer;

    internal SqliteDatabase(string connectionString)
    {
        SqliteLibrary.EnsureLoaded();
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        CreateDirectory(file);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();
        _writer = Task.Run(WriteQueuedAsync);
    }

    public override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public override string Now => "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

    public override ChangeFeed Changes { get; } = new();

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await read(connection);
    }

    public override async Task<T> WriteAsync<T>(Func<WriteTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite<T>(write, cancellationToken);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(pending), this);
        return await pending.Completion;
    }

    public override Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        WriteAsync(write => write.Connection.ExecuteAsync(sql, parameters, write.Transaction), cancellationToken);

    internal override async Task<IMigrationSession> OpenMigrationAsync(CancellationToken cancellationToken) =>
        new SqliteMigrationSession(await OpenAsync(cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
        Changes.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
    }

    private static void CreateDirectory(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } directory && !Directory.Exists(directory))
        {
            try
            {
                // The files hold health data: nobody but the portal's own account reads them.
                if (OperatingSystem.IsWindows())
                {
                    Directory.CreateDirectory(directory);
                }
                else
                {
                    Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DatabaseUnavailableException($"The database directory {directory} cannot be created: {e.Message}", e);
            }
        }
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout={BusyTimeoutMilliseconds}; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task WriteQueuedAsync()
    {
        SqliteConnection? connection = null;
        var group = new List<PendingWrite>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var pending))
            {
                group.Add(pending);
            }

            try
            {
                connection ??= await OpenAsync(CancellationToken.None);
                await CommitAsync(connection, group);
            }
            catch (Exception e)
            {
                group.ForEach(pending => pending.Fail(e));

                // After a failed commit (disk full, I/O error) nothing is known of the connection's state: start from a new one.
                if (connection is not null)
                {
                    await connection.DisposeAsync();
                    connection = null;
                }
            }

            group.Clear();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task CommitAsync(SqliteConnection connection, List<PendingWrite> group)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        var changes = new List<Change>();
        foreach (var pending in group)
        {
            var write = new WriteTransaction(connection, transaction);
            await transaction.SaveAsync("write");
            if (await pending.RunAsync(write))
            {
                changes.AddRange(write.Changes);
            }
            else
            {
                await transaction.RollbackAsync("write");
            }

            await transaction.ReleaseAsync("write");
        }

        await transaction.CommitAsync();
        group.ForEach(pending => pending.Complete());
        Changes.Publish(changes.Distinct());
    }

    private abstract class PendingWrite
    {
        /// <summary>Runs the write; false when it threw or was cancelled, so that its savepoint must go.</summary>
        public abstract Task<bool> RunAsync(WriteTransaction transaction);

        /// <summary>Gives the caller its result or its own error, after the commit.</summary>
        public abstract void Complete();

        public abstract void Fail(Exception error);
    }

    private sealed class PendingWrite<T>(Func<WriteTransaction, Task<T>> write, CancellationToken cancellationToken) : PendingWrite
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _error;

        public Task<T> Completion => _completion.Task;

        public override async Task<bool> RunAsync(WriteTransaction transaction)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _result = await write(transaction);
                return true;
            }
            catch (Exception e)
            {
                _error = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (_error is not null)
            {
                Fail(_error);
            }
            else
            {
                _completion.TrySetResult((T)(object?)_result!);
            }
        }

        public override void Fail(Exception error) => _completion.TrySetException(_error ?? error);
    }
}
