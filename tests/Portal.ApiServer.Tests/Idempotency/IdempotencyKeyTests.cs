using Dapper;
using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Idempotency;

public sealed class IdempotencyKeyTests(Servers servers) : IClassFixture<Servers>
{
    private const string Reused =
        """{"status":422,"success":false,"message":"Invalid request","error":"Idempotency-Key was already used for another request"}""";

    private const string InFlight =
        """{"status":409,"success":false,"message":"Invalid request","error":"A request with this Idempotency-Key is in progress"}""";

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_SameKeySameBody_IsOneEventAndTheSameAnswer(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var key = NewKey();
        var before = await server.CountEventsAsync();

        var first = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key);
        var second = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key);

        first.Status.ShouldBe(200);
        second.ShouldBe(first);
        (await server.CountEventsAsync()).ShouldBe(before + 1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_SameKeyOtherBody_Is422AndNothing(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var key = NewKey();
        await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key);
        var before = await server.CountEventsAsync();

        var other = await server.PostAsync(RunningServer.NorthCase, Bodies.Create() + " ", idempotencyKey: key);
        var otherCase = await server.PostAsync(RunningServer.ArchivedCase, Bodies.Create(), idempotencyKey: key);

        other.Body.ShouldBe(Reused);
        otherCase.Body.ShouldBe(Reused);
        (await server.CountEventsAsync()).ShouldBe(before);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_ErrorOfMeaning_IsStoredToo(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var late = Bodies.Create("2030-01-02T00:00:00Z", "2030-01-01T00:00:00Z");
        var key = NewKey();

        var first = await server.PostAsync(RunningServer.NorthCase, late, idempotencyKey: key);

        first.Status.ShouldBe(422);
        (await server.PostAsync(RunningServer.NorthCase, late, idempotencyKey: key)).ShouldBe(first);
        (await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key)).Body.ShouldBe(Reused);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_CaseAppearsAfterA404_KeepsTheStoredAnswer(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var caseId = Guid.NewGuid().ToString();
        var key = NewKey();

        var first = await server.PostAsync(caseId, Bodies.Create(), idempotencyKey: key);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "INSERT INTO cases (organization_id, id, short_id, title, status, is_archived, submitter_name, submitter_email, created_at, updated_at) SELECT organization_id, @caseId, short_id, title, status, is_archived, submitter_name, submitter_email, created_at, updated_at FROM cases WHERE id = @of",
                new { caseId, of = RunningServer.NorthCase },
                write.Transaction),
            default);

        first.Status.ShouldBe(404);
        (await server.PostAsync(caseId, Bodies.Create(), idempotencyKey: key)).ShouldBe(first);
        (await server.PostAsync(caseId, Bodies.Create(), idempotencyKey: NewKey())).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_ShapeError_LeavesTheKeyFree(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var key = NewKey();

        (await server.PostAsync(RunningServer.NorthCase, Bodies.CreateWith("calendar.title", null), idempotencyKey: key)).Status.ShouldBe(400);

        (await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key)).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_SameKey_GivesTheFirstSuccessAgain(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var id = await server.CreateAsync();
        var key = NewKey();

        var first = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id), idempotencyKey: key);
        var second = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id), idempotencyKey: key);
        var withoutKey = await server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id));

        first.Status.ShouldBe(200);
        second.ShouldBe(first);
        withoutKey.Body.ShouldContain("already been cancelled");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_SameKeyOfTwoOrganizations_AreTwoEvents(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var key = NewKey();

        var north = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key);
        var south = await server.PostAsync(RunningServer.SouthCase, Bodies.Create(), RunningServer.SouthKey, key);

        north.Status.ShouldBe(200);
        south.Status.ShouldBe(200);
        Bodies.EventIdOf(south.Body).ShouldNotBe(Bodies.EventIdOf(north.Body));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_SameKeyAtOnce_IsOneEvent(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        for (var round = 0; round < 10; round++)
        {
            var key = NewKey();
            var before = await server.CountEventsAsync();

            var answers = await Task.WhenAll(
                Enumerable.Range(0, 16).Select(_ => server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key)));

            answers.Where(answer => answer.Status == 200).Select(answer => answer.Body).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
            answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Body == InFlight);
            (await server.CountEventsAsync()).ShouldBe(before + 1);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_OtherBodiesAtOnceUnderOneKey_IsOneEvent(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var key = NewKey();
        var before = await server.CountEventsAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => server.PostAsync(
                RunningServer.NorthCase, Bodies.Create() + new string(' ', i), idempotencyKey: key)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Body == Reused || answer.Body == InFlight);
        (await server.CountEventsAsync()).ShouldBe(before + 1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_SameKeyAtTwoServersOnOneDatabase_IsOneEvent(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await using var replica = await server.StartReplicaAsync();
        for (var round = 0; round < 20; round++)
        {
            var key = NewKey();
            var before = await server.CountEventsAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                i => (i % 2 == 0 ? server : replica).PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key)));

            answers.Where(answer => answer.Status == 200).Select(answer => answer.Body).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
            answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Body == InFlight);
            (await server.CountEventsAsync()).ShouldBe(before + 1);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    public async Task Create_MalformedKey_Is400(string key)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: key);

        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request","error":"Idempotency-Key must be 1 to 255 visible ASCII characters"}""");
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 400)]
    public async Task Create_LongKey_IsTakenUpTo255(int length, int status)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: NewKey().PadRight(length, '~'));

        answer.Status.ShouldBe(status);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_KeyOlderThanADay_IsFreeAgain(DatabaseEngine engine)
    {
        var clock = new TestClock(Instant.FromUtc(2026, 3, 1, 12, 0));
        await using var server = await RunningServer.StartAsync(engine, clock);
        var first = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: "k");

        clock.Advance(Duration.FromHours(24) - Duration.FromMilliseconds(1));
        var justBefore = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), idempotencyKey: "k");
        clock.Advance(Duration.FromMilliseconds(1));
        var after = await server.PostAsync(RunningServer.NorthCase, Bodies.Create() + " ", idempotencyKey: "k");

        justBefore.ShouldBe(first);
        after.Status.ShouldBe(200);
        Bodies.EventIdOf(after.Body).ShouldNotBe(Bodies.EventIdOf(first.Body));
    }

    private static string NewKey() => Guid.NewGuid().ToString();
}
