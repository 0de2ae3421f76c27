using System.Text;
using NodaTime;
using Portal.ApiServer.Tests.Scheduling;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Appointments;

/// <summary><c>POST /api/v1/calendar/appointments/cancel</c>, companion 1.3.</summary>
public sealed class CancelAppointmentTests
{
    private const string NotFound = """{"status":400,"success":false,"message":"Invalid request","error":"Appointment not found"}""";
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_ByTheInvitee_IsTheDocumentedJsonAndFreesTheSlot(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        var id = await BookAsync(server);

        var answer = await server.CancelAsync(id.ToUpperInvariant(), "INVITEE@example.com");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"status":200,"success":true,"message":"Meeting cancelled successfully"}""");
        (await server.ListAsync()).ShouldBeEmpty();
        (await server.ScheduleAsync()).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_Again_SaysSo(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        var id = await BookAsync(server);
        await server.CancelAsync(id);

        var answer = await server.CancelAsync(id);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Appointment has already been cancelled"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_UnknownForeignSomebodyElsesOrNoAppointment_IsNotFound(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        var id = await BookAsync(server);
        var custom = await server.CreateAsync();

        (await server.CancelAsync("23ddc211-2a42-4d65-9091-9d9170d0ed62")).Body.ShouldBe(NotFound);
        (await server.CancelAsync("no uuid")).Body.ShouldBe(NotFound);
        (await server.CancelAsync(custom)).Body.ShouldBe(NotFound);
        (await server.CancelAsync(id, "other@example.com")).Body.ShouldBe(NotFound);
        (await server.CancelAsync(id, key: RunningServer.SouthKey)).Body.ShouldBe(NotFound);
        (await server.ListAsync()).ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_SixteenAtOnce_OneWins(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        var id = await BookAsync(server);
        await using var replica = await server.StartReplicaAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? server : replica).CancelAsync(id)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Body.Contains("Appointment has already been cancelled")).ShouldBe(15);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_SameIdempotencyKey_IsTheStoredAnswer(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        var id = await BookAsync(server);

        var first = await server.CancelAsync(id, idempotencyKey: "one");
        var second = await server.CancelAsync(id, idempotencyKey: "one");

        second.Body.ShouldBe(first.Body);
        second.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("{}", "email, Invalid input: expected string, received undefined; appointmentId, Invalid input: expected string, received undefined")]
    [InlineData("""{"email":"x","appointmentId":"","reason":null}""", "email, Invalid email address; appointmentId, Too small: expected string to have >=1 characters; reason, Invalid input: expected string, received null")]
    [InlineData("{", "Request body is not valid JSON")]
    public async Task Cancel_WrongShape_NamesTheFields(string body, string error)
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);

        var answer = await server.SendAsync(
            HttpMethod.Post, $"{AppointmentBodies.Path}/cancel", new StringContent(body, Encoding.UTF8, "application/json"), RunningServer.NorthKey);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request","error":"{{error}}"}""");
    }

    [Fact]
    public async Task Cancel_NoKey_Is401AndOverTheLimit429()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("ApiServer:RateLimit:Requests", "1"), ("ApiServer:RateLimit:WindowSeconds", "3600")]);

        (await server.CancelAsync("x", key: null)).Body.ShouldBe("""{"status":401,"success":false,"message":"Unauthorized"}""");
        (await server.CancelAsync("x")).Body.ShouldBe(NotFound);
        var refused = await server.CancelAsync("x");

        refused.Status.ShouldBe(429);
        refused.Body.ShouldBe("""{"status":429,"success":false,"message":"Rate limit exceeded"}""");
        refused.RetryAfter.ShouldNotBeNull();
    }

    private static async Task<string> BookAsync(RunningServer server)
    {
        (await server.ScheduleAsync()).Status.ShouldBe(200);
        return (await server.ListAsync()).Single()["id"]!.GetValue<string>();
    }

    private static async Task<RunningServer> StartAsync(DatabaseEngine engine)
    {
        var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        await EventTypes.AddAsync(server.Database, "north");
        return server;
    }
}
