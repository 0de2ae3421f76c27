using System.Globalization;
using Portal.ApiServer;
using Portal.TestSupport;

namespace Portal.Benchmarks.Load;

/// <summary>One endpoint under load.</summary>
/// <param name="Name">Its row in the table.</param>
/// <param name="Server">Running; its first address is called.</param>
/// <param name="CreateRequest">The bytes of the next request; called on every connection at once.</param>
/// <param name="Baseline">The row whose rate this one's is divided by; null for none.</param>
internal sealed record Subject(string Name, WebApplication Server, Func<ReadOnlyMemory<byte>> CreateRequest, string? Baseline = null)
{
    public List<LoadResult> Results { get; } = [];

    public double Median(Func<LoadResult, double> figure)
    {
        var sorted = Results.Select(figure).Order().ToArray();
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>How much is measured: <c>[rounds] [seconds per round] [only what contains this]</c>.</summary>
internal sealed record ComparisonOptions(int Rounds, TimeSpan Duration, string Only)
{
    public static ComparisonOptions Parse(string[] options) => new(
        options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 5,
        TimeSpan.FromSeconds(options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 4),
        options.Length > 2 ? options[2] : "");
}

/// <summary>Loads several endpoints in interleaved rounds of one run and prints medians: only ratios within a run count.</summary>
internal static class Comparison
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Measures and prints; the caller disposes the servers.</summary>
    public static async Task RunAsync(IReadOnlyList<Subject> subjects, int connections, ComparisonOptions options)
    {
        // To profile one of them alone.
        var chosen = subjects.Where(subject => subject.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var subject in chosen)
        {
            await LoadAsync(subject, connections, WarmUp);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var subject in chosen)
            {
                subject.Results.Add(await LoadAsync(subject, connections, options.Duration));
            }
        }

        Report(chosen);
    }

    /// <summary>The real server with the demo's data and no limit on the rate of calls.</summary>
    public static async Task<WebApplication> StartServerAsync(params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] unlimited = [("ApiServer:RateLimit:Requests", "1000000"), ("ApiServer:RateLimit:WindowSeconds", "1"), .. settings];
        var server = await ApiServerHost.CreateAsync(
            new ConfigurationBuilder().AddInMemoryCollection(unlimited.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal)).Build(),
            "Development",
            "http://127.0.0.1:0",
            logging: null,
            CancellationToken.None);
        await server.StartAsync();
        return server;
    }

    /// <summary>The server's settings for a new database of the cluster, with room for every connection: the pool is not what is measured.</summary>
    public static (string Key, string Value)[] PostgreSql(PostgreSqlCluster cluster, int connections, string directory) =>
    [
        ("Database:Provider", "PostgreSql"),
        ("ConnectionStrings:ApiServer", CreateDatabase(cluster, connections)),
        ("Data:Directory", directory),
    ];

    /// <summary>A new database of the cluster.</summary>
    public static string CreateDatabase(PostgreSqlCluster cluster, int connections) =>
        string.Create(CultureInfo.InvariantCulture, $"{cluster.CreateDatabase()};Maximum Pool Size={2 * connections}");

    private static async Task<LoadResult> LoadAsync(Subject subject, int connections, TimeSpan duration)
    {
        try
        {
            return await LoadGenerator.RunAsync(new Uri(subject.Server.Urls.First()), connections, duration, subject.CreateRequest);
        }
        catch (LoadException e)
        {
            throw new LoadException($"{subject.Name}: {e.Message}", e);
        }
    }

    private static void Report(IReadOnlyList<Subject> subjects)
    {
        Console.WriteLine("| endpoint | requests/s | p50 ms | p99 ms | longest ms | of its baseline |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var subject in subjects)
        {
            var requests = subject.Median(result => result.RequestsPerSecond);
            var baseline = subjects.FirstOrDefault(other => string.Equals(other.Name, subject.Baseline, StringComparison.Ordinal));
            var ratio = baseline is null ? "" : (requests / baseline.Median(result => result.RequestsPerSecond)).ToString("F2", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {subject.Name} | {requests:N0} | {subject.Median(r => r.P50.TotalMilliseconds):F1} | {subject.Median(r => r.P99.TotalMilliseconds):F1} | {subject.Median(r => r.Longest.TotalMilliseconds):F0} | {ratio} |"));
        }
    }
}
