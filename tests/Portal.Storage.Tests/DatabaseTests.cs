using Dapper;
using Portal.Storage.Changes;
using Portal.TestSupport;

namespace Portal.Storage.Tests;

public sealed class DatabaseTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task WriteAsync_OneOfManyThrows_OnlyThatOneIsMissing(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);

        var writes = Enumerable.Range(0, 100).Select(i => InsertAsync(test.Database, i, fail: i == 37)).ToArray();
        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        writes[37].Exception.ShouldNotBeNull().InnerException.ShouldBeOfType<InvalidOperationException>();
        var ids = await test.Database.ReadAsync(async c => (await c.QueryAsync<long>("SELECT id FROM things ORDER BY id")).ToList(), default);
        ids.ShouldBe(Enumerable.Range(0, 100).Where(i => i != 37).Select(i => (long)i));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task WriteAsync_UniqueViolation_IsTold(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await InsertAsync(test.Database, 1);

        var error = await Should.ThrowAsync<System.Data.Common.DbException>(() => InsertAsync(test.Database, 1));

        DatabaseErrors.IsUniqueViolation(error).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Announce_Committed_ReachesTheSubscriber(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var received = new System.Collections.Concurrent.ConcurrentBag<Change>();
        using var subscription = test.Database.Changes.Subscribe(received.Add);
        await ListeningAsync(test.Database, received);

        await test.Database.WriteAsync(w => { w.Announce(new Change("northside", "calendar", "7")); return Task.CompletedTask; }, default);

        await Eventually.TrueAsync(() => Task.FromResult(received.Contains(new Change("northside", "calendar", "7"))), "the change arrives");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Announce_RolledBack_IsNeverHeard(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var received = new System.Collections.Concurrent.ConcurrentBag<Change>();
        using var subscription = test.Database.Changes.Subscribe(received.Add);
        await ListeningAsync(test.Database, received);

        await Should.ThrowAsync<InvalidOperationException>(() => test.Database.WriteAsync(
            w => { w.Announce(new Change("northside", "lost")); throw new InvalidOperationException(); }, default));
        await test.Database.WriteAsync(w => { w.Announce(new Change("northside", "kept")); return Task.CompletedTask; }, default);

        await Eventually.TrueAsync(() => Task.FromResult(received.Contains(new Change("northside", "kept"))), "the change arrives");
        received.ShouldNotContain(new Change("northside", "lost"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Announce_SubscriberBlocks_NoWriteWaitsForIt(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var subscription = test.Database.Changes.Subscribe(_ =>
        {
            entered.Set();
            release.Wait();
        });
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await AnnounceAsync(test.Database, "probe").WaitAsync(TimeSpan.FromSeconds(30));
                    return entered.IsSet;
                },
                "the subscriber is called");

            await InsertAsync(test.Database, 1).WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            release.Set();
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Announce_SubscriberThrows_OthersHearAllInOrder(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var received = new System.Collections.Concurrent.ConcurrentQueue<Change>();
        using var throwing = test.Database.Changes.Subscribe(_ => throw new InvalidOperationException());
        using var subscription = test.Database.Changes.Subscribe(received.Enqueue);
        await Eventually.TrueAsync(
            async () =>
            {
                await AnnounceAsync(test.Database, "probe");
                return !received.IsEmpty;
            },
            "the listener is connected");

        var topics = Enumerable.Range(0, 100).Select(i => $"t{i}").ToList();
        foreach (var topic in topics)
        {
            await AnnounceAsync(test.Database, topic);
        }

        await Eventually.TrueAsync(() => Task.FromResult(received.Any(c => string.Equals(c.Topic, "t99", StringComparison.Ordinal))), "all changes arrive");
        received.Select(c => c.Topic).Where(topics.Contains).ShouldBe(topics);
    }

    [Fact]
    public async Task Dispose_WithChangesLeft_EndsTheHandingOut()
    {
        var feed = await DisposeWithChangesLeftAsync();

        // Nothing but the task that hands out still knows the feed.
        await Eventually.TrueAsync(
            () =>
            {
                GC.Collect();
                return Task.FromResult(!feed.IsAlive);
            },
            "the task of the feed is over");
    }

    [Fact]
    public async Task Announce_OnPostgreSql_ReachesAnotherReplica()
    {
        await using var test = await CreateAsync(DatabaseEngine.PostgreSql);
        await using var replica = test.OpenAgain();
        var received = new System.Collections.Concurrent.ConcurrentBag<Change>();
        using var subscription = replica.Changes.Subscribe(received.Add);
        await ListeningAsync(replica, received);

        await test.Database.WriteAsync(w => { w.Announce(new Change("northside", "calendar")); return Task.CompletedTask; }, default);

        await Eventually.TrueAsync(() => Task.FromResult(received.Contains(new Change("northside", "calendar"))), "the change arrives");
    }

    [Fact]
    public async Task WriteAsync_SqliteLockedByAnotherProcess_WaitsAndSucceeds()
    {
        await using var test = await CreateAsync(DatabaseEngine.Sqlite);
        await using var other = test.OpenAgain();
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var holder = other.WriteAsync(async _ => { held.SetResult(); await release.Task; }, default);
        await held.Task;

        var write = InsertAsync(test.Database, 1);
        write.IsCompleted.ShouldBeFalse();
        release.SetResult();

        await holder;
        await write;
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task PingAsync_OfAMigratedAndOfAnotherSet_TellsThemApart(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);

        (await test.Database.PingAsync(typeof(Database).Assembly, default)).ShouldBeTrue();
        (await test.Database.PingAsync(typeof(DatabaseTests).Assembly, default)).ShouldBeFalse();
    }

    private static async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        var test = await TestDatabase.CreateAsync(engine);
        await test.Database.WriteAsync(w => w.Connection.ExecuteAsync("CREATE TABLE things (id INTEGER PRIMARY KEY)", transaction: w.Transaction), default);
        return test;
    }

    /// <summary>A method of its own, so that no variable keeps the feed.</summary>
    private static async Task<WeakReference> DisposeWithChangesLeftAsync()
    {
        await using var test = await CreateAsync(DatabaseEngine.Sqlite);
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var subscription = test.Database.Changes.Subscribe(_ =>
        {
            entered.Set();
            release.Wait();
        });
        try
        {
            await AnnounceAsync(test.Database, "held");
            await Eventually.TrueAsync(() => Task.FromResult(entered.IsSet), "the subscriber is called");
            await AnnounceAsync(test.Database, "left");
            test.Database.Changes.Dispose();
        }
        finally
        {
            release.Set();
        }

        return new WeakReference(test.Database.Changes);
    }

    private static Task AnnounceAsync(Database database, string topic) =>
        database.WriteAsync(w => { w.Announce(new Change("northside", topic)); return Task.CompletedTask; }, default);

    private static Task InsertAsync(Database database, int id, bool fail = false) =>
        database.WriteAsync(
            async w =>
            {
                await w.Connection.ExecuteAsync("INSERT INTO things (id) VALUES (@id)", new { id }, w.Transaction);
                if (fail)
                {
                    throw new InvalidOperationException();
                }
            },
            default);

    /// <summary>The listener may have connected before the test subscribed, so its first announcement may be missed: announce until one is heard.</summary>
    private static Task ListeningAsync(Database database, System.Collections.Concurrent.ConcurrentBag<Change> received) =>
        Eventually.TrueAsync(
            async () =>
            {
                await database.WriteAsync(w => { w.Announce(new Change("probe", "listening")); return Task.CompletedTask; }, default);
                return !received.IsEmpty;
            },
            "the listener is connected");
}
