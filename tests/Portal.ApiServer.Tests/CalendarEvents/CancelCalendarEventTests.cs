using Dapper;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.CalendarEvents;

/// <summary>Document 001, answer by answer, and the rulings on it.</summary>
public sealed class CancelCalendarEventTests(Servers servers) : IClassFixture<Servers>
{
    private const string Unknown = "987fcdeb-51a2-43d7-9876-543210fedcba";

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_Success_IsTheDocumentedJsonAndASoftDelete(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var id = await server.CreateAsync();

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"status":200,"success":true,"message":"Calendar event cancelled successfully","data":{"success":true}}""");
        var isDeleted = await server.Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<bool>("SELECT is_deleted FROM calendar_events WHERE id = @id", new { id }), default);
        isDeleted.ShouldBeTrue();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_InvalidAction_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(Unknown).ToLowerInvariant());

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Invalid action"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_InvalidUuid_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        foreach (var calendar in new[]
        {
            "", ",\"calendar\":null", ",\"calendar\":[]", ",\"calendar\":{}", ",\"calendar\":{\"id\":null}", ",\"calendar\":{\"id\":7}",
            ",\"calendar\":{\"id\":\"\"}", ",\"calendar\":{\"id\":\"abc\"}", ",\"calendar\":{\"id\":\"{987fcdeb-51a2-43d7-9876-543210fedcba}\"}",
            ",\"calendar\":{\"id\":\"987fcdeb51a243d79876543210fedcba\"}", ",\"calendar\":{\"id\":\"\\ud800\"}",
        })
        {
            var answer = await server.PostAsync(RunningServer.NorthCase, $$"""{"action":"CANCEL_CALENDAR_EVENT"{{calendar}}}""");

            answer.Status.ShouldBe(400);
            answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"id must be a valid UUID"}""");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_EventNotFound_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var inAnotherCase = await server.CreateAsync(RunningServer.ArchivedCase);
        var inAnotherOrganization = await server.CreateAsync(RunningServer.SouthCase, RunningServer.SouthKey);
        foreach (var id in new[] { Unknown, inAnotherCase, inAnotherOrganization })
        {
            var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id));

            answer.Status.ShouldBe(400);
            answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Calendar event not found"}""");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_AlreadyCancelled_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var id = await server.CreateAsync();
        await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id));

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id.ToUpperInvariant()));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request","error":"Calendar event has already been cancelled"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_NotCustomEvent_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var id = await server.CreateAsync();
        await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id));
        await server.SetAgentAsync(id, "calendly");

        // Also cancelled: not custom is told first.
        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request","error":"Calendar event can only be cancelled if agentName is \"custom\""}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_Unauthorized_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(Unknown), key: null);

        answer.Status.ShouldBe(401);
        answer.Body.ShouldBe("""{"status":401,"success":false,"message":"Invalid or missing API key"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_NotFound_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var id = await server.CreateAsync();
        foreach (var caseId in new[] { Unknown, "x", RunningServer.SouthCase })
        {
            var answer = await server.PostAsync(caseId, Bodies.Cancel(id));

            answer.Status.ShouldBe(404);
            answer.Body.ShouldBe(
                """{"status":404,"success":false,"message":"Invalid request","error":"No Case found for provided details!"}""");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document001_InternalServerError_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync("DROP TABLE calendar_events", transaction: write.Transaction), default);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(Unknown));

        answer.Status.ShouldBe(500);
        answer.Body.ShouldBe("""{"status":500,"success":false,"message":"Internal error"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_OtherOrganizationsKey_ChangesNothing(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var id = await server.CreateAsync();

        var foreign = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id), RunningServer.SouthKey);

        foreign.Status.ShouldBe(404);
        (await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id))).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_SixteenAtOnce_ExactlyOneSucceeds(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        for (var round = 0; round < 10; round++)
        {
            var id = await server.CreateAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id))));

            answers.Count(answer => answer.Status == 200).ShouldBe(1);
            answers.Count(answer => answer.Status == 400 && answer.Body.Contains("already been cancelled", StringComparison.Ordinal)).ShouldBe(15);
        }
    }
}
