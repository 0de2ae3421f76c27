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
        var answers = await BookAsync(processes.Addresses, bodies);

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

    /// <summary>Every process books every slot, a few slots at a time: the next ones come after all have answered, so that all meet at the same slots.</summary>
    /// <returns>Of each process its answer by slot.</returns>
    private static async Task<List<string[]>> BookAsync(IReadOnlyList<Uri> addresses, string[] bodies)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        var answers = addresses.Select(_ => new string[bodies.Length]).ToList();
        foreach (var slots in Enumerable.Range(0, bodies.Length).Chunk(8))
        {
            await Task.WhenAll(slots.SelectMany(slot => addresses.Select(
                async (address, process) => answers[process][slot] = await PostAsync(client, new Uri(address, AppointmentBodies.Path), bodies[slot]))));
        }

        return answers;
    }

    private static async Task<string> PostAsync(HttpClient client, Uri address, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("cv-api-key", RunningServer.NorthKey);
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
