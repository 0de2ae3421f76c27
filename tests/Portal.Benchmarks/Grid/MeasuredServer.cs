using System.Globalization;
using System.Net;
using System.Text.Json;
using Portal.Benchmarks.Grid.Pages;
using Radzen;

namespace Portal.Benchmarks.Grid;

/// <summary>
/// The server with the measured pages, in a process of its own so that its figures are only its own. It answers each line of its input with
/// its figures, and ends with its input.
/// </summary>
internal static class MeasuredServer
{
    /// <summary>The argument that starts it; not for people.</summary>
    public const string Name = "serve-measured-pages";

    /// <summary>Begins the lines meant for the benchmark.</summary>
    public const string Mark = "#";

    /// <summary>Asks for figures after a full collection.</summary>
    public const string Collect = "collect";

    /// <param name="options">"compressed" lets circuits compress what they send; the portal never does.</param>
    public static async Task RunAsync(string[] options)
    {
        var sent = new SentBytes();
        await using var app = Build(sent, options is ["compressed"]);
        await app.StartAsync();
        Console.WriteLine(Mark + app.Urls.First());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (string.Equals(line, Collect, StringComparison.Ordinal))
            {
                CollectGarbage();
            }

            Console.WriteLine(Mark + JsonSerializer.Serialize(FiguresOf(sent)));
        }
    }

    private static WebApplication Build(SentBytes sent, bool isCompressed)
    {
        // Production: the figures are of the pages, not of development's checks.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection => sent.CountAsync(connection, next))));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddSingleton<MeasuredEvents>();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<MeasuredApp>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = !isCompressed);
        return app;
    }

    private static void CollectGarbage()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }

    private static ServerFigures FiguresOf(SentBytes sent) => new(
        Environment.CpuUsage.TotalTime.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true), sent.Total, GC.GetTotalMemory(forceFullCollection: false), PrivateBytes());

    /// <summary>Linux: the kernel's own sum over the process's memory.</summary>
    private static long PrivateBytes() => File.ReadLines("/proc/self/smaps_rollup")
        .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024);
}
