using Microsoft.AspNetCore.Http;
using NodaTime;
using Portal.ApiServer.Tests.Comments;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>At least once, in order, and nobody waits for anybody else's receiver.</summary>
public sealed class WebhookDeliveryTests
{
    /// <summary>More than the longest first pause.</summary>
    private static readonly Duration FirstPause = Duration.FromSeconds(6);

    [Theory, ClassData(typeof(Engines))]
    public async Task Deliver_Answer200_IsDeliveredOnce(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);

        await world.Server.CreateAsync();

        (await world.UntilAsync(row => row.State == "delivered")).ShouldBe(new DeliveryRow("delivered", 1, null));
        world.Advance(Duration.FromHours(25));
        await world.Server.CreateAsync();
        await Eventually.TrueAsync(async () => (await world.RowsAsync()).All(row => row.State == "delivered"), "the second is delivered");
        world.Receiver.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("status_500")]
    [InlineData("status_404")]
    [InlineData("redirected")]
    [InlineData("no_answer")]
    [InlineData("timed_out")]
    public async Task Deliver_Failure_IsTriedAgainWithTheSameIdAndBody(string problem)
    {
        await using var world = await WebhookWorld.StartAsync(
            DatabaseEngine.Sqlite, tryTimeout: problem == "timed_out" ? TimeSpan.FromMilliseconds(200) : null);
        world.Receiver.Answer = problem switch
        {
            "status_500" => WebhookReceiver.Status(500),
            "status_404" => WebhookReceiver.Status(404),
            "redirected" => RedirectAsync,
            "no_answer" => WebhookReceiver.AbortAsync,
            _ => WebhookReceiver.HangAsync,
        };
        await world.Server.CreateAsync();
        (await world.UntilAsync(row => row.Tries == 1)).ShouldBe(new DeliveryRow("pending", 1, problem));

        world.Receiver.Answer = WebhookReceiver.Status(204);
        world.Advance(FirstPause);

        (await world.UntilAsync(row => row.State == "delivered")).Tries.ShouldBe(2);
        var calls = world.Receiver.Calls.Where(call => call.PathAndQuery == "/hook").ToList();
        calls.Count.ShouldBe(world.Receiver.Calls.Count);
        calls.DistinctBy(call => (call.DeliveryId, call.Text)).ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Deliver_ConnectionRefused_IsTriedAgain(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        var port = world.Receiver.Address.Port;
        await world.Receiver.DisposeAsync();
        await world.Server.CreateAsync();
        (await world.UntilAsync(row => row.Tries == 1)).ShouldBe(new DeliveryRow("pending", 1, "connection_failed"));

        await using var back = await WebhookReceiver.StartAsync(port);
        world.Advance(FirstPause);

        await world.UntilAsync(row => row.State == "delivered");
        back.Calls.ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Deliver_FailureAfter24Hours_IsGivenUp(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        world.Receiver.Answer = WebhookReceiver.Status(503);
        await world.Server.CreateAsync();
        await world.UntilAsync(row => row.Tries == 1);

        world.Advance(Duration.FromHours(24));

        (await world.UntilAsync(row => row.State == "given_up")).ShouldBe(new DeliveryRow("given_up", 2, "status_503"));
        world.Advance(Duration.FromHours(24));
        await AnotherIsDeliveredAsync(world);
        world.Receiver.Calls.Count.ShouldBe(3);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Deliver_SeveralOfOneOrganization_ComeInOrderOneAtATime(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        var created = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            created.Add(await world.Server.CreateAsync());
        }

        await Eventually.TrueAsync(() => Task.FromResult(world.Receiver.Calls.Count >= 20), "all calls");

        world.Receiver.Calls.Select(call => created.FindIndex(id => call.Text.Contains(id, StringComparison.Ordinal))).ShouldBe(Enumerable.Range(0, 20));
        world.Receiver.MostAtOnce.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Deliver_OneWaitsForItsNextTry_OthersPassIt(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        world.Receiver.Answer = WebhookReceiver.Status(500);
        await world.Server.CreateAsync();
        await world.UntilAsync(row => row.Tries == 1);
        world.Receiver.Answer = WebhookReceiver.Status(200);

        await world.Server.CreateAsync();

        await Eventually.TrueAsync(async () => (await world.RowsAsync()) is [{ State: "pending" }, { State: "delivered" }], "the later is delivered");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Deliver_ReceiverHangs_HoldsUpNeitherRequestsNorOthers(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        await using var south = await WebhookReceiver.StartAsync();
        await world.SetAsync("south", south);
        world.Receiver.Answer = WebhookReceiver.HangAsync;
        await world.Server.CreateAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!world.Receiver.Calls.IsEmpty), "north's receiver hangs");

        await world.Server.CreateAsync();
        await world.Server.CreateAsync(RunningServer.SouthCase, RunningServer.SouthKey);

        await Eventually.TrueAsync(async () => (await world.RowsAsync("south")) is [{ State: "delivered" }], "south is told");
        (await world.RowsAsync()).ShouldAllBe(row => row.State == "pending" && row.Tries == 0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Deliver_TwoServers_EachIsCalledOnce(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        await using var replica = await world.Server.StartReplicaAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? world.Server : replica).CreateAsync()));

        await Eventually.TrueAsync(async () => (await world.RowsAsync()) is { Count: 40 } rows && rows.All(row => row.State == "delivered"), "all are delivered");
        world.Receiver.Calls.Select(call => call.DeliveryId).Distinct().Count().ShouldBe(40);
        world.Receiver.Calls.Count.ShouldBe(40);
        world.Receiver.MostAtOnce.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Outbox_NothingHappened_HasNothing(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        var server = world.Server;
        var absent = Guid.NewGuid().ToString("D");

        (await server.PostAsync(absent, Bodies.Create())).Status.ShouldBe(404);
        (await server.PostAsync(RunningServer.SouthCase, Bodies.Create(), idempotencyKey: "1")).Status.ShouldBe(404);
        (await server.PostAsync(RunningServer.NorthCase, Bodies.Create("2030-01-02T00:00:00Z", "2030-01-01T00:00:00Z"))).Status.ShouldBe(422);
        (await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(absent))).Status.ShouldBe(400);
        (await server.PostAsync(RunningServer.SouthCase, CommentBodies.Document003)).Status.ShouldBe(403);
        (await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("webhookNotify", "false")))).Status.ShouldBe(200);
        (await server.PostAsync(RunningServer.SouthCase, Bodies.Create(), RunningServer.SouthKey)).Status.ShouldBe(200);

        (await world.RowsAsync()).ShouldBeEmpty();
        (await world.RowsAsync("south")).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Outbox_SameKeyAgain_HasOneOfEach(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        var server = world.Server;
        var created = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: "create");
        (await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: "create")).ShouldBe(created);
        (await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003, idempotencyKey: "create")).Status.ShouldBe(422);
        for (var i = 0; i < 2; i++)
        {
            (await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(Bodies.EventIdOf(created.Body)), idempotencyKey: "cancel")).Status.ShouldBe(200);
            (await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003, idempotencyKey: "comment")).Status.ShouldBe(200);
        }

        (await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(Bodies.EventIdOf(created.Body)))).Status.ShouldBe(400);

        (await world.RowsAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Outbox_UnderTheSameKeyAtOnce_HasOne()
    {
        await using var world = await WebhookWorld.StartAsync(DatabaseEngine.PostgreSql);
        await using var replica = await world.Server.StartReplicaAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            (i % 2 == 0 ? world.Server : replica).PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: "race")));

        (await world.RowsAsync()).Count.ShouldBe(1);
        (await world.Server.CountEventsAsync()).ShouldBe(1);
    }

    private static async Task AnotherIsDeliveredAsync(WebhookWorld world)
    {
        world.Receiver.Answer = WebhookReceiver.Status(200);
        await world.Server.CreateAsync();
        await Eventually.TrueAsync(async () => (await world.RowsAsync()) is [.., { State: "delivered" }], "another is delivered");
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("/elsewhere");
        return Task.CompletedTask;
    }
}
