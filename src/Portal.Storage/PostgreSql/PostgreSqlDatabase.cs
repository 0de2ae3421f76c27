using System.Data.Common;
using System.Text.Json;
using Dapper;
using Npgsql;
using Portal.Storage.Changes;

namespace Portal.Storage.PostgreSql;

/// <summary>PostgreSQL: a pooled connection and a READ COMMITTED transaction per write; changes travel by NOTIFY inside that transaction.</summary>
public sealed class PostgreSqlDatabase : Database
{
    internal const string ChangesChannel = "portal_changes";

    private readonly NpgsqlDataSource _source;
    private readonly PostgreSqlListener _listener;

    internal PostgreSqlDatabase(string connectionString)
    {
        _source = NpgsqlDataSource.Create(connectionString);
        _listener = new PostgreSqlListener(_source, Changes);
    }

    public override DatabaseEngine Engine => DatabaseEngine.PostgreSql;

    // clock_timestamp, not now(): a lease taken late in a long transaction must not be born expired.
    public override string Now => "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    public override ChangeFeed Changes { get; } = new();

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        _listener.EnsureStarted();
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        return await read(connection);
    }

    public override async Task<T> WriteAsync<T>(Func<WriteTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        _listener.EnsureStarted();
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var context = new WriteTransaction(connection, transaction);
        var result = await write(context);
        if (context.Changes.Count > 0)
        {
            await NotifyAsync(connection, context.Changes);
        }

        // Past this point a cancellation would leave the outcome in doubt.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        _listener.EnsureStarted();
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);

        // Statements sent together without a transaction of their own are one: all of them, or none.
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    internal override async Task<IMigrationSession> OpenMigrationAsync(CancellationToken cancellationToken) =>
        await PostgreSqlMigrationSession.OpenAsync(_source, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        Changes.Dispose();
        await _source.DisposeAsync();
    }

    private static async Task NotifyAsync(NpgsqlConnection connection, IReadOnlyList<Change> changes)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var change in changes)
        {
            var command = new NpgsqlBatchCommand("SELECT pg_notify($1, $2)");
            command.Parameters.AddWithValue(ChangesChannel);
            command.Parameters.AddWithValue(JsonSerializer.Serialize(change));
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
    }
}
