using NodaTime;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Idempotency;

public sealed class IdempotencyStoreTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task DeleteExpiredAsync_SomeExpired_ForgetsOnlyThoseOfTheOrganization(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine, typeof(ApiServerHost).Assembly);
        var store = new IdempotencyStore(test.Database);
        await AddAsync(test.Database, "north", "old", Start);
        await AddAsync(test.Database, "north", "new", Start + Duration.FromHours(1));
        await AddAsync(test.Database, "south", "old", Start);

        var deleted = await store.DeleteExpiredAsync("north", Start + IdempotencyStore.Retention, default);

        deleted.ShouldBe(1);
        (await store.FindAsync("north", "old", Start, default)).ShouldBeNull();
        (await store.FindAsync("north", "new", Start, default)).ShouldNotBeNull();
        (await store.FindAsync("south", "old", Start, default)).ShouldNotBeNull();
    }

    private static async Task AddAsync(Database database, string organizationId, string key, Instant now) =>
        (await database.WriteAsync(
            write => IdempotencyStore.TryAddAsync(write, organizationId, new IdempotentRequest(key, "hash"), FixedAnswers.NotFound, now), default)).ShouldBeTrue();
}
