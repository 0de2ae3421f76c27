using System.Data.Common;
using System.Reflection;
using Dapper;
using Portal.Storage.Changes;
using Portal.Storage.PostgreSql;
using Portal.Storage.Sqlite;

namespace Portal.Storage;

/// <summary>
/// One database: short reads, and writes that are durable when they return. Both engines run the same SQL text except for
/// <see cref="Now"/>; what an engine needs beyond that stands in its migrations.
/// </summary>
/// <remarks>
/// Conventions of every table: ids are lower-case text, instants are 64-bit milliseconds since 1970-01-01T00:00:00Z
/// (<see cref="InstantHandler"/>), flags are the engine's boolean. See infra/docs/decisions/0002-storage.md.
/// </remarks>
public abstract class Database : IAsyncDisposable
{
    static Database() => InstantHandler.Register();

    public abstract DatabaseEngine Engine { get; }

    /// <summary>SQL expression of the database's own clock, in milliseconds since 1970 UTC. Leases compare with this, never with a replica's clock.</summary>
    public abstract string Now { get; }

    /// <summary>Changes committed to this database, by this process or by another on the same PostgreSQL.</summary>
    public abstract ChangeFeed Changes { get; }

    /// <summary>Opens a database. No connection is made before the first read, write or migration.</summary>
    /// <exception cref="DatabaseUnavailableException">The engine's native library is missing; the message names the package to install.</exception>
    public static Database Open(DatabaseOptions options) => options.Engine switch
    {
        DatabaseEngine.Sqlite => new SqliteDatabase(options.ConnectionString),
        DatabaseEngine.PostgreSql => new PostgreSqlDatabase(options.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    /// <summary>Runs a read on a connection of its own. It sees the last committed state.</summary>
    /// <exception cref="DbException">The database refused or is unreachable.</exception>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a write in one transaction and returns after it is durable. When the write throws, nothing of it stays.
    /// The write must not await anything but its own connection: on SQLite all writers of the process share one.
    /// </summary>
    /// <exception cref="DbException">The database refused or is unreachable; nothing was written.</exception>
    public abstract Task<T> WriteAsync<T>(Func<WriteTransaction, Task<T>> write, CancellationToken cancellationToken);

    /// <summary>As <see cref="WriteAsync{T}"/>, without a result.</summary>
    public Task WriteAsync(Func<WriteTransaction, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(
            async transaction =>
            {
                await write(transaction);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Runs one command of one or several statements as a transaction of its own, in one round trip, and returns the rows affected, summed,
    /// after it is durable. For writes on the fast path that need no answer in between; whatever decides must stand in the statements.
    /// </summary>
    /// <exception cref="DbException">The database refused or is unreachable; nothing was written.</exception>
    public abstract Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken);

    /// <summary>Whether the database answers and has the tables of the assembly's migrations.</summary>
    /// <exception cref="DbException">The database refused or is unreachable.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task<bool> PingAsync(Assembly migrations, CancellationToken cancellationToken)
    {
        var set = migrations.GetName().Name;
        return ReadAsync(
            async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "SELECT count(*) FROM schema_migrations WHERE set_name = @set", new { set }, cancellationToken: cancellationToken)) > 0,
            cancellationToken);
    }

    /// <summary>Takes the lock that lets one process at a time migrate, and opens the connection that migrates. Disposing gives both back.</summary>
    internal abstract Task<IMigrationSession> OpenMigrationAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
