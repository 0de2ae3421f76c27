using Dapper;
using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.Application.Calendar;
using Portal.Storage;
using Portal.Storage.Changes;
using Portal.Storage.Leases;
using Portal.TestSupport;
using Cancel = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CancelledCalendarEvent>;
using Listing = Portal.ApiClient.ApiOutcome<System.Collections.Generic.IReadOnlyList<Portal.ApiContract.Care360.Appointments.Appointment>>;

namespace Portal.Application.Tests.Calendar;

public sealed class CalendarSyncTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_NewAndChangedItems_StoredUnderOneId(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var listed = Listed(portal, "e1", PortalUnderTest.NewEvent());
        await portal.SyncAsync();
        var first = (await portal.AllAsync()).ShouldHaveSingleItem();

        portal.Care360.List("northside", listed with { Title = "Moved review", Description = null });
        await portal.SyncAsync();

        var second = (await portal.AllAsync()).ShouldHaveSingleItem();
        second.ShouldBe(first with { Title = "Moved review", Revision = second.Revision });
        second.State.ShouldBe(ItemState.Confirmed);
        second.CaseTitle.ShouldBe("Case of a1b2");
        second.IsCustom.ShouldBeTrue();
        second.CreatedBy.ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_NothingChanged_WritesNoItem(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        Listed(portal, "e1", PortalUnderTest.NewEvent());
        await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Mine"));
        await portal.SyncAsync();
        await portal.SyncAsync();
        var before = await VersionsAsync(portal);

        await portal.SyncAsync();

        (await VersionsAsync(portal)).ShouldBe(before);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_AskedForAndNothingChanged_TellsPagesOnlyHowFreshTheDataIs(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        Listed(portal, "e1", PortalUnderTest.NewEvent());
        await portal.SyncAsync();
        await portal.TimePassesAsync(Duration.FromMinutes(1));
        var (changes, freshness) = (0, 0);
        using var watch = new CalendarChanges(portal.Database.Changes).Watch(PortalUnderTest.Clinician, () => Interlocked.Increment(ref changes), () => Interlocked.Increment(ref freshness));
        await CatchUpAsync(portal);

        var before = Volatile.Read(ref changes);
        await portal.Calendar.RequestSyncAsync(PortalUnderTest.Clinician, default);
        await portal.SyncAsync();

        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref freshness) > 0), "the reading is told");
        Volatile.Read(ref changes).ShouldBe(before);
        (await portal.Calendar.ReadFreshnessAsync(PortalUnderTest.Clinician, default)).ShouldHaveSingleItem().LastSuccess.ShouldNotBeNull();
        (await portal.Calendar.ReadFreshnessAsync(PortalUnderTest.Foreigner, default)).ShouldBeEmpty();
    }

    /// <summary>Waits until what was announced so far has been handed out; a PostgreSQL listener that was only just connecting says "everything".</summary>
    private static async Task CatchUpAsync(PortalUnderTest portal)
    {
        var last = new Change("northside", "test");
        var arrived = new TaskCompletionSource();
        using var watch = portal.Database.Changes.Subscribe(change =>
        {
            if (change == last || change == Change.Everything)
            {
                arrived.TrySetResult();
            }
        });
        await portal.Database.WriteAsync(
            write =>
            {
                write.Announce(last);
                return Task.CompletedTask;
            },
            default);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_NoLongerListed_RemovedAndBackWhenListedAgain(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        var listed = portal.Care360.EventsOf("northside").Single();
        await portal.SyncAsync();
        portal.Care360.Forget("northside", listed.Id);

        await portal.SyncAsync();
        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Removed);
        portal.Care360.List("northside", listed);
        await portal.SyncAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_ConfirmedWhileItWasReading_NotRemoved(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        string? id = null;
        portal.Care360.OnList.Enqueue(async (_, _) =>
        {
            id = (await portal.ConfirmedAsync()).Id;
            return new Listing.Accepted([]);
        });

        await portal.SyncAsync();

        (await portal.ItemAsync(id.ShouldNotBeNull())).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_PastAndBeyondTheRange_NotRemoved(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var past = await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Past", hoursAhead: -3));
        var far = await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Far", hoursAhead: 24 * 402));
        foreach (var listed in portal.Care360.EventsOf("northside"))
        {
            portal.Care360.Forget("northside", listed.Id);
        }

        await portal.TimePassesAsync(Duration.FromMinutes(5));
        await portal.SyncAsync();

        (await portal.ItemAsync(past.Id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(far.Id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_CancelledButStillListed_StaysCancelled(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        portal.Care360.AnswerCancel(new Cancel.Refused(400, "Invalid request", "Calendar event has already been cancelled"));
        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), item.Id, null, default);
        await portal.SendQueuedAsync();

        await portal.SyncAsync();

        (await portal.AllAsync()).ShouldHaveSingleItem().State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_UnreadableTimes_NeitherStoredNorMissed(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        var listed = portal.Care360.EventsOf("northside").Single();
        portal.Care360.List("northside", listed with { Start = "soon" });
        Listed(portal, "e2", PortalUnderTest.NewEvent("Readable"));

        await portal.TimePassesAsync(Duration.FromMinutes(1));
        await portal.SyncAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.AllAsync()).Count.ShouldBe(2);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_Fails_DataStaysWithItsAgeAndTheProblem(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await portal.ConfirmedAsync();
        await portal.SyncAsync();
        var success = (await FreshnessAsync(portal)).LastSuccess.ShouldNotBeNull();
        await portal.TimePassesAsync(Duration.FromMinutes(2));

        portal.Care360.OnList.Enqueue((_, _) => throw new HttpRequestException("http://secret.example"));
        (await portal.SyncAsync()).ShouldBeFalse();

        var freshness = await FreshnessAsync(portal);
        freshness.LastSuccess.ShouldBe(success - Duration.FromMinutes(2));
        freshness.Problem.ShouldBe("The service did not answer as agreed: the request failed.");
        (await portal.AllAsync()).ShouldHaveSingleItem();
        await portal.SyncAsync();
        (await FreshnessAsync(portal)).Problem.ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_Throttled_NotDueUntilThen(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.OnList.Enqueue((_, _) => Task.FromResult<Listing>(new Listing.Throttled(Duration.FromMinutes(10))));
        await portal.SyncAsync();

        await portal.TimePassesAsync(Duration.FromMinutes(9));
        (await DueAsync(portal)).ShouldBe(["lakeview"]);
        await portal.TimePassesAsync(Duration.FromMinutes(2));
        (await DueAsync(portal)).ShouldBe(["northside", "lakeview"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task RequestSync_MakesItDueAtMostOncePerFifteenSeconds(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await portal.SyncAsync();
        await portal.Calendar.RequestSyncAsync(PortalUnderTest.Clinician, default);
        (await IsDueAsync(portal)).ShouldBeFalse();

        await portal.TimePassesAsync(Duration.FromSeconds(16));
        await portal.Calendar.RequestSyncAsync(PortalUnderTest.Clinician, default);
        (await IsDueAsync(portal)).ShouldBeTrue();
        await portal.SyncAsync();
        await portal.Calendar.RequestSyncAsync(PortalUnderTest.Marketer, default);

        (await IsDueAsync(portal)).ShouldBeFalse();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_AnotherReplicaHasTheLease_DoesNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await portal.Get<LeaseStore>().TryAcquireAsync("sync:northside:care360", "other", Duration.FromMinutes(1), default);

        (await portal.SyncAsync()).ShouldBeFalse();

        portal.Care360.Calls.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_OurEndedEventListedUnderAnotherAgent_StaysOneRowAndCustom(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var mine = await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Long ago", hoursAhead: -100));
        var listed = portal.Care360.EventsOf("northside").Single();
        var moved = CaseEventRequests.ToDetails(PortalUnderTest.NewEvent("Long ago"));
        portal.Care360.List("northside", listed with { AgentName = "scheduler", Start = moved.StartTime, End = moved.EndTime });

        await portal.SyncAsync();
        await portal.SyncAsync();

        var item = (await portal.AllAsync()).ShouldHaveSingleItem();
        item.Id.ShouldBe(mine.Id);
        item.Source.ShouldBe(CalendarSource.CaseEvent);
        item.IsCustom.ShouldBeTrue();
        var versions = await VersionsAsync(portal);
        await portal.SyncAsync();
        (await VersionsAsync(portal)).ShouldBe(versions);
    }

    [Fact]
    public void Plan_TwoRowsOfOneUpstreamId_Tolerated()
    {
        var row = new ItemRow { Id = "a", UpstreamId = "e1", SourceName = "CaseEvent", StateName = "Confirmed" };
        var reading = new Reading(Instant.MinValue, Instant.MinValue, Instant.MaxValue, [], new HashSet<string>(["e1"], StringComparer.Ordinal), []);

        var plan = SyncRules.Plan(
            reading, [row, row with { Id = "b", SourceName = "Appointment" }], [], new Dictionary<string, Portal.Application.Cases.KnownCase>(StringComparer.Ordinal));

        plan.Upserts.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_TextThatCannotBeStored_OnlyThatEntryIsMissing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        Listed(portal, "e1", PortalUnderTest.NewEvent("Bad\0title"));
        Listed(portal, "e2", PortalUnderTest.NewEvent("Good"));
        var bad = Listed(portal, "e3", PortalUnderTest.NewEvent("Bad case"));
        portal.Care360.List("northside", bad with { Case = new AppointmentCase { Id = "c\0", Title = "x" } });

        (await portal.SyncAsync()).ShouldBeTrue();

        (await portal.AllAsync()).ShouldHaveSingleItem().Title.ShouldBe("Good");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_OneRowRefusedByTheDatabase_OthersStoredAndTheProblemTold(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await ExecuteAsync(portal, "CREATE UNIQUE INDEX one_title ON calendar_items (title)");
        Listed(portal, "e1", PortalUnderTest.NewEvent("Same"));
        Listed(portal, "e2", PortalUnderTest.NewEvent("Same"));
        Listed(portal, "e3", PortalUnderTest.NewEvent("Other"));

        (await portal.SyncAsync()).ShouldBeTrue();

        (await portal.AllAsync()).Select(i => i.Title).ShouldBe(["Same", "Other"], ignoreOrder: true);
        var freshness = await FreshnessAsync(portal);
        freshness.Problem.ShouldBe("1 of the entries could not be stored.");
        freshness.LastSuccess.ShouldNotBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_CannotBeStoredAtAll_TheProblemIsTold(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await ExecuteAsync(portal, "ALTER TABLE cases RENAME TO cases_away");

        (await portal.SyncAsync()).ShouldBeFalse();

        await ExecuteAsync(portal, "ALTER TABLE cases_away RENAME TO cases");
        (await FreshnessAsync(portal)).Problem.ShouldBe("The calendar was read but could not be stored.");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Run_OrganisationWithoutCare360_NeverAsked(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var caller = PortalUnderTest.Clinician with { OrganizationId = "campaigns" };
        await portal.Calendar.RequestSyncAsync(caller, default);
        using var sync = portal.Worker<CalendarSync>();

        await sync.StartAsync(default);
        await Eventually.TrueAsync(
            () => Task.FromResult(portal.Care360.Calls.Select(c => c.OrganizationId).Distinct(StringComparer.Ordinal).Count() >= 3), "every organisation is read");
        await sync.StopAsync(default);

        portal.Care360.Calls.Select(c => c.OrganizationId).ShouldNotContain("campaigns");
        portal.Calendar.CanCreateEvents(caller).ShouldBeFalse();
        portal.Calendar.CanCreateEvents(PortalUnderTest.Clinician).ShouldBeTrue();
        portal.Calendar.CanCreateEvents(PortalUnderTest.Marketer).ShouldBeFalse();
        (await portal.Calendar.CreateEventAsync(caller, PortalUnderTest.NewForm(), PortalUnderTest.NewEvent(), default)).ShouldBeOfType<CreateEventResult.NotAllowed>();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_NotListedOnTheLastDayRead_NotRemoved(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var last = await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Last", hoursAhead: 24 * 400));
        var before = await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Before", hoursAhead: 24 * 399));
        foreach (var listed in portal.Care360.EventsOf("northside"))
        {
            portal.Care360.Forget("northside", listed.Id);
        }

        await portal.TimePassesAsync(Duration.FromMinutes(5));
        await portal.SyncAsync();

        (await portal.ItemAsync(last.Id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(before.Id)).State.ShouldBe(ItemState.Removed);
    }

    private static Task<int> ExecuteAsync(PortalUnderTest portal, string sql) =>
        portal.Database.WriteAsync(write => write.Connection.ExecuteAsync(sql, transaction: write.Transaction), default);

    private static Appointment Listed(PortalUnderTest portal, string id, NewCaseEvent entered)
    {
        var listed = portal.Care360.Event(id, entered.CaseId, CaseEventRequests.ToDetails(entered));
        portal.Care360.List("northside", listed);
        return listed;
    }

    private static async Task<SourceFreshness> FreshnessAsync(PortalUnderTest portal) =>
        (await portal.Calendar.ReadAgendaAsync(PortalUnderTest.Clinician, PortalUnderTest.UtcDay(2026), PortalUnderTest.UtcDay(2026), CalendarFilter.None, 1, default))
            .Freshness.ShouldHaveSingleItem();

    private static Task<IReadOnlyList<string>> DueAsync(PortalUnderTest portal) =>
        portal.Get<SyncStore>().ReadDueAsync(["northside", "lakeview"], Duration.FromSeconds(60), default);

    private static async Task<bool> IsDueAsync(PortalUnderTest portal) => (await DueAsync(portal)).Contains("northside", StringComparer.Ordinal);

    private static async Task<IReadOnlyList<long>> VersionsAsync(PortalUnderTest portal) =>
        [.. (await portal.Get<SyncStore>().ReadKnownAsync("northside", Instant.FromUtc(2020, 1, 1, 0, 0), default)).OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => r.Version)];
}
