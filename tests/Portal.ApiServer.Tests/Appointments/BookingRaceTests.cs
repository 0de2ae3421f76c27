using System.Diagnostics;
using System.Text;
using Dapper;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiServer.Tests.Host;
using Portal.ApiServer.Tests.Scheduling;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Appointments;

/// <summary>
/// Real processes of the server over one database, all booking the same slots. 4 processes and 100 slots; with the environment variable
/// <c>PORTAL_RACE</c> set to anything, the full 16 processes and 1,000 slots, which takes minutes.
/// </summary>
public sealed class BookingRaceTests(ITestOutputHelper output)
{
    private const int MinutesOfSlot = 10;
    private static readonly bool IsFull = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PORTAL_RACE"));

    [Theory, ClassData(typeof(Engines))]
    public async Task Schedule_ManyProcessesForTheSameSlots_GivesEverySlotOnce(DatabaseEngine engine)
    {
        var (processCount, slotCount) = IsFull ? (16, 1000) : (4, 100);
        await using var server = await RunningServer.StartAsync(engine);
        await EventTypes.AddAsync(
            server.Database,
            "north",
            ("duration_minutes", $"{MinutesOfSlot}"),
            ("weekly_hours", """{"monday":[A],"tuesday":[A],"wednesday":[A],"thursday":[A],"friday":[A],"saturday":[A],"sunday":[A]}""".Replace("A", "\"00:00-24:00\"")));
        var bodies = Bodies(slotCount);
        using var processes = await ServerProcesses.StartAsync(processCount, server.ProcessEnvironment());

        var clock = Stopwatch.StartNew();
        var answers = await Task.WhenAll(processes.Addresses.Select(address => BookAllAsync(address, bodies)));

        output.WriteLine($"{engine}: {processCount} processes, {slotCount} slots, {clock.Elapsed.TotalSeconds:F1} s");
        for (var slot = 0; slot < slotCount; slot++)
        {
            answers.Count(ofProcess => ofProcess[slot] == AppointmentBodies.Scheduled).ShouldBe(1, bodies[slot]);
        }

        answers.SelectMany(ofProcess => ofProcess).Where(answer => answer != AppointmentBodies.Scheduled).Distinct().ShouldBe([AppointmentBodies.SlotLost]);
        var stored = await server.Database.ReadAsync(
            async connection => await connection.QuerySingleAsync<(long Appointments, long Starts, long Events)>(
                """
                SELECT (SELECT count(*) FROM appointments), (SELECT count(DISTINCT busy_from) FROM appointments),
                    (SELECT count(*) FROM calendar_events WHERE agent_name = 'calendly')
                """),
            default);
        stored.ShouldBe((slotCount, slotCount, slotCount));
    }

    private static string[] Bodies(int count)
    {
        var first = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(1).AtMidnight().InUtc().ToInstant();
        return
        [
            .. Enumerable.Range(0, count)
                .Select(i => AppointmentBodies.At(IsoDateTime.Format(first + Duration.FromMinutes(i * MinutesOfSlot)))),
        ];
    }

    /// <summary>Books every slot in the same order as everybody else, eight at a time, so that all meet at the same slots.</summary>
    private static async Task<string[]> BookAllAsync(Uri address, string[] bodies)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        var answers = new string[bodies.Length];
        await Parallel.ForAsync(
            0,
            bodies.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (slot, token) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, AppointmentBodies.Path);
                request.Content = new StringContent(bodies[slot], Encoding.UTF8, "application/json");
                request.Headers.Add("cv-api-key", RunningServer.NorthKey);
                using var response = await client.SendAsync(request, token);
                answers[slot] = await response.Content.ReadAsStringAsync(token);
            });
        return answers;
    }
}
