using System.Text.Json;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Sweeppea;

/// <summary>The companions of document 004: reading, changing and deleting events (companion 2.2).</summary>
public sealed class MarketingEventTests(SweeppeaServers servers) : IClassFixture<SweeppeaServers>
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Fetch_Events_AreListedByStartInBothMethods(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(SweeppeaServers.Now));
        var later = await CreateAsync(server, "Later", "2026-03-02");
        var sooner = await CreateAsync(server, "Sooner", "2026-03-01");

        var posted = await server.SweeppeaAsync(HttpMethod.Post, "/calendar/fetch", json: null);
        var got = await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null);

        got.ShouldBe(posted);
        posted.Status.ShouldBe(200);
        posted.Body.ShouldStartWith("""{"Response":true,"Data":{"TotalEvents":2,"Events":[{"_id":""");
        Events(posted).Select(e => e.GetProperty("EventToken").GetString()).ShouldBe([sooner, later]);
        Events(posted)[0].EnumerateObject().Select(member => member.Name).ShouldBe(
        [
            "_id", "EventToken", "SweepstakesToken", "CreationDate", "Type", "EventLinkedToken", "EventTitle", "EventDescription", "EventLocation", "Latitude", "Longitude",
            "EventURL", "EventStartDate", "EventEndDate", "EventStartTime", "EventEndTime", "EventColor", "EventAllDay", "EventStatus", "PrivateEvent",
            "SMSNotification", "CreatedByAdmin", "Completed", "PeopleInvolved", "EventTimeZone", "RepeatThisEvent", "Notification", "Automation", "SerieToken",
            "ChecklistId",
        ]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Single_Event_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var token = await CreateAsync(server);

        var answer = await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", $$"""{"EventToken":"{{token}}"}""");

        using var document = JsonDocument.Parse(answer.Body);
        var id = document.RootElement.GetProperty("Data").GetProperty("_id").GetString();
        answer.Body.ShouldBe(
            $$"""{"Response":true,"Data":{"_id":"{{id}}","EventToken":"{{token}}","SweepstakesToken":"","CreationDate":"2026-01-15T12:00:00.000Z","EventLinkedToken":null,"""
            + "\"EventTitle\":\"Planned\",\"EventDescription\":\"About it\",\"EventLocation\":null,\"Latitude\":null,\"Longitude\":null,\"EventURL\":null,"
            + "\"EventStartDate\":\"2026-03-01T00:00:00.000Z\",\"EventEndDate\":\"2026-03-02T00:00:00.000Z\",\"EventStartTime\":\"10:00\",\"EventEndTime\":\"23:59\","
            + "\"EventColor\":\"#6CD9FF\",\"EventAllDay\":false,\"EventStatus\":false,\"PrivateEvent\":true,\"SMSNotification\":false,\"CreatedByAdmin\":false,"
            + "\"Completed\":false,\"PeopleInvolved\":[],\"EventTimeZone\":\"1\",\"RepeatThisEvent\":{},\"Notification\":{},\"Automation\":\"\",\"SerieToken\":null}}");
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", null)]
    [InlineData("POST", "")]
    [InlineData("POST", "{")]
    [InlineData("POST", "[1]")]
    public async Task Fetch_AnyBody_IsIgnored(string method, string? body)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        (await server.SweeppeaAsync(new HttpMethod(method), "/calendar/fetch", body)).Status.ShouldBe(200);
        (await server.SweeppeaAsync(HttpMethod.Post, "/sweepstakes/fetch", body)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Fetch_OfAnotherAccount_HasNothingOfIt()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, new TestClock(SweeppeaServers.Now));
        await CreateAsync(server);

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/fetch", json: null, RunningServer.SouthToken)).Body.ShouldContain("\"TotalEvents\":0");
    }

    [Fact]
    public async Task Fetch_NoEvents_IsAnEmptyList()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/fetch", json: null)).Body.ShouldBe("""{"Response":true,"Data":{"TotalEvents":0,"Events":[]}}""");
    }

    [Theory]
    [InlineData("POST", "/calendar/single")]
    [InlineData("PUT", "/calendar/update")]
    [InlineData("POST", "/calendar/update")]
    [InlineData("DELETE", "/calendar/delete")]
    [InlineData("POST", "/calendar/delete")]
    public async Task NamedEvent_MissingOrUnknown_IsRefusedAsDocumented(string method, string path)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        foreach (var body in new[] { "{}", """{"EventToken":null}""", """{"EventToken":""}""", """{"EventToken":7}""" })
        {
            (await server.SweeppeaAsync(new HttpMethod(method), path, body)).ShouldBeRefused(400, "EventToken is Required");
        }

        foreach (var token in new[] { Guid.NewGuid().ToString(), "x", "'; DROP TABLE marketing_events; --" })
        {
            (await server.SweeppeaAsync(new HttpMethod(method), path, $$"""{"EventToken":"{{token}}"}""")).ShouldBeRefused(404, "Calendar Event Not Found");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task NamedEvent_OfAnotherAccount_IsAsAbsentAndStays(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var body = $$"""{"EventToken":"{{await CreateAsync(server)}}","EventTitle":"Taken over"}""";

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", body, RunningServer.SouthToken)).ShouldBeRefused(404, "Calendar Event Not Found");
        (await server.SweeppeaAsync(HttpMethod.Put, "/calendar/update", body, RunningServer.SouthToken)).ShouldBeRefused(404, "Calendar Event Not Found");
        (await server.SweeppeaAsync(HttpMethod.Delete, "/calendar/delete", body, RunningServer.SouthToken)).ShouldBeRefused(404, "Calendar Event Not Found");

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", body)).Body.ShouldContain("\"EventTitle\":\"Planned\"");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Update_SomeFields_ChangesThoseAndAnswersAsDocumented(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var token = await CreateAsync(server);

        var answer = await server.SweeppeaAsync(
            HttpMethod.Put, "/calendar/update", $$"""{"EventToken":"{{token}}","EventTitle":"Moved","EventStartTime":"11:30","PrivateEvent":false,"SweepstakesToken":"ignored"}""");

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldMatch(
            $$$"""^{"Response":true,"Message":"Calendar Event Updated Successfully","Data":{"_id":"[0-9a-f]{24}","EventToken":"{{{token}}}","EventTitle":"Moved","EventDescription":"About it","EventColor":"#6CD9FF"}}$""");
        var read = (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", $$"""{"EventToken":"{{token}}"}""")).Body;
        read.ShouldContain("\"EventTitle\":\"Moved\"");
        read.ShouldContain("\"EventStartTime\":\"11:30\"");
        read.ShouldContain("\"EventEndTime\":\"23:59\"");
        read.ShouldContain("\"PrivateEvent\":false");
        read.ShouldContain("\"SweepstakesToken\":\"\"");
    }

    [Fact]
    public async Task Update_NullText_TakesItAway()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var token = await CreateAsync(server);

        var answer = await server.SweeppeaAsync(HttpMethod.Post, "/calendar/update", $$"""{"EventToken":"{{token}}","EventDescription":null,"EventColor":null}""");

        answer.Body.ShouldEndWith("\"EventDescription\":null,\"EventColor\":\"#6CD9FF\"}}");
    }

    [Theory]
    [InlineData("\"SweepstakesToken\":7")]
    [InlineData("\"PeopleInvolved\":\"nobody\"")]
    [InlineData("\"RepeatThisEvent\":[]")]
    [InlineData("\"Notification\":1")]
    [InlineData("\"_id\":\"000000000000000000000000\"")]
    [InlineData("\"vendor\":{}")]
    public async Task Update_FieldThatCannotChange_IsIgnoredWhateverItIs(string member)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var token = await CreateAsync(server);
        var single = $$"""{"EventToken":"{{token}}"}""";
        var before = await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", single);

        (await server.SweeppeaAsync(HttpMethod.Put, "/calendar/update", $$"""{"EventToken":"{{token}}",{{member}}}""")).Status.ShouldBe(200);

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", single)).ShouldBe(before);
    }

    [Fact]
    public async Task Update_EventOfThePast_MayChangeAnythingButItsStart()
    {
        var clock = new TestClock(SweeppeaServers.Now);
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, clock);
        var token = await CreateAsync(server);
        clock.Advance(NodaTime.Duration.FromDays(90));

        Task<WireAnswer> UpdateAsync(string members) =>
            server.SweeppeaAsync(HttpMethod.Put, "/calendar/update", $$"""{"EventToken":"{{token}}",{{members}}}""");

        (await UpdateAsync("\"Completed\":true")).Status.ShouldBe(200);
        (await UpdateAsync("\"EventStartTime\":null,\"EventTitle\":\"Over\"")).Status.ShouldBe(200);
        (await UpdateAsync("\"EventStartTime\":\"10:00\"")).ShouldBeRefused(400, "Cannot Update Events To The Past");
        (await UpdateAsync("\"EventStartDate\":\"2026-03-01\"")).ShouldBeRefused(400, "Cannot Update Events To The Past");
    }

    [Theory]
    [InlineData("PUT", "/calendar/update")]
    [InlineData("DELETE", "/calendar/delete")]
    public async Task NamedEvent_SameIdempotencyKey_IsDoneOnceAndAnsweredTheSame(string method, string path)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var body = $$"""{"EventToken":"{{await CreateAsync(server)}}","EventTitle":"Once"}""";
        var key = Guid.NewGuid().ToString();

        var first = await server.SweeppeaAsync(new HttpMethod(method), path, body, idempotencyKey: key);
        var second = await server.SweeppeaAsync(new HttpMethod(method), path, body, idempotencyKey: key);
        var malformed = await server.SweeppeaAsync(new HttpMethod(method), path, body, idempotencyKey: "a b");

        first.Status.ShouldBe(200);
        second.ShouldBe(first);
        malformed.ShouldBeRefused(400, "Idempotency-Key must be 1 to 255 visible ASCII characters");
    }

    [Theory]
    [InlineData("\"EventStartDate\":\"2026-01-14\"", "Cannot Update Events To The Past")]
    [InlineData("\"EventStartDate\":\"2026-03-03\"", "EventEndDate must be after EventStartDate")]
    [InlineData("\"EventTitle\":\"\"", "EventTitle is Required")]
    [InlineData("\"EventEndTime\":\"25:00\"", "EventEndTime is Invalid")]
    [InlineData("\"EventAllDay\":\"yes\"", "EventAllDay is Invalid")]
    [InlineData("\"Latitude\":\"40\"", "Longitude is Invalid")]
    public async Task Update_WrongField_IsRefusedAndNothingChanges(string member, string message)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var token = await CreateAsync(server);
        var single = $$"""{"EventToken":"{{token}}"}""";
        var before = await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", single);

        (await server.SweeppeaAsync(HttpMethod.Put, "/calendar/update", $$"""{"EventToken":"{{token}}",{{member}}}""")).ShouldBeRefused(400, message);

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", single)).ShouldBe(before);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Delete_Event_IsGoneForGood(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var body = $$"""{"EventToken":"{{await CreateAsync(server)}}"}""";

        var answer = await server.SweeppeaAsync(HttpMethod.Delete, "/calendar/delete", body);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"Response":true,"Message":"Calendar Event Deleted Successfully"}""");
        (await server.SweeppeaAsync(HttpMethod.Delete, "/calendar/delete", body)).ShouldBeRefused(404, "Calendar Event Not Found");
        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", body)).ShouldBeRefused(404, "Calendar Event Not Found");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Delete_OnTwoReplicasAtOnce_SucceedsOnce(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(SweeppeaServers.Now));
        await using var replica = await server.StartReplicaAsync();
        var body = $$"""{"EventToken":"{{await CreateAsync(server)}}"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? server : replica).SweeppeaAsync(HttpMethod.Post, "/calendar/delete", body)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 404).ShouldBe(7);
    }

    [Fact]
    public async Task Sweepstakes_Fetch_ListsThoseOfTheDemo()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, new TestClock(SweeppeaServers.Now), "Development");

        var answer = await server.SweeppeaAsync(HttpMethod.Post, "/sweepstakes/fetch", json: null, "demo-sweeppea-northside");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldStartWith("""{"Response":true,"Data":[{"SweepstakesToken":""");
        answer.Body.ShouldContain("\"SweepstakesName\":\"Northside Clinic: Step challenge\",\"SweepstakesType\":2");
        answer.Body.ShouldContain("\"Settings\":{\"Timezone\":1,\"StartDate\":\"2025-12-01\",\"StartTime\":\"08:00\",\"ExpirationDate\":\"2026-02-01\",\"EndTime\":\"20:00\"}");
        answer.Body.ShouldEndWith("\"Count\":2}");
    }

    private static async Task<string> CreateAsync(RunningServer server, string title = "Planned", string date = "2026-03-01")
    {
        var answer = await server.SweeppeaAsync(
            HttpMethod.Post,
            "/calendar/create",
            $$"""{"EventTitle":"{{title}}","EventDescription":"About it","EventStartDate":"{{date}}","EventEndDate":"{{(date == "2026-03-01" ? "2026-03-02" : date)}}","EventStartTime":"10:00"}""");
        answer.Status.ShouldBe(201, answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("Data").GetProperty("EventToken").GetString()!;
    }

    private static List<JsonElement> Events(WireAnswer answer) =>
        [.. JsonDocument.Parse(answer.Body).RootElement.GetProperty("Data").GetProperty("Events").EnumerateArray()];
}
