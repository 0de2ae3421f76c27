using NodaTime;
using Portal.Storage.Leases;
using Portal.TestSupport;

namespace Portal.Storage.Tests;

public sealed class LeaseStoreTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Theory, ClassData(typeof(Engines))]
    public async Task TryAcquireAsync_SixteenAtOnce_OneWins(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        var leases = new LeaseStore(test.Database);

        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => leases.TryAcquireAsync("sync", $"r{i}", Minute, default)));

        won.Count(w => w).ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task TryAcquireAsync_OwnLease_Renews(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        var leases = new LeaseStore(test.Database);
        await leases.TryAcquireAsync("sync", "a", Minute, default);

        (await leases.TryAcquireAsync("sync", "a", Minute, default)).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task TryAcquireAsync_Expired_AnotherTakesIt(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        var leases = new LeaseStore(test.Database);
        await leases.TryAcquireAsync("sync", "a", Duration.FromMilliseconds(-1), default);

        (await leases.TryAcquireAsync("sync", "b", Minute, default)).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReleaseAsync_ByAnotherHolder_KeepsTheLease(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        var leases = new LeaseStore(test.Database);
        await leases.TryAcquireAsync("sync", "a", Minute, default);

        await leases.ReleaseAsync("sync", "b", default);

        (await leases.TryAcquireAsync("sync", "b", Minute, default)).ShouldBeFalse();
    }
}
