using Portal.Benchmarks.Load;
using Portal.TestSupport;

namespace Portal.Benchmarks.CreateEvent;

/// <summary>Create event on the real server beside a bare endpoint and a bare endpoint with one durable insert, on both engines.</summary>
internal static class CreateEventBenchmark
{
    public const string Name = "create-event";

    private const int Connections = 32;
    private const string Bare = "parses and answers";
    private const string SqliteInsert = "SQLite: one durable insert";
    private const string PostgreSqlInsert = "PostgreSQL: one durable insert";

    public static async Task RunAsync(string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var cluster = PostgreSqlCluster.StartDurable();
        try
        {
            await using var sqliteInserts = new SqliteInserts(directory);
            await using var postgreSqlInserts = new PostgreSqlInserts(Comparison.CreateDatabase(cluster, Connections));
            await using var bare = await BareServer.StartAsync(insert: null);
            await using var bareSqlite = await BareServer.StartAsync(sqliteInserts.InsertAsync);
            await using var barePostgreSql = await BareServer.StartAsync(postgreSqlInserts.InsertAsync);
            await using var sqlite = await Comparison.StartServerAsync(("Data:Directory", directory));
            await using var postgreSql = await Comparison.StartServerAsync(Comparison.PostgreSql(cluster, Connections, directory));
            await Comparison.RunAsync(
                [
                    new Subject(Bare, bare, CreateEventRequests.Next),
                    new Subject(SqliteInsert, bareSqlite, CreateEventRequests.Next, Bare),
                    new Subject("SQLite: create event", sqlite, CreateEventRequests.Next, SqliteInsert),
                    new Subject(PostgreSqlInsert, barePostgreSql, CreateEventRequests.Next, Bare),
                    new Subject("PostgreSQL: create event", postgreSql, CreateEventRequests.Next, PostgreSqlInsert),
                ],
                Connections,
                ComparisonOptions.Parse(options));
        }
        finally
        {
            cluster.Stop();
            Directory.Delete(directory, recursive: true);
        }
    }
}
