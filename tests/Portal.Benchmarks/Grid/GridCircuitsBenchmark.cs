using System.Globalization;

namespace Portal.Benchmarks.Grid;

/// <summary>
/// What a circuit costs the server that has a month of 1,000 events open: a bare page, the floor, Radzen's scheduler and the portal's grid. The
/// pages are frames of one document, each with a circuit of its own; every page has a server process of its own, and the first circuits warm
/// it up. Without the calendar page's services: those are beside the grid.
/// </summary>
internal static class GridCircuitsBenchmark
{
    public const string Name = "grid-circuits";

    private const int WarmUp = 15;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("bare page", "bare"), ("floor", "floor?view=month&size=1000"), ("Radzen Scheduler 12.0.8", "radzen?view=month&size=1000"),
        ("portal's grid", "portal?view=month&size=1000"),
    ];

    /// <param name="options"><c>[rounds] [circuits]</c>.</param>
    public static async Task RunAsync(string[] options)
    {
        var rounds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 3;
        var circuits = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 60;
        await using var screen = await Screen.StartAsync();
        var results = Pages.ToDictionary(page => page.Name, _ => new List<CircuitFigures>(), StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, path) in Pages)
            {
                results[name].Add(await MeasureAsync(screen, path, circuits));
            }
        }

        Console.WriteLine("| page open | managed heap KB | private memory KB | server CPU ms to start one |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (name, _) in Pages)
        {
            var all = results[name];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Medians.Of(all, f => f.HeapKilobytes):N0} | {Medians.Of(all, f => f.PrivateKilobytes):N0} | {Medians.Of(all, f => f.CpuMilliseconds):F1} |"));
        }
    }

    private static async Task<CircuitFigures> MeasureAsync(Screen screen, string path, int circuits)
    {
        using var server = await ServerProcess.StartAsync();
        var page = await screen.OpenAsync(new Uri(server.Address, "bare"));
        await Screen.OpenFramesAsync(page, "/" + path, WarmUp);
        var before = await server.ReadAsync(afterCollection: true);
        await Screen.OpenFramesAsync(page, "/" + path, circuits);
        var started = await server.ReadAsync();
        var after = await server.ReadAsync(afterCollection: true);
        await page.CloseAsync();
        return new CircuitFigures(
            (after.HeapBytes - before.HeapBytes) / 1024.0 / circuits,
            (after.PrivateBytes - before.PrivateBytes) / 1024.0 / circuits,
            (started.CpuMilliseconds - before.CpuMilliseconds) / circuits);
    }

    private sealed record CircuitFigures(double HeapKilobytes, double PrivateKilobytes, double CpuMilliseconds);
}
