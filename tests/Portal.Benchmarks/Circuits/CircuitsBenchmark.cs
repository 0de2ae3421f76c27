using System.Globalization;
using Portal.Benchmarks.Grid;
using Portal.Benchmarks.Load;

namespace Portal.Benchmarks.Circuits;

/// <summary>
/// What a circuit costs the server that has a month of 1,000 events open: a bare page, the floor, Radzen's scheduler, and the calendar page of
/// the whole portal with all that belongs to it. Each page has a server process of its own and many circuits, which stay connected. It fails
/// when the portal misses a target.
/// </summary>
internal static class CircuitsBenchmark
{
    public const string Name = "grid-circuits";

    private const int MostPrivateKilobytes = 400;
    private const int MostCpuMilliseconds = 15;
    private const int WarmUpCircuits = 2500;
    private const string Portal = "portal, calendar page";
    private const string AnEvent = "Care plan review";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private static readonly MeasuredPage[] Pages =
    [
        new("bare page", MeasuredServer.Name, "/bare", "Current count"),
        new("floor", MeasuredServer.Name, "/floor?view=month&size=1000", AnEvent),
        new("Radzen Scheduler 12.0.8", MeasuredServer.Name, "/radzen?view=month&size=1000", AnEvent),
        new(Portal, PortalServer.Name, PortalServer.Path, AnEvent),
    ];

    /// <param name="options"><c>[rounds] [circuits] [only pages that contain this]</c>.</param>
    public static async Task RunAsync(string[] options)
    {
        var rounds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 3;
        var circuits = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 300;
        var pages = Pages.Where(page => options.Length < 3 || page.Name.Contains(options[2], StringComparison.OrdinalIgnoreCase)).ToArray();
        var results = pages.ToDictionary(page => page.Name, _ => new List<CircuitFigures>(), StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var page in pages)
            {
                results[page.Name].Add(await MeasureAsync(page, circuits));
            }
        }

        Console.WriteLine("| page open | managed heap KB | private memory KB | server CPU ms to start one |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var page in pages)
        {
            var figures = CircuitFigures.Median(results[page.Name]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {page.Name} | {figures.HeapKilobytes:N0} | {figures.PrivateKilobytes:N0} | {figures.CpuMilliseconds:F1} |"));
        }

        if (results.TryGetValue(Portal, out var portal) && CircuitFigures.Median(portal) is { } median
            && (median.PrivateKilobytes > MostPrivateKilobytes || median.CpuMilliseconds > MostCpuMilliseconds))
        {
            throw new LoadException($"Missed: at most {MostPrivateKilobytes} KB of private memory and {MostCpuMilliseconds} ms of CPU for a circuit of the portal");
        }
    }

    private static async Task<CircuitFigures> MeasureAsync(MeasuredPage page, int circuits)
    {
        using var server = await ServerProcess.StartAsync(page.Server, "1000");
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        var open = new List<OpenPage>(WarmUpCircuits + circuits);
        try
        {
            // Compiling goes on for more than a thousand of them, and takes as much again as opening does.
            await OpenAsync(WarmUpCircuits);
            var before = await server.ReadAsync(afterCollection: true);
            await OpenAsync(circuits);
            var started = await server.ReadAsync();
            var after = await server.ReadAsync(afterCollection: true);
            return new CircuitFigures(
                (after.HeapBytes - before.HeapBytes) / 1024.0 / circuits,
                (after.PrivateBytes - before.PrivateBytes) / 1024.0 / circuits,
                (started.CpuMilliseconds - before.CpuMilliseconds) / circuits);
        }
        finally
        {
            await Task.WhenAll(open.Select(one => one.DisposeAsync().AsTask()));
        }

        // One after the other, as people come; then until each has done what it does once it is open.
        async Task OpenAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                open.Add(await OpenPage.OpenAsync(http, new Uri(server.Address, page.Path), server.Cookie, page.Expected));
            }

            // Of the last one: open pages go on telling how old their data is.
            while (open[^1].Silence is var silence && silence < Quiet)
            {
                await Task.Delay(Quiet - silence);
            }

            if (open.Any(one => !one.IsConnected))
            {
                throw new LoadException($"{page.Name}: a circuit ended");
            }
        }
    }

    /// <param name="Name">For people.</param>
    /// <param name="Server">The argument that starts its server.</param>
    /// <param name="Path">Its address there.</param>
    /// <param name="Expected">What it must show.</param>
    private sealed record MeasuredPage(string Name, string Server, string Path, string Expected);

    private sealed record CircuitFigures(double HeapKilobytes, double PrivateKilobytes, double CpuMilliseconds)
    {
        public static CircuitFigures Median(IReadOnlyCollection<CircuitFigures> all) => new(
            Medians.Of(all, f => f.HeapKilobytes), Medians.Of(all, f => f.PrivateKilobytes), Medians.Of(all, f => f.CpuMilliseconds));
    }
}
