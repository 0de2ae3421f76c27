using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Benchmarks.Load;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Benchmarks.CalendarStore;

/// <summary>
/// What history costs a view: a month's first rows and a week in full, read from a store of 10,000 events and from one of 1,000,000 that holds
/// as many events a day, on both engines.
/// </summary>
internal static class CalendarStoreBenchmark
{
    public const string Name = "calendar-store";

    private const int Small = 10_000;
    private const int Large = 1_000_000;
    private const int RowsPerDay = 4;
    private const int WarmUpReads = 20;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly IReadOnlyList<ZonedDay> Month = ZonedDay.Range(new LocalDate(2027, 3, 1), 42, Zone);
    private static readonly IReadOnlyList<ZonedDay> Week = ZonedDay.Range(new LocalDate(2027, 3, 15), 7, Zone);

    private static readonly Caller Clinician = new(
        "t:1", "Dana Reyes", "dana@northside.example", YearsOfEvents.Organization, new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Clinical });

    public static async Task RunAsync(string[] options)
    {
        var measured = ComparisonOptions.Parse(options);
        var views = new List<View>();
        var stores = new List<IAsyncDisposable>();
        try
        {
            foreach (var engine in Enum.GetValues<DatabaseEngine>())
            {
                foreach (var events in new[] { Small, Large })
                {
                    var store = await TestDatabase.CreateAsync(engine, typeof(CalendarService).Assembly);
                    stores.Add(store);
                    await YearsOfEvents.CreateAsync(store.Database, events, Week[0].Start);
                    var services = new ServiceCollection()
                        .AddLogging()
                        .AddSingleton(store.Database)
                        .AddPortalApplication(new ConfigurationBuilder().Build())
                        .BuildServiceProvider();
                    stores.Add(services);
                    var calendar = services.GetRequiredService<CalendarService>();
                    views.Add(new View(engine, events, "month", () => calendar.ReadDaysAsync(Clinician, Month, CalendarFilter.None, RowsPerDay, CancellationToken.None)));
                    views.Add(new View(engine, events, "week", () => calendar.ReadDaysAsync(Clinician, Week, CalendarFilter.None, rowsPerDay: null, CancellationToken.None)));
                }
            }

            await MeasureAsync([.. views.Where(view => view.Name.Contains(measured.Only, StringComparison.OrdinalIgnoreCase))], measured);
        }
        finally
        {
            // Each service provider before its database.
            foreach (var store in Enumerable.Reverse(stores))
            {
                await store.DisposeAsync();
            }
        }
    }

    private static async Task MeasureAsync(IReadOnlyList<View> views, ComparisonOptions options)
    {
        foreach (var view in views)
        {
            for (var i = 0; i < WarmUpReads; i++)
            {
                view.Found = await view.ReadAsync();
            }
        }

        // A ratio means something only between reads of the same events.
        foreach (var (small, large) in Pairs(views))
        {
            if (small.Found?.Total is not > 0 || small.Found.Total != large.Found?.Total || small.Found.Entries.Count != large.Found.Entries.Count)
            {
                throw new LoadException($"{small.Name} and {large.Name} do not hold the same number of events.");
            }
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var view in views)
            {
                var started = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(started) < options.Duration)
                {
                    var before = Stopwatch.GetTimestamp();
                    await view.ReadAsync();
                    view.Milliseconds.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
                }
            }
        }

        Report(views);
    }

    private static IEnumerable<(View Small, View Large)> Pairs(IReadOnlyList<View> views) =>
        from small in views
        from large in views
        where small.Events == Small && large.Events == Large && small.Engine == large.Engine && string.Equals(small.Kind, large.Kind, StringComparison.Ordinal)
        select (small, large);

    private static void Report(IReadOnlyList<View> views)
    {
        var baselines = Pairs(views).ToDictionary(pair => pair.Large, pair => pair.Small);
        Console.WriteLine("| view | events in it | rows read | reads | p50 ms | p95 ms | p50 of the small store's |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var view in views)
        {
            var ratio = baselines.TryGetValue(view, out var small) ? (view.Percentile(0.5) / small.Percentile(0.5)).ToString("F2", CultureInfo.InvariantCulture) : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {view.Name} | {view.Found?.Total:N0} | {view.Found?.Entries.Count:N0} | {view.Milliseconds.Count:N0} | {view.Percentile(0.5):F2} | {view.Percentile(0.95):F2} | {ratio} |"));
        }
    }

    /// <summary>One kind of read of one store.</summary>
    private sealed class View(DatabaseEngine engine, int events, string kind, Func<Task<DayEntries>> readAsync)
    {
        public DatabaseEngine Engine => engine;

        public int Events => events;

        public string Kind => kind;

        public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{engine}: {kind} of {events:N0}");

        /// <summary>What the last read of the warm-up found.</summary>
        public DayEntries? Found { get; set; }

        /// <summary>Every measured read's.</summary>
        public List<double> Milliseconds { get; } = [];

        public Task<DayEntries> ReadAsync() => readAsync();

        public double Percentile(double part)
        {
            var sorted = Milliseconds.Order().ToArray();
            return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];
        }
    }
}
