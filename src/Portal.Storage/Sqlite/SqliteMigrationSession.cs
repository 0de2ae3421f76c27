using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Portal.Storage.Sqlite;

/// <summary>Migrates SQLite. The immediate transaction of each step is the lock: a second process waits in it and then finds the step done.</summary>
internal sealed class SqliteMigrationSession(SqliteConnection connection) : IMigrationSession
{
    public DbConnection Connection => connection;

    public string ScriptSuffix => ".sqlite.sql";

    public DbTransaction BeginStep() => connection.BeginTransaction(deferred: false);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
