using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Portal.ApiServer;
using Portal.Benchmarks.Load;
using Portal.TestSupport;

namespace Portal.Benchmarks.CreateEvent;

/// <summary>
/// Create event on the real server beside a bare endpoint and a bare endpoint with one durable insert, on both engines, in interleaved
/// rounds of one run: only ratios within a run count.
/// </summary>
internal static class CreateEventBenchmark
{
    public const string Name = "create-event";

    private const int Connections = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(string[] options)
    {
        var rounds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 5;
        var duration = TimeSpan.FromSeconds(options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 4);
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var cluster = PostgreSqlCluster.StartDurable();
        try
        {
            await using var sqliteInserts = new SqliteInserts(directory);
            await using var postgreSqlInserts = new PostgreSqlInserts(CreateDatabase(cluster));
            var subjects = new[]
            {
                new Subject("parses and answers", await BareServer.StartAsync(insert: null)),
                new Subject("SQLite: one durable insert", await BareServer.StartAsync(sqliteInserts.InsertAsync)),
                new Subject("SQLite: create event", await StartServerAsync(("Data:Directory", directory))),
                new Subject("PostgreSQL: one durable insert", await BareServer.StartAsync(postgreSqlInserts.InsertAsync)),
                new Subject(
                    "PostgreSQL: create event",
                    await StartServerAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:ApiServer", CreateDatabase(cluster)))),
            };
            // To profile one of them alone.
            var only = options.Length > 2 ? options[2] : "";
            await MeasureAsync([.. subjects.Where(subject => subject.Name.Contains(only, StringComparison.OrdinalIgnoreCase))], rounds, duration);
            Report(subjects);
            foreach (var subject in subjects)
            {
                await subject.Server.DisposeAsync();
            }
        }
        finally
        {
            cluster.Stop();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Room for every connection of the generator: the pool is not what is measured.</summary>
    private static string CreateDatabase(PostgreSqlCluster cluster) => string.Create(CultureInfo.InvariantCulture, $"{cluster.CreateDatabase()};Maximum Pool Size={2 * Connections}");

    private static async Task<WebApplication> StartServerAsync(params (string Key, string Value)[] settings)
    {
        var server = await ApiServerHost.CreateAsync(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal)).Build(),
            "Development",
            "http://127.0.0.1:0",
            logging: null,
            CancellationToken.None);
        await server.StartAsync();
        return server;
    }

    private static async Task MeasureAsync(Subject[] subjects, int rounds, TimeSpan duration)
    {
        foreach (var subject in subjects)
        {
            await LoadAsync(subject, WarmUp);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var subject in subjects)
            {
                subject.Results.Add(await LoadAsync(subject, duration));
            }
        }
    }

    private static Task<LoadResult> LoadAsync(Subject subject, TimeSpan duration) =>
        LoadGenerator.RunAsync(new Uri(subject.Server.Urls.First()), Connections, duration, CreateEventRequests.Next);

    private static void Report(Subject[] subjects)
    {
        var bare = subjects[0].Median(result => result.RequestsPerSecond);
        Console.WriteLine("| endpoint | requests/s | p50 ms | p99 ms | longest ms | of parsing only | of one durable insert |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        for (var i = 0; i < subjects.Length; i++)
        {
            var subject = subjects[i];
            var requests = subject.Median(result => result.RequestsPerSecond);
            var insert = i is 0 ? "" : Ratio(requests / subjects[i is 1 or 2 ? 1 : 3].Median(result => result.RequestsPerSecond));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {subject.Name} | {requests:N0} | {subject.Median(r => r.P50.TotalMilliseconds):F1} | {subject.Median(r => r.P99.TotalMilliseconds):F1} | {subject.Median(r => r.Longest.TotalMilliseconds):F0} | {Ratio(requests / bare)} | {insert} |"));
        }
    }

    private static string Ratio(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private sealed record Subject(string Name, WebApplication Server)
    {
        public List<LoadResult> Results { get; } = [];

        public double Median(Func<LoadResult, double> figure)
        {
            var sorted = Results.Select(figure).Order().ToArray();
            return sorted.Length == 0 ? double.NaN
                : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
