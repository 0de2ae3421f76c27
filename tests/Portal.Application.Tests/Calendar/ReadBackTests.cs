using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.TestSupport;
using Cancel = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CancelledCalendarEvent>;
using Create = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>;

namespace Portal.Application.Tests.Calendar;

/// <summary>What reading the upstream settles, and how its rows and the portal's own become one.</summary>
public sealed class ReadBackTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task ReadBack_ExactlyOneMatch_ConfirmsTheUnknownItem(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.ApplyAndLoseAnswer();
        var item = await portal.ConfirmedAsync();
        item.State.ShouldBe(ItemState.Unknown);

        await portal.SyncAsync();

        var after = (await portal.AllAsync()).ShouldHaveSingleItem();
        after.Id.ShouldBe(item.Id);
        after.State.ShouldBe(ItemState.Confirmed);
        after.UpstreamId.ShouldBe(portal.Care360.EventsOf("northside").Single().Id);
        (await portal.HistoryAsync(item.Id))[^1].ShouldBe(SubmissionEventKind.ReadBack);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadBack_AfterAnEarlierSyncStoredTheRow_Merged(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var held = portal.Care360.HoldCreate();
        var entered = PortalUnderTest.NewEvent();
        var id = await portal.SubmitAsync(entered);
        var sending = portal.SendAsync(id);
        await held.Arrived.Task;
        var listed = ListedUndated(portal, "e1", entered);
        await portal.SyncAsync();
        (await portal.AllAsync()).Count.ShouldBe(2);
        held.Answer.SetResult(new Create.Unknown("reset"));
        await sending;
        portal.Care360.List("northside", listed);

        await portal.SyncAsync();

        (await portal.AllAsync()).ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_WhileTheCreateIsUnderWay_NoSecondRow(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var held = portal.Care360.HoldCreate();
        var entered = PortalUnderTest.NewEvent();
        var id = await portal.SubmitAsync(entered);
        var sending = portal.SendAsync(id);
        await held.Arrived.Task;
        Listed(portal, "e1", entered);
        Listed(portal, "e2", entered with { Title = "Another's" });

        await portal.SyncAsync();

        (await portal.AllAsync()).Select(i => i.Title).ShouldBe([entered.Title, "Another's"], ignoreOrder: true);
        held.Answer.SetResult(new Create.Accepted(new(true, "e1")));
        await sending;
        await portal.SyncAsync();
        (await portal.AllAsync()).Select(i => i.UpstreamId).ShouldBe(["e1", "e2"], ignoreOrder: true);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_TheCreateUnderWayIsRefused_TheLikeEventOfOthersAppears(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var held = portal.Care360.HoldCreate();
        var entered = PortalUnderTest.NewEvent();
        var sending = portal.SendAsync(await portal.SubmitAsync(entered));
        await held.Arrived.Task;
        Listed(portal, "e1", entered);
        await portal.SyncAsync();
        held.Answer.SetResult(new Create.Refused(422, "no", null));
        await sending;

        await portal.SyncAsync();

        (await portal.AllAsync()).Select(i => i.State).ShouldBe([ItemState.Rejected, ItemState.Confirmed], ignoreOrder: true);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Record_AfterASyncStoredTheRow_MergedUnderTheItemsOwnId(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var held = portal.Care360.HoldCreate();
        var entered = PortalUnderTest.NewEvent();
        var id = await portal.SubmitAsync(entered);
        var sending = portal.SendAsync(id);
        await held.Arrived.Task;
        ListedUndated(portal, "e1", entered);
        await portal.SyncAsync();

        held.Answer.SetResult(new Create.Accepted(new(true, "e1")));
        await sending;

        var item = (await portal.AllAsync()).ShouldHaveSingleItem();
        item.Id.ShouldBe(id);
        item.UpstreamId.ShouldBe("e1");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Record_OfAMoveWhoseListedRowIsBeingCancelled_LeavesTheOldEvent(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        var held = portal.Care360.HoldCreate();
        var (form, later) = (PortalUnderTest.NewForm(), Duration.FromHours(3));
        await portal.Calendar.MoveEventAsync(PortalUnderTest.Clinician, form, old.Id, old.Start + later, old.End + later, default);
        var sending = portal.SendAsync(form);
        await held.Arrived.Task;
        ListedUndated(portal, "e-moved", (await portal.Calendar.ReadRequestAsync(PortalUnderTest.Clinician, form, default)).ShouldNotBeNull());
        await portal.SyncAsync();
        var twin = (await portal.AllAsync()).Single(i => string.Equals(i.UpstreamId, "e-moved", StringComparison.Ordinal));
        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), twin.Id, null, default);

        held.Answer.SetResult(new Create.Accepted(new(true, "e-moved")));
        await sending;

        (await portal.ItemAsync(form)).State.ShouldBe(ItemState.Cancelling);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Record_TheSyncsRowIsBeingCancelled_TheItemTakesThatOver(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var held = portal.Care360.HoldCreate();
        var entered = PortalUnderTest.NewEvent();
        var id = await portal.SubmitAsync(entered);
        var sending = portal.SendAsync(id);
        await held.Arrived.Task;
        ListedUndated(portal, "e1", entered);
        await portal.SyncAsync();
        var twin = (await portal.AllAsync()).Single(i => !string.Equals(i.Id, id, StringComparison.Ordinal));
        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), twin.Id, null, default);

        held.Answer.SetResult(new Create.Accepted(new(true, "e1")));
        await sending;
        (await portal.AllAsync()).ShouldHaveSingleItem().State.ShouldBe(ItemState.Cancelling);
        await portal.SendQueuedAsync();

        var item = (await portal.AllAsync()).ShouldHaveSingleItem();
        item.Id.ShouldBe(id);
        item.State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadBack_TwoMatches_LeftToPeople(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var entered = PortalUnderTest.NewEvent();
        portal.Care360.ApplyAndLoseAnswer();
        var item = await portal.ConfirmedAsync(entered);
        Listed(portal, "e2", entered);

        await portal.SyncAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Unknown);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadBack_TwoUnknownsAskedForTheSame_LeftToPeople(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var entered = PortalUnderTest.NewEvent();
        portal.Care360.ApplyAndLoseAnswer();
        await portal.ConfirmedAsync(entered);
        portal.Care360.Answer(new Create.Unknown("reset"));
        await portal.ConfirmedAsync(entered);

        await portal.SyncAsync();

        (await portal.AllAsync()).Count(i => i.State == ItemState.Unknown).ShouldBe(2);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadBack_OlderOrClaimedOrOtherContent_NoMatch(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var entered = PortalUnderTest.NewEvent();
        await portal.ConfirmedAsync(entered);
        portal.Care360.Answer(new Create.Unknown("reset"));
        var item = await portal.ConfirmedAsync(entered);
        Listed(portal, "e1", entered with { Title = "Other" });
        Listed(portal, "e2", entered with { Start = entered.Start + Duration.FromMinutes(1) });
        var old = Listed(portal, "e3", entered);
        portal.Care360.List("northside", old with { CreatedAt = "2020-01-01T00:00:00Z" });

        await portal.SyncAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Unknown);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadBack_FoundByStaffWithoutAnId_IdAdopted(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.ApplyAndLoseAnswer();
        var item = await portal.ConfirmedAsync();
        await portal.Calendar.ResolveFoundAsync(PortalUnderTest.Clinician, item.Id, null, default);

        await portal.SyncAsync();

        var after = (await portal.AllAsync()).ShouldHaveSingleItem();
        after.State.ShouldBe(ItemState.Confirmed);
        after.UpstreamId.ShouldBe(portal.Care360.EventsOf("northside").Single().Id);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadBack_UnknownCancelAndNoLongerListed_Cancelled(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        portal.Care360.OnCancel.Enqueue((apply, _) =>
        {
            apply();
            return Task.FromResult<Cancel>(new Cancel.Unknown("reset"));
        });
        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), item.Id, null, default);
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelling);

        await portal.TimePassesAsync(Duration.FromSeconds(1));
        await portal.SyncAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.Cancels.ShouldBe(1);
    }

    /// <summary>Listed without a time of creation at first, so that it cannot be told whose it is; the dated one is returned.</summary>
    private static Appointment ListedUndated(PortalUnderTest portal, string id, NewCaseEvent entered)
    {
        var listed = Listed(portal, id, entered);
        portal.Care360.List("northside", listed with { CreatedAt = "" });
        return listed;
    }

    private static Appointment Listed(PortalUnderTest portal, string id, NewCaseEvent entered)
    {
        var listed = portal.Care360.Event(id, entered.CaseId, CaseEventRequests.ToDetails(entered));
        portal.Care360.List("northside", listed);
        return listed;
    }
}
