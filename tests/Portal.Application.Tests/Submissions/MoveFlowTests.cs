using NodaTime;
using Portal.Application.Calendar;
using Portal.Storage;
using Portal.TestSupport;
using Cancel = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CancelledCalendarEvent>;
using Create = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>;

namespace Portal.Application.Tests.Submissions;

/// <summary>Another time for an event: first the new one, then, once it is confirmed, the end of the old one.</summary>
public sealed class MoveFlowTests
{
    private static readonly Duration Later = Duration.FromHours(3);

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_Confirmed_CancelsTheOldOne(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();

        var id = await MovedAsync(portal, old);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Confirmed);
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelling);
        await portal.SendQueuedAsync();

        var moved = await portal.ItemAsync(id);
        moved.ShouldBe(old with { Id = id, UpstreamId = moved.UpstreamId, Start = old.Start + Later, End = old.End + Later, StateSince = moved.StateSince, Revision = moved.Revision });
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.Calls.Select(call => call.Operation).ShouldBe(["create", "create", "cancel"]);
        var moves = await portal.Calendar.ReadMovesAsync(PortalUnderTest.Clinician, id, default);
        moves.From.ShouldNotBeNull().ItemId.ShouldBe(old.Id);
        (await portal.Calendar.ReadMovesAsync(PortalUnderTest.Clinician, old.Id, default)).To.ShouldBe(new ItemMove(id, moved.Start, moved.End, ItemState.Confirmed));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_Refused_LeavesTheOldOne(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        portal.Care360.Answer(new Create.Refused(400, "Invalid request", "The provider is away"));

        var id = await MovedAsync(portal, old);
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).ShouldSatisfyAllConditions(item => item.State.ShouldBe(ItemState.Rejected), item => item.Reason.ShouldNotBeNull().ShouldContain("The provider is away"));
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Confirmed);
        portal.Care360.Cancels.ShouldBe(0);
        (await MoveAsync(portal, old)).ShouldBeOfType<MoveEventResult.Submitted>();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_Unknown_CancelsTheOldOneOnlyOnceTheNewOneIsFound(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        portal.Care360.Answer(new Create.Unknown("connection reset"));
        var id = await MovedAsync(portal, old);
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.Calendar.ResolveFoundAsync(PortalUnderTest.Clinician, id, upstreamId: null, default)).ShouldBeOfType<ItemDecisionResult.Done>();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_UnknownAndNotThere_LeavesTheOldOneAndAnotherMoveIsPossible(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        var id = await LostMoveAsync(portal, old);

        await NotThereAsync(portal, id, sendAgain: false);
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Rejected);
        (await portal.ItemAsync(old.Id)).ShouldSatisfyAllConditions(item => item.State.ShouldBe(ItemState.Confirmed), item => item.Revision.ShouldBe(old.Revision));
        portal.Care360.Calls.Select(call => call.Operation).ShouldBe(["create", "create"]);
        var again = await MovedAsync(portal, old);
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(again)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_UnknownAndNotThereSendAgain_IsFinished(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        var id = await LostMoveAsync(portal, old);

        await NotThereAsync(portal, id, sendAgain: true);
        (await portal.ItemAsync(old.Id)).ShouldSatisfyAllConditions(item => item.State.ShouldBe(ItemState.Confirmed), item => item.Revision.ShouldBe(old.Revision));
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.Calls.Select(call => call.Operation).ShouldBe(["create", "create", "create", "cancel"]);
        portal.Care360.EventsOf("northside").ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_AnswerLostButApplied_IsFoundByReadingAndFinished(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        portal.Care360.ApplyAndLoseAnswer();
        var id = await MovedAsync(portal, old);
        await portal.SendQueuedAsync();

        await portal.SyncAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.EventsOf("northside").ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_Throttled_WaitsAndTheOldOneStands(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        portal.Care360.Answer(new Create.Throttled(Duration.FromSeconds(30)));

        var id = await MovedAsync(portal, old);
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Waiting);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_CancelRefused_BothStandAndTheOldOneSaysWhy(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        var id = await MovedAsync(portal, old);
        await portal.SendQueuedAsync();
        portal.Care360.AnswerCancel(new Cancel.Refused(403, "Permission denied!", "Not yours"));

        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        var kept = await portal.ItemAsync(old.Id);
        kept.State.ShouldBe(ItemState.Confirmed);
        kept.Reason.ShouldNotBeNull().ShouldStartWith("The event was not cancelled.");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_PortalStopsBetweenTheHalves_AnotherReplicaCancels(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        var id = await MovedAsync(portal, old);
        await portal.SendAsync(id);

        await using var other = portal.Replica();
        await other.SendQueuedAsync();

        (await other.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.Cancels.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_SameFormTwice_MovesOnce(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        var form = PortalUnderTest.NewForm();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MoveAsync(portal, old, form)));

        answers.ShouldAllBe(answer => answer == new MoveEventResult.Submitted(form));
        (await portal.AllAsync()).Count.ShouldBe(2);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_TwoPeopleAtOnce_OneWins(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MoveAsync(portal, old)));

        answers.OfType<MoveEventResult.Submitted>().ShouldHaveSingleItem();
        answers.OfType<MoveEventResult.NotPossible>().Count().ShouldBe(5);
        (await portal.AllAsync()).Count.ShouldBe(2);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_CancelledByAColleagueMeanwhile_IsCancelledOnce(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();
        var id = await MovedAsync(portal, old);
        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), old.Id, null, default);

        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.Cancels.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_WhatCannotBeMoved_SaysWhy(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var pending = await portal.ItemAsync(await portal.SubmitAsync());
        (await MoveAsync(portal, pending)).ShouldBeOfType<MoveEventResult.NotPossible>().Reason.ShouldContain("Wait until it is confirmed");

        await portal.SendAsync(pending.Id);
        (await MoveAsync(portal, pending, later: Duration.Zero)).ShouldBeOfType<MoveEventResult.NotPossible>().Reason.ShouldBe("The event is already at this time.");
        (await portal.Calendar.MoveEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), pending.Id, pending.End, pending.Start, default))
            .ShouldBeOfType<MoveEventResult.Invalid>().Errors.ShouldNotBeEmpty();
        (await MoveAsync(portal, pending, "no form")).ShouldBeOfType<MoveEventResult.NotPossible>();

        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), pending.Id, null, default);
        (await MoveAsync(portal, pending)).ShouldBeOfType<MoveEventResult.NotPossible>().Reason.ShouldBe("This event is being cancelled.");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Move_AnotherOrganisationOrRole_ChangesNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ConfirmedAsync();

        (await MoveAsync(portal, old, caller: PortalUnderTest.Foreigner)).ShouldBeOfType<MoveEventResult.NotFound>();
        (await MoveAsync(portal, old, caller: PortalUnderTest.Marketer)).ShouldBeOfType<MoveEventResult.NotAllowed>();
        (await portal.AllAsync()).ShouldHaveSingleItem();
        (await portal.Calendar.ReadMovesAsync(PortalUnderTest.Foreigner, old.Id, default)).ShouldBe(ItemMoves.None);
    }

    private static Task<MoveEventResult> MoveAsync(PortalUnderTest portal, CalendarItem item, string? form = null, Duration? later = null, Caller? caller = null) =>
        portal.Calendar.MoveEventAsync(
            caller ?? PortalUnderTest.Clinician, form ?? PortalUnderTest.NewForm(), item.Id, item.Start + (later ?? Later), item.End + (later ?? Later), default);

    /// <summary>A move whose new event never arrived, and nobody knows; past the time in which it still could.</summary>
    private static async Task<string> LostMoveAsync(PortalUnderTest portal, CalendarItem old)
    {
        portal.Care360.Answer(new Create.Unknown("connection reset"));
        var id = await MovedAsync(portal, old);
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
        await portal.TimePassesAsync(Duration.FromMinutes(16));
        return id;
    }

    private static async Task NotThereAsync(PortalUnderTest portal, string id, bool sendAgain) =>
        (await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain, "Looked in Care360", default)).ShouldBeOfType<ItemDecisionResult.Done>();

    private static async Task<string> MovedAsync(PortalUnderTest portal, CalendarItem item) => (await MoveAsync(portal, item)).ShouldBeOfType<MoveEventResult.Submitted>().ItemId;
}
