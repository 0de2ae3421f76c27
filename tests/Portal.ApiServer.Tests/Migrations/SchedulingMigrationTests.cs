using Dapper;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Migrations;

public sealed class SchedulingMigrationTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Migrate_ADatabaseWithEvents_KeepsThemAndTheirIndex(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await ApplyAsync(database, "0001_calendar", "0002_people");
        await ExecuteAsync(
            database,
            """
            INSERT INTO calendar_events (
                organization_id, id, case_id, title, description, agent_name, start_at, end_at, time_zone, provider_email, status, is_deleted,
                created_at, updated_at)
            VALUES ('north', 'one', 'case', 'A title', 'Text', 'custom', 1, 2, 'Etc/UTC', 'a@example.com', 'CONFIRMED', TRUE, 3, 4)
            """);

        await Migrator.MigrateAsync(database.Database, default, typeof(ApiServerHost).Assembly);

        var kept = await database.Database.ReadAsync(
            connection => connection.QuerySingleAsync<string>(
                """
                SELECT id || ' ' || case_id || ' ' || title || ' ' || description || ' ' || provider_email || ' ' || start_at || end_at || created_at || updated_at
                FROM calendar_events WHERE organization_id = 'north' AND is_deleted = TRUE AND meeting_link IS NULL
                """),
            default);
        kept.ShouldBe("one case A title Text a@example.com 1234");
        var indexes = await database.Database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(
                engine == DatabaseEngine.Sqlite
                    ? "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'calendar_events'"
                    : "SELECT indexname FROM pg_indexes WHERE tablename = 'calendar_events'")).ToList(),
            default);
        indexes.ShouldContain("calendar_events_by_end");
        indexes.ShouldContain("calendar_events_by_provider");
    }

    /// <summary>The state of a server of the version before, as its migrator left it.</summary>
    private static async Task ApplyAsync(TestDatabase database, params string[] names)
    {
        var assembly = typeof(ApiServerHost).Assembly;
        var suffix = database.Database.Engine == DatabaseEngine.Sqlite ? ".sqlite.sql" : ".postgresql.sql";
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream($"Portal.ApiServer.Migrations.{name}{suffix}")!);
            await ExecuteAsync(database, await reader.ReadToEndAsync());
            await ExecuteAsync(
                database, $"INSERT INTO schema_migrations (set_name, number, name) VALUES ('{assembly.GetName().Name}', {int.Parse(name[..4], null)}, '{name}')");
        }
    }

    private static Task<int> ExecuteAsync(TestDatabase database, string sql) =>
        database.Database.WriteAsync(write => write.Connection.ExecuteAsync(sql, transaction: write.Transaction), default);
}
