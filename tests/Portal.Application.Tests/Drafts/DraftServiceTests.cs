using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Portal.Application.Drafts;
using Portal.Application.Tests.Organizations;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.Drafts;

public sealed class DraftServiceTests
{
    private static readonly Caller Ada = new("tenant/ada", "Ada", "ada@acme.example", "acme", new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Clinical });
    private static readonly Caller AdaElsewhere = Ada with { OrganizationId = "beta" };
    private static readonly Caller Bob = Ada with { PersonId = "tenant/bob" };

    private readonly TestClock _clock = new(Instant.FromUtc(2026, 3, 1, 12, 0));
    private readonly IDataProtectionProvider _protection = new EphemeralDataProtectionProvider();

    [Theory, ClassData(typeof(Engines))]
    public async Task FindAsync_AfterTwoSaves_IsTheSecond(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var drafts = Drafts(test);
        await drafts.SaveAsync(Ada, "case-event", "f1", """{"title":"first"}""", default);
        _clock.Advance(Duration.FromSeconds(5));
        await drafts.SaveAsync(Ada, "case-event", "f1", """{"title":"Grüße 🗓"}""", default);

        var draft = await drafts.FindAsync(Ada, "case-event", "f1", default);

        draft.ShouldNotBeNull().Json.ShouldBe("""{"title":"Grüße 🗓"}""");
        draft.UpdatedAt.ShouldBe(_clock.GetCurrentInstant());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task FindLatestAsync_SeveralForms_IsTheOneTouchedLast(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var drafts = Drafts(test);
        await drafts.SaveAsync(Ada, "case-event", "f1", "1", default);
        _clock.Advance(Duration.FromSeconds(1));
        await drafts.SaveAsync(Ada, "case-event", "f2", "2", default);
        await drafts.SaveAsync(Ada, "comment", "f3", "3", default);
        _clock.Advance(Duration.FromSeconds(1));
        await drafts.SaveAsync(Ada, "case-event", "f1", "1 again", default);

        (await drafts.FindLatestAsync(Ada, "case-event", default)).ShouldNotBeNull().FormId.ShouldBe("f1");
        (await drafts.FindLatestAsync(Ada, "appointment", default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task FindAsync_AnotherPersonOrOrganization_LooksAbsent(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var drafts = Drafts(test);
        await drafts.SaveAsync(Ada, "case-event", "f1", "mine", default);

        foreach (var other in new[] { Bob, AdaElsewhere })
        {
            (await drafts.FindAsync(other, "case-event", "f1", default)).ShouldBeNull();
            (await drafts.FindLatestAsync(other, "case-event", default)).ShouldBeNull();
            await drafts.DeleteAsync(other, "case-event", "f1", default);
            await drafts.SaveAsync(other, "case-event", "f1", "theirs", default);
        }

        (await drafts.FindAsync(Ada, "case-event", "f1", default)).ShouldNotBeNull().Json.ShouldBe("mine");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task FindAsync_RowCopiedToAnotherOrganization_DoesNotOpen(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var drafts = Drafts(test);
        await drafts.SaveAsync(Ada, "case-event", "f1", "mine", default);
        await test.Database.WriteAsync(
            write => write.Connection.ExecuteAsync("UPDATE drafts SET organization_id = 'beta'", transaction: write.Transaction), default);

        (await drafts.FindAsync(AdaElsewhere, "case-event", "f1", default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SaveAsync_Content_IsNotPlainInTheDatabase(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await Drafts(test).SaveAsync(Ada, "case-event", "f1", "canary", default);

        var stored = await test.Database.ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT content FROM drafts"), default);

        stored.ShouldNotBeNull().ShouldNotContain("canary");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task DeleteAsync_Own_IsGone(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var drafts = Drafts(test);
        await drafts.SaveAsync(Ada, "case-event", "f1", "1", default);
        await drafts.SaveAsync(Ada, "case-event", "f2", "2", default);

        await drafts.DeleteAsync(Ada, "case-event", "f1", default);

        (await drafts.FindAsync(Ada, "case-event", "f1", default)).ShouldBeNull();
        (await drafts.FindAsync(Ada, "case-event", "f2", default)).ShouldNotBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task RunOnceAsync_UntouchedForThirtyDays_IsRemoved(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var drafts = Drafts(test);
        await drafts.SaveAsync(Ada, "case-event", "old", "1", default);
        _clock.Advance(DraftService.Lifetime);
        await drafts.SaveAsync(Ada, "case-event", "new", "2", default);
        (await drafts.FindAsync(Ada, "case-event", "old", default)).ShouldNotBeNull();
        _clock.Advance(Duration.FromSeconds(1));
        (await drafts.FindAsync(Ada, "case-event", "old", default)).ShouldBeNull();
        using var organizations = new OrganizationsFixture(OrganizationsFixture.Valid());
        using var cleanup = new DraftCleanup(new DraftStore(test.Database), organizations.Directory, _clock, NullLogger<DraftCleanup>.Instance);

        await cleanup.RunOnceAsync(default);

        var left = await test.Database.ReadAsync(async connection => (await connection.QueryAsync<string>("SELECT form_id FROM drafts")).ToList(), default);
        left.ShouldBe(["new"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SaveAsync_AtTheLimitAndOneByteMore_SavedAndRefused(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var drafts = Drafts(test);
        var fits = new string('é', DraftService.LargestBytes / 2);
        await drafts.SaveAsync(Ada, "case-event", "f1", fits, default);

        var error = await Should.ThrowAsync<DraftTooLargeException>(() => drafts.SaveAsync(Ada, "case-event", "f1", fits + "x", default));

        error.Message.ShouldContain("256 KB");
        (await drafts.FindAsync(Ada, "case-event", "f1", default)).ShouldNotBeNull().Json.ShouldBe(fits);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task FindAsync_AnotherReplicaWithTheSameKeyRing_ReadsIt(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await Drafts(test).SaveAsync(Ada, "case-event", "f1", "1", default);
        await using var replica = test.OpenAgain();

        var found = await Drafts(replica).FindAsync(Ada, "case-event", "f1", default);

        found.ShouldNotBeNull().Json.ShouldBe("1");
    }

    private static Task<TestDatabase> CreateAsync(DatabaseEngine engine) => TestDatabase.CreateAsync(engine, typeof(DraftStore).Assembly);

    private DraftService Drafts(TestDatabase test) => Drafts(test.Database);

    private DraftService Drafts(Database database) => new(new DraftStore(database), _protection, _clock, NullLogger<DraftService>.Instance);
}
