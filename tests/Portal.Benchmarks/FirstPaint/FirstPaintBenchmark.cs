using System.Globalization;
using Microsoft.Playwright;
using Portal.Benchmarks.Circuits;
using Portal.Benchmarks.Grid;
using Portal.Benchmarks.Load;

namespace Portal.Benchmarks.FirstPaint;

/// <summary>
/// From navigation to the first contentful paint and to a page that answers clicks, in Chromium with a warm cache: the calendar page of the
/// whole portal with a month of 1,000 events, beside the floor and Radzen's scheduler. It fails when the portal takes longer than a second.
/// </summary>
internal static class FirstPaintBenchmark
{
    public const string Name = "first-paint";

    private const int WarmUp = 5;
    private const int MostMilliseconds = 1_000;
    private const string Portal = "portal, ";

    private const string NoteInteractive =
        """
        new MutationObserver(() => {
          if (!window.interactiveAt && document.querySelector("[data-interactive]")) { window.interactiveAt = performance.now(); }
        }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-interactive"] });
        """;

    private const string IsDone = "() => window.interactiveAt > 0 && performance.getEntriesByName('first-contentful-paint').length > 0";
    private const string Times = "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.interactiveAt]";

    private static readonly MeasuredPage[] Pages =
    [
        new("floor, month", MeasuredServer.Name, "/floor?view=month&size=1000"),
        new("Radzen Scheduler 12.0.8, month", MeasuredServer.Name, "/radzen?view=month&size=1000"),
        new(Portal + "month", PortalServer.Name, PortalServer.Path),
        new(Portal + "week", PortalServer.Name, PortalServer.Path.Replace("view=month", "view=week", StringComparison.Ordinal)),
        new(Portal + "agenda", PortalServer.Name, PortalServer.Path.Replace("view=month", "view=agenda", StringComparison.Ordinal)),
    ];

    /// <param name="options"><c>[navigations] [only pages that contain this]</c>.</param>
    public static async Task RunAsync(string[] options)
    {
        var navigations = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 20;
        var pages = Pages.Where(page => options.Length < 2 || page.Name.Contains(options[1], StringComparison.OrdinalIgnoreCase)).ToArray();
        await using var screen = await Screen.StartAsync();
        using var measured = await ServerProcess.StartAsync(MeasuredServer.Name);
        using var portal = await ServerProcess.StartAsync(PortalServer.Name, "1000");
        var profiles = new List<(MeasuredPage Page, ServerProcess Server, IBrowserContext Profile, List<double[]> Results)>();
        foreach (var page in pages)
        {
            var server = string.Equals(page.Server, PortalServer.Name, StringComparison.Ordinal) ? portal : measured;
            profiles.Add((page, server, await screen.OpenProfileAsync(server.Address, server.Cookie), []));
        }

        // Interleaved; the first navigations fill the cache and compile the server.
        for (var i = 0; i < WarmUp + navigations; i++)
        {
            foreach (var (page, server, profile, results) in profiles)
            {
                var times = await NavigateAsync(profile, new Uri(server.Address, page.Path));
                if (i >= WarmUp)
                {
                    results.Add(times);
                }
            }
        }

        Report(profiles.ConvertAll(measuredPage => (measuredPage.Page.Name, measuredPage.Results)));
    }

    private static async Task<double[]> NavigateAsync(IBrowserContext profile, Uri address)
    {
        var page = await profile.NewPageAsync();
        await page.AddInitScriptAsync(NoteInteractive);
        await page.GotoAsync(address.AbsoluteUri);
        await page.WaitForFunctionAsync(IsDone);
        var times = await page.EvaluateAsync<double[]>(Times);
        await page.CloseAsync();
        return times;
    }

    private static void Report(IEnumerable<(string Name, List<double[]> Results)> pages)
    {
        var missed = new List<string>();
        Console.WriteLine("| page of 1,000 events | first contentful paint ms | interactive ms | slowest interactive ms |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (name, results) in pages)
        {
            var interactive = Medians.Of(results, times => times[1]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {Medians.Of(results, times => times[0]):F0} | {interactive:F0} | {results.Max(times => times[1]):F0} |"));
            if (name.StartsWith(Portal, StringComparison.Ordinal) && interactive > MostMilliseconds)
            {
                missed.Add(name);
            }
        }

        if (missed.Count > 0)
        {
            throw new LoadException($"Missed: interactive within {MostMilliseconds} ms ({string.Join("; ", missed)})");
        }
    }

    private sealed record MeasuredPage(string Name, string Server, string Path);
}
