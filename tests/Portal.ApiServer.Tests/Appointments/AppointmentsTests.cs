using System.Text.Json;
using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Appointments;

/// <summary><c>GET /api/v1/calendar/appointments</c>, companion 1.2.</summary>
public sealed class AppointmentsTests
{
    private const string Path = "/api/v1/calendar/appointments";
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_OneEvent_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        var id = await server.CreateAsync(json: Bodies.Create("2026-03-10T14:00:00Z", "2026-03-10T11:00:00-04:00"));

        var answer = await server.GetAsync($"{Path}?start_date=2026-03-10&end_date=2026-03-10");

        answer.Status.ShouldBe(200);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe(
            """{"status":200,"success":true,"message":"Appointments fetched successfully","data":[{"id":"ID","createdAt":"2026-03-10T12:00:00Z","updatedAt":"2026-03-10T12:00:00Z","title":"Quarterly Planning Meeting","start":"2026-03-10T14:00:00Z","end":"2026-03-10T15:00:00Z","topic":"Quarterly Planning Meeting","description":"Review priorities and align on next-quarter goals.","color":"#2563EB","isEditable":true,"agentEventId":null,"agentName":"custom","status":"CONFIRMED","isDeleted":false,"meetingDetails":{"timezone":"America/New_York","meetingLink":"https://example.com/meet/123","location":"gotomeeting_conference","providerName":"Dr. Smith","providerEmail":"provider@example.com"},"case":{"id":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","shortId":"S-1","title":"A case","status":"OPEN"}}]}"""
                .Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_Range_TakesWhatOverlapsItsDaysInUtc(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        await server.CreateAsync(json: Bodies.Create("2026-03-14T22:00:00Z", "2026-03-15T00:00:00Z"));
        var into = await server.CreateAsync(json: Bodies.Create("2026-03-14T23:00:00Z", "2026-03-15T00:00:01Z"));
        var inside = await server.CreateAsync(json: Bodies.Create("2026-03-15T10:00:00Z", "2026-03-15T11:00:00Z"));
        var outOf = await server.CreateAsync(json: Bodies.Create("2026-03-16T23:59:59Z", "2026-03-17T01:00:00Z"));
        var around = await server.CreateAsync(json: Bodies.Create("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"));
        await server.CreateAsync(json: Bodies.Create("2026-03-17T00:00:00Z", "2026-03-17T01:00:00Z"));

        var answer = await server.GetAsync($"{Path}?start_date=2026-03-15&end_date=2026-03-16");

        // By end, ascending.
        IdsOf(answer).ShouldBe([into, inside, outOf, around]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_Range_LeavesOutEndedDeletedArchivedAndForeign(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        await server.CreateAsync(json: Bodies.Create("2026-03-10T10:00:00Z", "2026-03-10T11:59:59.999Z"));
        var endingNow = await server.CreateAsync(json: Bodies.Create("2026-03-10T11:00:00Z", "2026-03-10T12:00:00Z"));
        var cancelled = await server.CreateAsync(json: Bodies.Create("2026-03-10T13:00:00Z", "2026-03-10T14:00:00Z"));
        await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(cancelled));
        await server.CreateAsync(RunningServer.ArchivedCase, json: Bodies.Create("2026-03-10T13:00:00Z", "2026-03-10T14:00:00Z"));
        await server.CreateAsync(RunningServer.SouthCase, RunningServer.SouthKey, Bodies.Create("2026-03-10T13:00:00Z", "2026-03-10T14:00:00Z"));

        var answer = await server.GetAsync($"{Path}?start_date=2026-03-01&end_date=2026-03-31");

        IdsOf(answer).ShouldBe([endingNow]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_UserEmail_TakesOnlyThatUsers(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        var held = await server.CreateAsync(json: Bodies.Create("2026-03-11T10:00:00Z", "2026-03-11T11:00:00Z", provider: "Provider@Example.com"));
        var others = await server.CreateAsync(json: Bodies.Create("2026-03-12T10:00:00Z", "2026-03-12T11:00:00Z", provider: "other@example.com"));

        IdsOf(await server.GetAsync($"{Path}?user_email=PROVIDER@example.COM")).ShouldBe([held]);
        IdsOf(await server.GetAsync($"{Path}?user_email={RunningServer.NorthSubmitter}")).ShouldBe([held, others]);
        IdsOf(await server.GetAsync($"{Path}?user_email={RunningServer.NorthSubmitter}&start_date=2026-03-12&end_date=2026-03-12")).ShouldBe([others]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_UnknownUser_Is404(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);

        var answer = await server.GetAsync($"{Path}?user_email=nobody@example.com");

        answer.Status.ShouldBe(404);
        answer.Body.ShouldBe("""{"status":404,"success":false,"message":"Invalid request","error":"No User found for provided details!"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_NoKey_Is401(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        foreach (var key in new[] { null, "", "wrong" })
        {
            var answer = await server.GetAsync($"{Path}?start_date=x", key);

            answer.Status.ShouldBe(401);
            answer.Body.ShouldBe("""{"status":401,"success":false,"message":"Unauthorized"}""");
        }
    }

    [Theory]
    [InlineData("", "start_date, Invalid input: expected string, received undefined; end_date, Invalid input: expected string, received undefined")]
    [InlineData("?start_date=2026-03-01", "end_date, Invalid input: expected string, received undefined")]
    [InlineData("?end_date=2026-03-01", "start_date, Invalid input: expected string, received undefined")]
    [InlineData("?user_email=a@b.example&end_date=2026-03-01", "start_date, Invalid input: expected string, received undefined")]
    [InlineData("?start_date=2026-02-30&end_date=2026-03-01", "start_date, Invalid ISO date")]
    [InlineData("?start_date=&end_date=01.03.2026", "start_date, Invalid ISO date; end_date, Invalid ISO date")]
    [InlineData("?start_date=-001-01-01&end_date=0000-01-01", "start_date, Invalid ISO date; end_date, Invalid ISO date")]
    [InlineData("?start_date=2026-03-02&end_date=2026-03-01", "end_date, Must not be before start_date")]
    [InlineData("?start_date=2026-03-02&start_date=2026-03-02&end_date=2026-03-03", "start_date, Invalid input: expected string, received array")]
    [InlineData("?user_email=nobody", "user_email, Invalid email address")]
    [InlineData("?user_email=", "user_email, Invalid email address")]
    public async Task Get_WrongQuery_NamesTheParameter(string query, string error)
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync(Path + query);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request","error":"{{error}}"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_OutermostDays_AreTaken(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var id = await server.CreateAsync(json: Bodies.Create("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"));

        var answer = await server.GetAsync($"{Path}?start_date=0001-01-01&end_date=9999-12-31");

        IdsOf(answer).ShouldBe([id]);
        answer.Body.ShouldContain("\"start\":\"0001-01-01T00:00:00Z\",\"end\":\"9999-12-31T23:59:59.999Z\"");
    }

    [Fact]
    public async Task Get_OverTheLimit_Is429WithRetryAfterAndOnlyForThatOrganization()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("RateLimit:Requests", "3"), ("RateLimit:WindowSeconds", "3600")]);
        var query = $"{Path}?start_date=2026-03-01&end_date=2026-03-02";
        for (var i = 0; i < 3; i++)
        {
            (await server.GetAsync(query)).Status.ShouldBe(200);
        }

        var refused = await server.GetAsync(query);

        refused.Status.ShouldBe(429);
        refused.Body.ShouldBe("""{"status":429,"success":false,"message":"Rate limit exceeded"}""");
        int.Parse(refused.RetryAfter!, null).ShouldBeInRange(1, 1200);
        (await server.GetAsync(query, RunningServer.SouthKey)).Status.ShouldBe(200);
        (await server.PostAsync(RunningServer.NorthCase, Bodies.Create())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Get_AfterRetryAfter_IsServedAgain()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("RateLimit:Requests", "1"), ("RateLimit:WindowSeconds", "1")]);
        var query = $"{Path}?start_date=2026-03-01&end_date=2026-03-02";
        await server.GetAsync(query);

        await Eventually.TrueAsync(async () => (await server.GetAsync(query)).Status == 200, "the bucket refills");
    }

    private static List<string> IdsOf(WireAnswer answer)
    {
        answer.Status.ShouldBe(200, answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        return [.. document.RootElement.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }
}
