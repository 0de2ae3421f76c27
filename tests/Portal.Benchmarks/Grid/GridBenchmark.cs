using System.Globalization;
using Portal.Benchmarks.Load;

namespace Portal.Benchmarks.Grid;

/// <summary>
/// A click on "next" in the portal's grid, beside the floor (one bare div per event) and Radzen's scheduler, on the same data in interleaved
/// rounds. It fails when a target is missed: at most 1.3 of the floor's paint, 1.5 of its processor time and bytes, 2 of its allocation, and
/// nowhere more than Radzen.
/// </summary>
internal static class GridBenchmark
{
    public const string Name = "grid";

    private const int Steps = 20;

    /// <summary>Of a page that has just opened the browser's first clicks take up to three times as long, each by chance: its memory and its scripts are new.</summary>
    private const int WarmUpSteps = 10;

    /// <summary>What the server calls often is compiled again in the background, for some while.</summary>
    private const int WarmUpRounds = 1;

    private static readonly (string View, int Size)[] Sizes = [("month", 100), ("month", 1_000), ("month", 5_000), ("week", 1_000), ("week", 5_000)];

    private static readonly Contestant Floor = new("floor", "#next", "#title");
    private static readonly Contestant Radzen = new("radzen", ".rz-scheduler .rz-next", ".rz-scheduler-nav-title");
    private static readonly Contestant Portal = new("portal", "#next", "#title");
    private static readonly Contestant[] Contestants = [Floor, Radzen, Portal];

    private static readonly (string Name, double OfFloor, Func<StepFigures, double> Figure)[] Targets =
    [
        ("paint", 1.3, figures => figures.PaintMilliseconds), ("CPU", 1.5, figures => figures.CpuMilliseconds),
        ("bytes", 1.5, figures => figures.SentKilobytes), ("allocated", 2, figures => figures.AllocatedKilobytes),
    ];

    /// <param name="options"><c>[rounds] [only sizes that contain this] [compressed]</c>.</param>
    public static async Task RunAsync(string[] options)
    {
        var rounds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 5;
        var sizes = Sizes.Where(size => options.Length < 2 || $"{size.View} {size.Size}".Contains(options[1], StringComparison.OrdinalIgnoreCase)).ToArray();
        using var server = await ServerProcess.StartAsync(MeasuredServer.Name, options.Length > 2 ? [options[2]] : []);
        await using var screen = await Screen.StartAsync();
        var results = new Dictionary<(string View, int Size, Contestant Contestant), List<StepFigures>>();

        // The first round warms up: its figures do not count.
        for (var round = 0; round < WarmUpRounds + rounds; round++)
        {
            foreach (var (view, size) in sizes)
            {
                for (var turn = 0; turn < Contestants.Length; turn++)
                {
                    // Each is first, second and last in turn.
                    var contestant = Contestants[(turn + round) % Contestants.Length];
                    var figures = await MeasureAsync(server, screen, contestant, view, size);
                    if (round >= WarmUpRounds)
                    {
                        var list = results.TryGetValue((view, size, contestant), out var known) ? known : results[(view, size, contestant)] = [];
                        list.Add(figures);
                    }
                }
            }
        }

        Report(sizes, (view, size, contestant) => StepFigures.Median(results[(view, size, contestant)]));
    }

    private static async Task<StepFigures> MeasureAsync(ServerProcess server, Screen screen, Contestant contestant, string view, int size)
    {
        var page = await screen.OpenAsync(new Uri(server.Address, string.Create(CultureInfo.InvariantCulture, $"/{contestant.Page}?view={view}&size={size}")));
        for (var i = 0; i < WarmUpSteps; i++)
        {
            await Screen.StepAsync(page, contestant.Next, contestant.Title);
        }

        var before = await server.ReadAsync();
        var paints = new List<double>();
        for (var i = 0; i < Steps; i++)
        {
            paints.Add(await Screen.StepAsync(page, contestant.Next, contestant.Title));
        }

        var after = await server.ReadAsync();
        var nodes = await Screen.CountNodesAsync(page);
        await page.CloseAsync();
        paints.Sort();
        return new StepFigures(
            (paints[(Steps / 2) - 1] + paints[Steps / 2]) / 2,
            (after.CpuMilliseconds - before.CpuMilliseconds) / Steps,
            (after.SentBytes - before.SentBytes) / 1024.0 / Steps,
            (after.AllocatedBytes - before.AllocatedBytes) / 1024.0 / Steps,
            nodes);
    }

    private static void Report(IEnumerable<(string View, int Size)> sizes, Func<string, int, Contestant, StepFigures> median)
    {
        var missed = new List<string>();
        Console.WriteLine("Paint ms / server CPU ms / KB down / KB allocated / DOM nodes; ratios: paint, CPU, bytes, allocated; a missed one is bold.");
        Console.WriteLine();
        Console.WriteLine("| | floor | Radzen Scheduler 12.0.8 | portal | portal of floor | portal of Radzen |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (view, size) in sizes)
        {
            var (floor, radzen, portal) = (median(view, size, Floor), median(view, size, Radzen), median(view, size, Portal));
            var row = string.Create(CultureInfo.InvariantCulture, $"{view}, {size:N0}");
            Console.WriteLine(
                $"| {row} | {floor} | {radzen} | {portal} | {Ratios(portal, floor, target => target.OfFloor)} | {Ratios(portal, radzen, _ => 1)} |");
            missed.AddRange(Targets.Where(target => target.Figure(portal) > target.OfFloor * target.Figure(floor)).Select(target => $"{row}: {target.Name} of floor"));
            missed.AddRange(Targets.Where(target => target.Figure(portal) > target.Figure(radzen)).Select(target => $"{row}: {target.Name} of Radzen"));
        }

        if (missed.Count > 0)
        {
            throw new LoadException($"Missed: {string.Join("; ", missed)}");
        }
    }

    private static string Ratios(StepFigures figures, StepFigures of, Func<(string Name, double OfFloor, Func<StepFigures, double> Figure), double> limit) =>
        string.Join(" / ", Targets.Select(target =>
        {
            var ratio = target.Figure(figures) / target.Figure(of);
            var text = ratio.ToString("F2", CultureInfo.InvariantCulture);
            return ratio > limit(target) ? $"**{text}**" : text;
        }));

    private sealed record Contestant(string Page, string Next, string Title);
}
