using System.Globalization;
using System.Text.Json;

namespace Portal.Benchmarks.Grid;

/// <summary>The talk between a measured server's process and the benchmark: where it listens, then its figures for each line of its input, until that ends.</summary>
internal static class FigureReports
{
    /// <summary>Begins the lines meant for the benchmark.</summary>
    public const string Mark = "#";

    /// <summary>Asks for figures after a full collection.</summary>
    public const string Collect = "collect";

    /// <param name="address">Where the started server listens.</param>
    /// <param name="cookie">The session that its pages want; empty for none.</param>
    /// <param name="sent">Counts what it sends.</param>
    public static async Task AnswerAsync(string address, string cookie, SentBytes sent)
    {
        Console.WriteLine(Mark + address);
        Console.WriteLine(Mark + cookie);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (string.Equals(line, Collect, StringComparison.Ordinal))
            {
                CollectGarbage();
            }

            Console.WriteLine(Mark + JsonSerializer.Serialize(FiguresOf(sent)));
        }
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
