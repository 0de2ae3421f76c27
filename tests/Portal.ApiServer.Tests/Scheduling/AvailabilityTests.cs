using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Scheduling;

/// <summary><c>GET /api/v1/calendar/provider-availability</c>, companion 1.4.</summary>
public sealed class AvailabilityTests
{
    private const string Path = "/api/v1/calendar/provider-availability";
    private const string Range = $"&event_type_id={EventTypes.Id}&start_time=2026-03-11T00:00:00Z&end_time=2026-03-12T00:00:00Z";
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_States_IsTheDocumentedJsonOnBothPaths(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);

        foreach (var path in new[] { Path, "/api/v1/provider-availability" })
        {
            var answer = await server.GetAsync($"{path}?provider_states=CA,%20ny");

            answer.Status.ShouldBe(200);
            answer.ContentType.ShouldBe("application/json; charset=utf-8");
            answer.Body.ShouldBe(
                """{"status":200,"success":true,"message":"Providers Availability link fetched successfully","data":[{"providerName":"Dr. Maya","providerEmail":"maya@example.com","calendlyLink":"https://calendly.com/maya/consultation","eventTypeId":"85f13305-0647-4473-9e63-0a56af405f6f","eventTypeName":"Consultation","durationMinutes":30,"locations":["google_conference","zoom_conference"]}]}""");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_ProviderAndEventType_Narrow(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        await EventTypes.AddAsync(server.Database, "north", ("id", "\"two\""), ("provider_email", "\"Other@Example.com\""), ("name", "\"B\""));

        (await IdsAsync(server, "provider_states=NJ")).ShouldBe(["two", EventTypes.Id]);
        (await IdsAsync(server, "provider_states=NJ&provider_email=%20OTHER@example.com")).ShouldBe(["two"]);
        (await IdsAsync(server, $"provider_states=NJ&event_type_id={EventTypes.Id}")).ShouldBe([EventTypes.Id]);
        (await IdsAsync(server, $"provider_states=NJ&event_type_id={EventTypes.Id}&provider_email=other@example.com")).ShouldBeEmpty();
        (await IdsAsync(server, "provider_states=TX")).ShouldBeEmpty();
        (await IdsAsync(server, "provider_states=NJ", RunningServer.SouthKey)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_Range_IsTheFreeSlots(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        await server.CreateAsync(json: Bodies.Create("2026-03-11T09:10:00Z", "2026-03-11T11:20:00Z", provider: "Maya@Example.com"));
        var deleted = await server.CreateAsync(json: Bodies.Create("2026-03-11T11:20:00Z", "2026-03-11T12:20:00Z", provider: "maya@example.com"));
        await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(deleted));

        var answer = await server.GetAsync($"{Path}?provider_states=NY{Range}");

        answer.Body.ShouldBe(
            """{"status":200,"success":true,"message":"Providers Availability link fetched successfully","data":[{"providerName":"Dr. Maya","providerEmail":"maya@example.com","eventTypeId":"85f13305-0647-4473-9e63-0a56af405f6f","slots":[{"startTime":"2026-03-11T11:30:00Z","endTime":"2026-03-11T12:00:00Z"}]}]}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_RangeOfAnUnknownOrForeignEventType_IsEmpty(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);

        var foreign = await server.GetAsync($"{Path}?provider_states=NY{Range}", RunningServer.SouthKey);
        var unknown = await server.GetAsync($"{Path}?provider_states=NY&event_type_id=x&start_time=2026-03-11T00:00:00Z&end_time=2026-03-12T00:00:00Z");

        foreign.Body.ShouldBe("""{"status":200,"success":true,"message":"Providers Availability link fetched successfully","data":[]}""");
        unknown.Body.ShouldBe(foreign.Body);
    }

    [Theory]
    [InlineData("", "provider_states, Invalid input: expected string, received undefined")]
    [InlineData("provider_states=", "provider_states, Invalid US state code")]
    [InlineData("provider_states=NY,", "provider_states, Invalid US state code")]
    [InlineData("provider_states=NY,XX", "provider_states, Invalid US state code")]
    [InlineData("provider_states=NY&provider_email=x", "provider_email, Invalid email address")]
    [InlineData(
        "provider_states=NY&start_time=2026-03-11T00:00:00Z",
        "event_type_id, Invalid input: expected string, received undefined; end_time, Invalid input: expected string, received undefined")]
    [InlineData("provider_states=NY&event_type_id=x&end_time=2026-03-11T00:00:00Z", "start_time, Invalid input: expected string, received undefined")]
    [InlineData("provider_states=NY&event_type_id=x&start_time=now&end_time=2026-03-11T00:00:00Z", "start_time, Invalid ISO datetime")]
    [InlineData("provider_states=NY&event_type_id=x&start_time=2026-03-11T00:00:00Z&end_time=2026-03-11T00:00:00Z", "end_time, Must be after start_time")]
    [InlineData(
        "provider_states=NY&event_type_id=x&start_time=2026-03-01T00:00:00Z&end_time=2026-04-01T00:00:00.001Z",
        "end_time, Must be at most 31 days after start_time")]
    public async Task Get_WrongQuery_NamesTheParameter(string query, string error)
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync($"{Path}?{query}");

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request","error":"{{error}}"}""");
    }

    [Fact]
    public async Task Get_NoKey_Is401AndOverTheLimit429()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("ApiServer:RateLimit:Requests", "1"), ("ApiServer:RateLimit:WindowSeconds", "3600")]);

        var unauthorized = await server.GetAsync(Path, key: null);
        await server.GetAsync($"{Path}?provider_states=NY");
        var refused = await server.GetAsync("/api/v1/provider-availability?provider_states=NY");

        unauthorized.Status.ShouldBe(401);
        unauthorized.Body.ShouldBe("""{"status":401,"success":false,"message":"Unauthorized"}""");
        refused.Status.ShouldBe(429);
        refused.Body.ShouldBe("""{"status":429,"success":false,"message":"Rate limit exceeded"}""");
        refused.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("demo-care360-northside", "NJ", 2)]
    [InlineData("demo-care360-lakeview", "MA", 2)]
    public async Task Get_Demo_HasSlotsForEveryEventType(string key, string state, int count)
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, new TestClock(Now), "Development");

        var ids = await IdsAsync(server, $"provider_states={state}", key);

        ids.Count.ShouldBe(count);
        foreach (var id in ids)
        {
            var slots = await server.GetAsync(
                $"{Path}?provider_states={state}&event_type_id={id}&start_time=2026-03-11T00:00:00Z&end_time=2026-03-25T00:00:00Z", key);
            slots.Body.ShouldContain("\"startTime\":");
        }
    }

    private static async Task<RunningServer> StartAsync(DatabaseEngine engine)
    {
        var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        await EventTypes.AddAsync(server.Database, "north");
        return server;
    }

    private static async Task<List<string>> IdsAsync(RunningServer server, string query, string key = RunningServer.NorthKey)
    {
        var answer = await server.GetAsync($"{Path}?{query}", key);
        answer.Status.ShouldBe(200, answer.Body);
        using var document = System.Text.Json.JsonDocument.Parse(answer.Body);
        return [.. document.RootElement.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("eventTypeId").GetString()!)];
    }
}
