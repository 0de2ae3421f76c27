using Dapper;
using Portal.TestSupport;

namespace Portal.Storage.Tests;

public sealed class MigratorTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task MigrateAsync_FourAtOnceOnAnEmptyDatabase_AllSucceed(DatabaseEngine engine)
    {
        await using var test = TestDatabase.CreateEmpty(engine);
        var databases = Enumerable.Range(0, 4).Select(_ => test.OpenAgain()).ToList();

        await Task.WhenAll(databases.Select(d => Task.Run(() => Migrator.MigrateAsync(d, default))));

        var count = await test.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM schema_migrations"), default);
        count.ShouldBe(1);
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task MigrateAsync_DatabaseIsNewer_Refuses(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        await test.Database.WriteAsync(
            w => w.Connection.ExecuteAsync(
                "INSERT INTO schema_migrations (set_name, number, name) VALUES ('Portal.Storage', 999, 'x')", transaction: w.Transaction),
            default);

        var error = await Should.ThrowAsync<DatabaseUnavailableException>(() => Migrator.MigrateAsync(test.Database, default));

        error.Message.ShouldContain("999");
    }

    [Fact]
    public async Task MigrateAsync_PostgreSqlUnreachable_NamesTheEngine()
    {
        await using var database = Database.Open(new DatabaseOptions
        {
            Engine = DatabaseEngine.PostgreSql,
            ConnectionString = "Host=127.0.0.1;Port=1;Username=x;Password=canary;Database=x;Timeout=2",
        });

        var error = await Should.ThrowAsync<DatabaseUnavailableException>(() => Migrator.MigrateAsync(database, default));

        error.Message.ShouldContain("PostgreSql");
        error.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task MigrateAsync_PostgreSqlAcceptsAndSaysNothing_NamesTheEngine()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using var database = Database.Open(new DatabaseOptions
        {
            Engine = DatabaseEngine.PostgreSql,
            ConnectionString = $"Host=127.0.0.1;Port={((System.Net.IPEndPoint)silent.LocalEndpoint).Port};Username=x;Password=canary;Database=x;Timeout=1",
        });

        var error = await Should.ThrowAsync<DatabaseUnavailableException>(() => Migrator.MigrateAsync(database, default));

        error.Message.ShouldContain("PostgreSql");
    }
}
