using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.ApiClient;
using Portal.ApiClient.Sweeppea;
using Portal.ApiContract.Sweeppea;
using Portal.Application.Marketing;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Leases;
using Portal.TestSupport;

namespace Portal.Application.Tests.Marketing;

/// <summary>One call to Sweeppea at a time per organisation, whoever calls.</summary>
public sealed class SweeppeaTurnsTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task TwentyCalls_OfTwoReplicas_NeverOverlapAtTheServer(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        await using var second = test.OpenAgain();
        await using var server = new CountingServer(calls: 20);
        await server.StartAsync();
        await using var one = Replica(test.Database, server);
        await using var other = Replica(second, server);

        var calls = Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).GetRequiredService<ISweeppeaApi>().ListSweepstakesAsync("north", default));
        var outcomes = await Task.WhenAll(calls.ToList());

        outcomes.ShouldAllBe(outcome => outcome is ApiOutcome<IReadOnlyList<Sweepstakes>>.Accepted);
        server.Served.ShouldBe(20);
        server.MostAtOnce.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Take_OneProcess_ServesInTheOrderOfComing(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        var turns = Turns(test.Database);
        var first = (await turns.TakeAsync("north", default)).ShouldNotBeNull();
        var order = new List<int>();
        var waiting = Enumerable.Range(0, 10).Select(TakeAndNoteAsync).ToList();

        await first.DisposeAsync();
        await Task.WhenAll(waiting);

        order.ShouldBe(Enumerable.Range(0, 10));

        async Task TakeAndNoteAsync(int number)
        {
            await using var turn = await turns.TakeAsync("north", default);
            turn.ShouldNotBeNull();
            order.Add(number);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Take_LeaseOfADeadReplica_IsFreeOnceItExpires(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        await using var restarted = test.OpenAgain();
        var dead = (await Turns(test.Database).TakeAsync("north", default)).ShouldNotBeNull();
        var turns = Turns(restarted);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        (await turns.TakeAsync("north", patience.Token)).ShouldBeNull();

        var taking = turns.TakeAsync("north", default);
        await TimePassesAsync(restarted, Duration.FromSeconds(59));
        taking.IsCompleted.ShouldBeFalse();
        await TimePassesAsync(restarted, Duration.FromSeconds(2));

        (await taking).ShouldNotBeNull();
        dead.ShouldNotBeNull();
    }

    [Fact]
    public async Task Take_OtherOrganization_DoesNotWait()
    {
        await using var portal = await PortalUnderTest.CreateAsync(DatabaseEngine.Sqlite);
        var turns = portal.Get<ISweeppeaTurns>();

        await using var north = await turns.TakeAsync("north", default);
        await using var south = await turns.TakeAsync("south", default);

        north.ShouldNotBeNull();
        south.ShouldNotBeNull();
    }

    [Fact]
    public async Task Take_WaiterGivesUp_TheNextOneIsServed()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var turns = Turns(test.Database);
        using var impatient = new CancellationTokenSource();
        var held = (await turns.TakeAsync("north", default)).ShouldNotBeNull();
        var givenUp = turns.TakeAsync("north", impatient.Token);
        var next = turns.TakeAsync("north", default);

        await impatient.CancelAsync();
        (await givenUp).ShouldBeNull();
        await held.DisposeAsync();

        (await next).ShouldNotBeNull();
    }

    [Fact]
    public async Task Take_CallOutlastsItsDeadline_IsOverWhileTheLeaseStillHolds()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var second = test.OpenAgain();
        await using var turn = await Turns(test.Database, new SubmissionOptions { Deadline = TimeSpan.FromMilliseconds(1) }).TakeAsync("north", default);

        await Eventually.TrueAsync(() => Task.FromResult(turn!.Over.IsCancellationRequested), "the turn is over");

        (await new LeaseStore(second).TryAcquireAsync("sweeppea:north", "other", Duration.FromSeconds(1), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Take_DatabaseUnreachable_IsNoTurnAndBlocksNobody()
    {
        await using var database = Database.Open(new DatabaseOptions { Engine = DatabaseEngine.Sqlite, ConnectionString = "Data Source=/absent/portal.db" });
        var turns = Turns(database);

        (await turns.TakeAsync("north", default)).ShouldBeNull();
        (await turns.TakeAsync("north", default)).ShouldBeNull();
    }

    private static SweeppeaTurns Turns(Database database, SubmissionOptions? options = null) =>
        new(new LeaseStore(database), Options.Create(options ?? new SubmissionOptions()), NullLogger<SweeppeaTurns>.Instance);

    private static ServiceProvider Replica(Database database, CountingServer server) => new ServiceCollection()
        .AddSingleton<IApiCredentialsSource>(server)
        .AddSingleton<ISweeppeaTurns>(new NotedTurns(Turns(database), server))
        .AddPortalApiClients()
        .BuildServiceProvider();

    private static Task<int> TimePassesAsync(Database database, Duration duration) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync("UPDATE leases SET expires_at = expires_at - @ms", new { ms = (long)duration.TotalMilliseconds }, write.Transaction),
            default);

    /// <summary>Turns that tell the server what is on its way to it.</summary>
    private sealed class NotedTurns(SweeppeaTurns turns, CountingServer server) : ISweeppeaTurns
    {
        public async Task<ISweeppeaTurn?> TakeAsync(string organizationId, CancellationToken cancellationToken)
        {
            server.Asked();
            var turn = await turns.TakeAsync(organizationId, cancellationToken);
            server.Granted();
            return turn;
        }
    }

    /// <summary>
    /// A Sweeppea that notes how many requests it has at once. It answers none before all calls have asked for their turn, and every call that was
    /// given one is here: those that overlap are here at the same time.
    /// </summary>
    private sealed class CountingServer : IApiCredentialsSource, IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly int _calls;
        private int _asked;
        private int _granted;
        private int _came;
        private int _now;
        private int _most;
        private int _served;

        public CountingServer(int calls)
        {
            _calls = calls;
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.MapPost(SweeppeaRoutes.Sweepstakes, ServeAsync);
        }

        public int MostAtOnce => _most;

        public int Served => _served;

        public void Asked() => Interlocked.Increment(ref _asked);

        public void Granted() => Interlocked.Increment(ref _granted);

        public Task StartAsync() => _app.StartAsync();

        public ApiCredentials Care360(string organizationId) => throw new KeyNotFoundException();

        public ApiCredentials Sweeppea(string organizationId) => new(new Uri(_app.Urls.Single()), "test");

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task ServeAsync(HttpContext context)
        {
            var now = Interlocked.Increment(ref _now);
            _most = Math.Max(_most, now);
            Interlocked.Increment(ref _came);
            await Eventually.TrueAsync(() => Task.FromResult(_asked == _calls && _came >= _granted), "all calls wait or are here");
            Interlocked.Increment(ref _served);
            Interlocked.Decrement(ref _now);
            await context.Response.WriteAsync("""{"Response":true,"Data":[],"Count":0}""");
        }
    }
}
