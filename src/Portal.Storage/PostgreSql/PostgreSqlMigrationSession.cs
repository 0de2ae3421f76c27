using System.Data.Common;
using Npgsql;

namespace Portal.Storage.PostgreSql;

/// <summary>Migrates PostgreSQL under a session-wide advisory lock, which ends with the connection, a killed process's too.</summary>
internal sealed class PostgreSqlMigrationSession : IMigrationSession
{
    /// <summary>Any fixed number that no other application on the database uses: "portal" as ASCII.</summary>
    private const long AdvisoryLock = 0x706f7274616c;

    private readonly NpgsqlConnection _connection;

    private PostgreSqlMigrationSession(NpgsqlConnection connection) => _connection = connection;

    public DbConnection Connection => _connection;

    public string ScriptSuffix => ".postgresql.sql";

    public static async Task<PostgreSqlMigrationSession> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection);
            command.Parameters.AddWithValue(AdvisoryLock);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new PostgreSqlMigrationSession(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public DbTransaction BeginStep() => _connection.BeginTransaction();

    public async ValueTask DisposeAsync()
    {
        // The connection goes back to the pool, so the lock is given back by name.
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", _connection))
        {
            command.Parameters.AddWithValue(AdvisoryLock);
            await command.ExecuteNonQueryAsync();
        }

        await _connection.DisposeAsync();
    }
}
