using System.Text.Json;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Sweeppea;

/// <summary>The members whose inside nobody documents: stored and returned as sent, and never in the way of the events beside them.</summary>
public sealed class OpaqueMemberTests
{
    /// <summary>The deepest that a body may be, less the body's own object.</summary>
    private const int Deepest = 31;

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_DeepestNesting_IsReadBackAsSent(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(SweeppeaServers.Now));
        var people = new string('[', Deepest) + new string(']', Deepest);

        var created = await CreateAsync(server, "PeopleInvolved", people);

        created.Status.ShouldBe(201, created.Body);
        (await FetchAsync(server)).ShouldContain($"\"PeopleInvolved\":{people},");
        using var document = JsonDocument.Parse(created.Body);
        var token = document.RootElement.GetProperty("Data").GetProperty("EventToken").GetString();
        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", $$"""{"EventToken":"{{token}}"}""")).Body.ShouldContain($"\"PeopleInvolved\":{people},");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_UnusualText_IsReadBackAsSent(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(SweeppeaServers.Now));

        (await CreateAsync(server, "Notification", """{"zero":"\u0000","é":"\ud83d\ude00","n":-0.10e+900,"":[null,"'; DROP TABLE x; --"]}""")).Status.ShouldBe(201);

        using var document = JsonDocument.Parse(await FetchAsync(server));
        var notification = document.RootElement.GetProperty("Data").GetProperty("Events")[0].GetProperty("Notification");
        notification.GetProperty("zero").GetString().ShouldBe("\0");
        notification.GetProperty("é").GetString().ShouldBe("😀");
        notification.GetProperty("n").GetRawText().ShouldBe("-0.10e+900");
        notification.GetProperty("")[1].GetString().ShouldBe("'; DROP TABLE x; --");
    }

    [Theory]
    [InlineData("PeopleInvolved", """["\ud800"]""")]
    [InlineData("PeopleInvolved", """[["a",{"b":["\udc00x"]}]]""")]
    [InlineData("RepeatThisEvent", """{"a":{"b":"\ud83d"}}""")]
    [InlineData("Notification", """{"a":[1,"\ud83d\ud83d"]}""")]
    public async Task Create_HalfOfASurrogatePair_IsRefusedAndTheListGoesOn(string field, string json)
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, new TestClock(SweeppeaServers.Now));

        (await CreateAsync(server, field, json)).ShouldBeRefused(400, $"{field} is Invalid");

        (await FetchAsync(server)).ShouldContain("\"TotalEvents\":0");
    }

    private static Task<WireAnswer> CreateAsync(RunningServer server, string field, string json) => server.SweeppeaAsync(
        HttpMethod.Post, "/calendar/create", $$"""{"EventTitle":"Fair","EventStartDate":"2026-03-01","EventEndDate":"2026-03-01","{{field}}":{{json}}}""");

    private static async Task<string> FetchAsync(RunningServer server)
    {
        var answer = await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Body;
    }
}
