using Portal.Benchmarks.CreateEvent;
using Portal.Benchmarks.Load;
using Portal.TestSupport;

namespace Portal.Benchmarks.ScheduleAppointment;

/// <summary>A booking on the real server beside a bare endpoint and a bare endpoint with one durable insert, on both engines.</summary>
internal static class ScheduleAppointmentBenchmark
{
    public const string Name = "schedule-appointment";

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
            await using var bare = await BareBookings.StartAsync(insert: null);
            await using var bareSqlite = await BareBookings.StartAsync(sqliteInserts.InsertAsync);
            await using var barePostgreSql = await BareBookings.StartAsync(postgreSqlInserts.InsertAsync);
            await using var sqlite = await Comparison.StartServerAsync(("Data:Directory", directory));
            await using var postgreSql = await Comparison.StartServerAsync(Comparison.PostgreSql(cluster, Connections, directory));
            await BookableProviders.ImportAsync(sqlite);
            await BookableProviders.ImportAsync(postgreSql);
            await Comparison.RunAsync(
                [
                    new Subject(Bare, bare, new ScheduleAppointmentRequests().Next),
                    new Subject(SqliteInsert, bareSqlite, new ScheduleAppointmentRequests().Next, Bare),
                    new Subject("SQLite: schedule appointment", sqlite, new ScheduleAppointmentRequests().Next, SqliteInsert),
                    new Subject(PostgreSqlInsert, barePostgreSql, new ScheduleAppointmentRequests().Next, Bare),
                    new Subject("PostgreSQL: schedule appointment", postgreSql, new ScheduleAppointmentRequests().Next, PostgreSqlInsert),
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
