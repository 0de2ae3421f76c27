using System.Text;
using Portal.Benchmarks.Load;
using Portal.TestSupport;

namespace Portal.Benchmarks.ListAppointments;

/// <summary>
/// A month of 5,000 events by <c>GET /api/v1/calendar/appointments</c> on the real server beside a bare endpoint that reads the same rows
/// by one query and writes the same records, on both engines.
/// </summary>
internal static class ListAppointmentsBenchmark
{
    public const string Name = "list-appointments";

    private const int Connections = 8;
    private const int Events = 5_000;
    private const string BareSqlite = "SQLite: one query";
    private const string BarePostgreSql = "PostgreSQL: one query";

    private static readonly byte[] Request = Encoding.ASCII.GetBytes(
        "GET /api/v1/calendar/appointments?start_date=2999-03-01&end_date=2999-03-31 HTTP/1.1\r\nHost: localhost\r\ncv-api-key: demo-care360-northside\r\n\r\n");

    public static async Task RunAsync(string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var cluster = PostgreSqlCluster.StartDurable();
        try
        {
            await using var sqlite = await Comparison.StartServerAsync(("Data:Directory", directory));
            await using var postgreSql = await Comparison.StartServerAsync(Comparison.PostgreSql(cluster, Connections, directory));
            await MonthOfEvents.CreateAsync(sqlite, Events);
            await MonthOfEvents.CreateAsync(postgreSql, Events);
            await using var bareSqlite = await BareList.StartAsync(sqlite);
            await using var barePostgreSql = await BareList.StartAsync(postgreSql);
            await Comparison.RunAsync(
                [
                    new Subject(BareSqlite, bareSqlite, () => Request),
                    new Subject("SQLite: list appointments", sqlite, () => Request, BareSqlite),
                    new Subject(BarePostgreSql, barePostgreSql, () => Request),
                    new Subject("PostgreSQL: list appointments", postgreSql, () => Request, BarePostgreSql),
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
