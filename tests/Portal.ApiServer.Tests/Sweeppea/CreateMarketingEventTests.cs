using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Sweeppea;

/// <summary>Document 004, answer by answer, and the rulings on it.</summary>
public sealed class CreateMarketingEventTests(SweeppeaServers servers) : IClassFixture<SweeppeaServers>
{
    private const string Path = "/calendar/create";

    [Theory, ClassData(typeof(Engines))]
    public async Task Document004_Created_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var answer = await CreateAsync(engine, With());

        answer.Status.ShouldBe(201, answer.Body);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        using var document = JsonDocument.Parse(answer.Body);
        var id = document.RootElement.GetProperty("Data").GetProperty("_id").GetString()!;
        var token = document.RootElement.GetProperty("Data").GetProperty("EventToken").GetString()!;
        answer.Body.ShouldBe(
            $$$"""{"Response":true,"Message":"Calendar Event Created Successfully","Data":{"_id":"{{{id}}}","EventToken":"{{{token}}}","EventTitle":"Team Meeting","EventDescription":"Monthly team sync meeting","EventStartDate":"2026-02-20T10:00:00.000Z","EventEndDate":"2026-02-20T12:00:00.000Z","EventTimeZone":"1"}}""");
        id.ShouldMatch("^[0-9a-f]{24}$");
        Guid.ParseExact(token, "D").Version.ShouldBe(4);
    }

    [Theory]
    [InlineData("EventTitle")]
    [InlineData("EventStartDate")]
    [InlineData("EventEndDate")]
    public async Task Document004_MissingRequiredField_IsTheDocumentedJson(string field)
    {
        foreach (var value in new string?[] { null, "null", "\"\"", "7", "[]", "{}", "true" })
        {
            (await CreateAsync(DatabaseEngine.Sqlite, With(field, value))).ShouldBeRefused(400, $"{field} is Required");
        }
    }

    [Fact]
    public async Task Document004_PastDate_IsTheDocumentedJson()
    {
        (await CreateAsync(DatabaseEngine.Sqlite, With("EventStartDate", "\"2026-01-14T10:00:00.000Z\""))).ShouldBeRefused(400, "Cannot Create Events In The Past");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic bm9ydGg6eA==")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b")]
    [InlineData("north-token-0123456789")]
    public async Task Document004_MissingToken_IsTheDocumentedJson(string? authorization)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(With(), null, "application/json") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        (await server.SendAsync(request)).ShouldBeRefused(401, "Invalid or Missing Bearer Token");
    }

    [Theory]
    [InlineData("unknown-token")]
    [InlineData(RunningServer.NorthKey)]
    public async Task Document004_UnknownToken_IsTheDocumentedJson(string token)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        (await server.SweeppeaAsync(HttpMethod.Post, Path, With(), token)).ShouldBeRefused(403, "Invalid API Token");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document004_ServerFault_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(SweeppeaServers.Now));
        await server.Database.WriteAsync(write => write.Connection.ExecuteAsync("DROP TABLE marketing_events", transaction: write.Transaction), default);

        (await server.SweeppeaAsync(HttpMethod.Post, Path, With())).ShouldBeRefused(500, "Internal Server Error");
    }

    [Fact]
    public async Task Create_SchemeInLowerCase_IsTaken()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(With(), null, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"bearer {RunningServer.NorthToken}");

        (await server.SendAsync(request)).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("EventStartDate", "\"2026-02-30\"")]
    [InlineData("EventStartDate", "\"20.02.2026\"")]
    [InlineData("EventStartDate", "\"2026-02-20T25:00:00Z\"")]
    [InlineData("EventStartDate", "\"tomorrow\"")]
    [InlineData("EventEndDate", "\"2026-2-20\"")]
    [InlineData("EventEndDate", "\"2026-02-20T12:00:60Z\"")]
    [InlineData("EventTitle", "\"a\\u0000b\"")]
    [InlineData("EventTitle", "\"\\ud800\"")]
    [InlineData("EventDescription", "7")]
    [InlineData("EventLocation", "\"\\u0000\"")]
    [InlineData("EventURL", "\"javascript:alert(1)\"")]
    [InlineData("EventURL", "\"www.example.com\"")]
    [InlineData("EventStartTime", "\"24:00\"")]
    [InlineData("EventStartTime", "\"9:00\"")]
    [InlineData("EventStartTime", "900")]
    [InlineData("EventEndTime", "\"12:60\"")]
    [InlineData("EventColor", "\"#FFF\"")]
    [InlineData("EventColor", "\"red\"")]
    [InlineData("EventAllDay", "\"true\"")]
    [InlineData("EventStatus", "1")]
    [InlineData("PrivateEvent", "\"\"")]
    [InlineData("SMSNotification", "[]")]
    [InlineData("Completed", "{}")]
    [InlineData("SweepstakesToken", "7")]
    [InlineData("PeopleInvolved", "{}")]
    [InlineData("RepeatThisEvent", "[]")]
    [InlineData("Notification", "\"daily\"")]
    public async Task Create_InvalidField_IsNamed(string field, string json)
    {
        (await CreateAsync(DatabaseEngine.Sqlite, With(field, json))).ShouldBeRefused(400, $"{field} is Invalid");
    }

    [Theory]
    [InlineData("\"90.1\"", "\"0\"", "Latitude")]
    [InlineData("\"-91\"", "\"0\"", "Latitude")]
    [InlineData("\"0\"", "\"180.5\"", "Longitude")]
    [InlineData("\"1e1\"", "\"0\"", "Latitude")]
    [InlineData("\"4,5\"", "\"0\"", "Latitude")]
    [InlineData("\"NaN\"", "\"0\"", "Latitude")]
    [InlineData("\"40.7\"", null, "Longitude")]
    [InlineData(null, "\"-74\"", "Latitude")]
    [InlineData("\"40.7\"", "true", "Longitude")]
    public async Task Create_InvalidCoordinates_AreNamed(string? latitude, string? longitude, string field)
    {
        var body = With("Latitude", latitude, With("Longitude", longitude));

        (await CreateAsync(DatabaseEngine.Sqlite, body)).ShouldBeRefused(400, $"{field} is Invalid");
    }

    [Theory]
    [InlineData("40.70", "-1e-7", "40.70", "-0.0000001")]
    [InlineData("-90", "180", "-90", "180")]
    [InlineData("9.0E+1", "0", "90", "0")]
    [InlineData("\"+40.7\"", "\"-0\"", "+40.7", "-0")]
    public async Task Create_Coordinates_AreTakenAsTextAndAsNumber(string latitude, string longitude, string readLatitude, string readLongitude)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var token = TokenOf(await server.SweeppeaAsync(HttpMethod.Post, Path, With("Latitude", latitude, With("Longitude", longitude))));

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", $$"""{"EventToken":"{{token}}"}""")).Body.ShouldContain(
            $"\"Latitude\":\"{readLatitude}\",\"Longitude\":\"{readLongitude}\"");
    }

    [Theory]
    [InlineData("91")]
    [InlineData("1e999")]
    [InlineData("-1e29")]
    public async Task Create_NumberOutOfRange_IsInvalid(string latitude)
    {
        (await CreateAsync(DatabaseEngine.Sqlite, With("Latitude", latitude, With("Longitude", "0")))).ShouldBeRefused(400, "Latitude is Invalid");
    }

    [Fact]
    public async Task Create_SeveralErrors_TellsTheFirstInDocumentedOrder()
    {
        var body = With("EventColor", "\"red\"", With("EventStartTime", "\"25:00\"", With("EventEndDate", "\"never\"")));

        (await CreateAsync(DatabaseEngine.Sqlite, body)).ShouldBeRefused(400, "EventEndDate is Invalid");
    }

    [Theory]
    [InlineData("\"2026-01-15\"", "\"12:00\"", 400)]
    [InlineData("\"2026-01-15\"", "\"12:01\"", 201)]
    [InlineData("\"2026-01-15T23:00:00Z\"", null, 400)]
    [InlineData("\"2026-01-16T00:30:00+02:00\"", "\"11:00\"", 400)]
    [InlineData("\"2026-01-15T20:00:00-05:00\"", null, 201)]
    public async Task Create_Start_IsTheDatesDayAndTheTimeInUtc(string date, string? time, int status)
    {
        var answer = await CreateAsync(DatabaseEngine.Sqlite, With("EventStartDate", date, With("EventStartTime", time)));

        answer.Status.ShouldBe(status, answer.Body);
    }

    [Fact]
    public async Task Create_EndBeforeStart_IsRefused()
    {
        (await CreateAsync(DatabaseEngine.Sqlite, With("EventEndTime", "\"09:59\""))).ShouldBeRefused(400, "EventEndDate must be after EventStartDate");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_OptionalFields_AreReadBackAsSent(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var body = With("PeopleInvolved", "[\"ann\",{\"a\":1.50}]", With("Notification", "{\"Frequency\":24}", With("PrivateEvent", "false", With("Latitude", "40.7", With("Longitude", "\"-74.00\"")))));

        var token = TokenOf(await server.SweeppeaAsync(HttpMethod.Post, Path, body));

        (await server.SweeppeaAsync(HttpMethod.Post, "/calendar/single", $$"""{"EventToken":"{{token}}"}""")).Body.ShouldContain(
            "\"EventLocation\":\"Conference Room A\",\"Latitude\":\"40.7\",\"Longitude\":\"-74.00\",\"EventURL\":null,\"EventStartDate\":\"2026-02-20T10:00:00.000Z\","
            + "\"EventEndDate\":\"2026-02-20T12:00:00.000Z\",\"EventStartTime\":\"10:00\",\"EventEndTime\":\"12:00\",\"EventColor\":\"#FF5733\",\"EventAllDay\":false,"
            + "\"EventStatus\":false,\"PrivateEvent\":true,\"SMSNotification\":false,\"CreatedByAdmin\":false,\"Completed\":false,"
            + "\"PeopleInvolved\":[\"ann\",{\"a\":1.50}],\"EventTimeZone\":\"1\",\"RepeatThisEvent\":{},\"Notification\":{\"Frequency\":24},\"Automation\":\"\",\"SerieToken\":null");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_SameIdempotencyKey_IsOneEvent(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var key = Guid.NewGuid().ToString();

        var first = await server.SweeppeaAsync(HttpMethod.Post, Path, With(), idempotencyKey: key);
        var second = await server.SweeppeaAsync(HttpMethod.Post, Path, With(), idempotencyKey: key);
        var other = await server.SweeppeaAsync(HttpMethod.Post, Path, With("EventTitle", "\"Other\""), idempotencyKey: key);

        second.ShouldBe(first);
        first.Status.ShouldBe(201);
        other.ShouldBeRefused(422, "Idempotency-Key was already used for another request");
    }

    [Theory]
    [InlineData("", "Request body is empty")]
    [InlineData("{", "Request body is not valid JSON")]
    [InlineData("{\"EventTitle\":1,\"EventTitle\":2}", "Request body has a duplicate key")]
    [InlineData("[]", "EventTitle is Required")]
    public async Task Create_MalformedBody_IsRefusedInTheEnvelope(string body, string message)
    {
        (await CreateAsync(DatabaseEngine.Sqlite, body)).ShouldBeRefused(400, message);
    }

    [Fact]
    public async Task Create_BodyOverTheLimit_Is413InTheEnvelope()
    {
        (await CreateAsync(DatabaseEngine.Sqlite, With("EventDescription", $"\"{new string('x', 1024 * 1024)}\""))).ShouldBeRefused(413, "Request body is too large");
    }

    /// <summary>The document's example with one member replaced by JSON, or removed when that is null.</summary>
    private static string With(string? field = null, string? json = null, string? of = null)
    {
        var root = JsonNode.Parse(of ?? File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Documents", "Examples", "document004.json")))!.AsObject();
        if (field is null)
        {
            return root.ToJsonString();
        }

        root.Remove(field);
        if (json is null)
        {
            return root.ToJsonString();
        }

        root[field] = "@@";
        return root.ToJsonString().Replace("\"@@\"", json, StringComparison.Ordinal);
    }

    private static string TokenOf(WireAnswer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("Data").GetProperty("EventToken").GetString()!;
    }

    private async Task<WireAnswer> CreateAsync(DatabaseEngine engine, string body) =>
        await (await servers.OfAsync(engine)).SweeppeaAsync(HttpMethod.Post, Path, body);
}
