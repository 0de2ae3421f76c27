using System.Net;
using System.Text.Json;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiClient.Tests.Sweeppea;

/// <summary>What is sent to Sweeppea, when, and what its answers mean beyond the table of faults.</summary>
public sealed class SweeppeaClientTests
{
    private const string Token = "bbc95fa1-0301-498e-bf97-e60fd286d9bc";

    private static readonly Operation Create = Find("Sweeppea CreateEvent");

    public static TheoryData<string, string> Answers => new()
    {
        { "Sweeppea CreateEvent", """{"Response":true,"Message":"m"}""" },
        { "Sweeppea CreateEvent", """{"Response":true,"Message":"m","Data":null}""" },
        { "Sweeppea CreateEvent", """{"Response":"true","Message":"m","Data":{}}""" },
        { "Sweeppea CreateEvent", Create.Accepted.Replace(Token, "7", StringComparison.Ordinal) },
        { "Sweeppea CreateEvent", Create.Accepted.Replace("Data", "data", StringComparison.Ordinal) },
        { "Sweeppea UpdateEvent", Find("Sweeppea UpdateEvent").Accepted.Replace(Token, "00000000-0000-4000-8000-000000000000", StringComparison.Ordinal) },
        { "Sweeppea GetEvent", Find("Sweeppea GetEvent").Accepted.Replace(Token, "00000000-0000-4000-8000-000000000000", StringComparison.Ordinal) },
        { "Sweeppea ListEvents", """{"Response":true,"Data":{"TotalEvents":1,"Events":[]}}""" },
        { "Sweeppea ListEvents", """{"Response":true,"Data":{"TotalEvents":1,"Events":[null]}}""" },
        { "Sweeppea ListEvents", """{"Response":true,"Data":[]}""" },
        { "Sweeppea ListSweepstakes", """{"Response":true,"Data":[null],"Count":1}""" },
        { "Sweeppea ListSweepstakes", """{"Response":true,"Data":{"Events":[]},"Count":1}""" },
        { "Sweeppea DeleteEvent", """{"Response":true}""" },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Answer_NotAsDocumented_IsUnknown(string operation, string body)
    {
        await using var server = Answering(body);
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        (await Find(operation).CallAsync(client, default)).Kind.ShouldBe("Unknown");
    }

    [Fact]
    public async Task Document004_Created201_IsTheEvent()
    {
        await using var server = Answering(Create.Accepted, HttpStatusCode.Created);
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.Marketing.CreateEventAsync("north", Operations.MarketingEvent, "k", default);

        outcome.ShouldBeOfType<ApiOutcome<CreatedMarketingEvent>.Accepted>().Value.EventToken.ShouldBe(Token);
    }

    [Fact]
    public async Task Document004_Request_HasTheDocumentedMembers()
    {
        using var nothing = JsonDocument.Parse("""{"Frequency":24}""");
        using var people = JsonDocument.Parse("[]");
        using var repeat = JsonDocument.Parse("{}");
        var entered = new NewMarketingEvent
        {
            EventTitle = "Team Meeting",
            EventDescription = "Monthly team sync meeting",
            EventLocation = "Conference Room A",
            Latitude = "40.7",
            Longitude = "-74.0",
            EventUrl = "https://example.com/",
            EventStartDate = "2026-02-20T10:00:00.000Z",
            EventEndDate = "2026-02-20T12:00:00.000Z",
            EventStartTime = "10:00",
            EventEndTime = "12:00",
            EventColor = "#FF5733",
            EventAllDay = false,
            EventStatus = false,
            PrivateEvent = true,
            SmsNotification = false,
            Completed = false,
            SweepstakesToken = "",
            PeopleInvolved = people.RootElement,
            RepeatThisEvent = repeat.RootElement,
            Notification = nothing.RootElement,
        };

        (await BodyAsync(client => client.Marketing.CreateEventAsync("north", entered, "k", default))).ShouldBe(
            """
            {"EventTitle":"Team Meeting","EventDescription":"Monthly team sync meeting","EventLocation":"Conference Room A",
            "Latitude":"40.7","Longitude":"-74.0","EventURL":"https://example.com/",
            "EventStartDate":"2026-02-20T10:00:00.000Z","EventEndDate":"2026-02-20T12:00:00.000Z","EventStartTime":"10:00","EventEndTime":"12:00",
            "EventColor":"#FF5733","EventAllDay":false,"EventStatus":false,"PrivateEvent":true,"SMSNotification":false,"Completed":false,
            "SweepstakesToken":"","PeopleInvolved":[],"RepeatThisEvent":{},"Notification":{"Frequency":24}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Create_LeastEvent_SendsNoNull()
    {
        (await BodyAsync(client => client.Marketing.CreateEventAsync("north", Operations.MarketingEvent, "k", default))).ShouldBe(
            """{"EventTitle":"canary event","EventStartDate":"2026-03-20T10:00:00.000Z","EventEndDate":"2026-03-20T12:00:00.000Z"}""");
    }

    [Fact]
    public async Task UpdateGetDelete_Bodies_AreTheDocumentedOnes()
    {
        (await BodyAsync(client => client.Marketing.UpdateEventAsync("north", new MarketingEventChange { EventToken = Token, EventColor = "#000000", SmsNotification = true }, "k", default)))
            .ShouldBe($$"""{"EventToken":"{{Token}}","EventColor":"#000000","SMSNotification":true}""");
        (await BodyAsync(client => client.Marketing.GetEventAsync("north", Token, default))).ShouldBe($$"""{"EventToken":"{{Token}}"}""");
        (await BodyAsync(client => client.Marketing.DeleteEventAsync("north", Token, "k", default))).ShouldBe($$"""{"EventToken":"{{Token}}"}""");
        (await BodyAsync(client => client.Marketing.ListEventsAsync("north", default))).ShouldBe("");
    }

    [Fact]
    public async Task EveryOperation_NoTurnInTime_IsNeverSent()
    {
        await using var server = Answering("");
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");
        client.Turns.IsClosed = true;

        foreach (var operation in Operations.All.Where(o => o.Name.StartsWith("Sweeppea", StringComparison.Ordinal)))
        {
            (await operation.CallAsync(client, default)).Kind.ShouldBe("NeverSent", operation.Name);
        }

        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task EveryOperation_Answered_GivesItsTurnBack()
    {
        foreach (var operation in Operations.All)
        {
            await using var server = Answering(operation.Accepted);
            using var client = new TestClient($"http://127.0.0.1:{server.Port}");

            await operation.CallAsync(client, default);

            var expected = operation.Name.StartsWith("Sweeppea", StringComparison.Ordinal) ? 1 : 0;
            client.Turns.Taken.ShouldBe(expected, operation.Name);
            client.Turns.GivenBack.ShouldBe(expected, operation.Name);
        }
    }

    [Fact]
    public async Task Create_TurnOverWhileWaiting_IsUnknown()
    {
        TestClient? called = null;
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            called?.Turns.Over.Cancel();
            await connection.HangAsync();
        });
        using var client = called = new TestClient($"http://127.0.0.1:{server.Port}");

        (await Create.CallAsync(client, default)).Kind.ShouldBe("Unknown");
        client.Turns.GivenBack.ShouldBe(1);
    }

    private static Operation Find(string name) => Operations.All.Single(o => o.Name == name);

    private static RawServer Answering(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(connection => connection.AnswerAndHangAsync(Faults.Complete(status, body)));

    private static async Task<string> BodyAsync<T>(Func<TestClient, Task<ApiOutcome<T>>> call)
    {
        await using var server = Answering("{}");
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");
        await call(client);
        var request = server.Requests.Single();
        return request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }
}
