using System.Reflection;
using Npgsql;
using Portal.Storage;

namespace Portal.TestSupport;

/// <summary>An empty database of one engine for one test, removed afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _directory;

    private TestDatabase(DatabaseOptions options, string? directory)
    {
        Options = options;
        Database = Database.Open(options);
        _directory = directory;
    }

    public DatabaseOptions Options { get; }

    public Database Database { get; }

    /// <summary>Creates the database and applies Storage's migrations and those of <paramref name="assemblies"/>.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseEngine engine, params Assembly[] assemblies)
    {
        var database = CreateEmpty(engine);
        await Migrator.MigrateAsync(database.Database, CancellationToken.None, assemblies);
        return database;
    }

    /// <summary>Creates the database without any table.</summary>
    public static TestDatabase CreateEmpty(DatabaseEngine engine)
    {
        if (engine == DatabaseEngine.PostgreSql)
        {
            return new TestDatabase(
                new DatabaseOptions { Engine = engine, ConnectionString = PostgreSqlCluster.Shared.CreateDatabase() },
                directory: null);
        }

        var directory = Directory.CreateTempSubdirectory("portal-test-").FullName;
        return new TestDatabase(
            new DatabaseOptions { Engine = engine, ConnectionString = $"Data Source={Path.Combine(directory, "test.db")}" },
            directory);
    }

    /// <summary>A second instance on the same data, as another replica or a restarted process would open it.</summary>
    public Database OpenAgain() => Database.Open(Options);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_directory is not null)
        {
            Directory.Delete(_directory, recursive: true);
        }
        else
        {
            using var connection = new NpgsqlConnection(Options.ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
