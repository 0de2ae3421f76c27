using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.TestSupport;
using Cancel = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CancelledCalendarEvent>;

namespace Portal.Application.Tests.Submissions;

/// <summary>One cancellation through every outcome. It is safe to repeat.</summary>
public sealed class CancelFlowTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_Accepted_CancellingThenCancelled(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();

        (await CancelAsync(portal, item.Id)).ShouldBeOfType<CancelEventResult.Submitted>();
        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelling);
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.EventsOf("northside").ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_AlreadyCancelled_IsTheSameToThePerson(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        portal.Care360.AnswerCancel(new Cancel.Refused(400, "Invalid request", "Calendar event has already been cancelled"));

        await CancelAsync(portal, item.Id);
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_Refused_TheEventStandsWithTheReason(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        portal.Care360.AnswerCancel(new Cancel.Refused(400, "Invalid request", "Calendar event not found"));

        await CancelAsync(portal, item.Id);
        await portal.SendQueuedAsync();

        var after = await portal.ItemAsync(item.Id);
        after.State.ShouldBe(ItemState.Confirmed);
        after.Reason.ShouldBe("The event was not cancelled. Calendar event not found");
        after.UpstreamId.ShouldBe(item.UpstreamId);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_WithAReason_KeptInTheHistory(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();

        (await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), item.Id, new string('x', 501), default))
            .ShouldBe(new CancelEventResult.NotPossible("The reason may have at most 500 characters."));
        (await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), item.Id, " The patient moved ", default))
            .ShouldBeOfType<CancelEventResult.Submitted>();

        var last = (await portal.Calendar.ReadHistoryAsync(PortalUnderTest.Clinician, item.Id, default))[^1];
        last.What.ShouldBe(SubmissionEventKind.Requested);
        last.Note.ShouldBe("The patient moved");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_UnknownFiveTimes_UnconfirmedAndRepeatableByPeople(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        await CancelAsync(portal, item.Id);
        for (var i = 0; i < 5; i++)
        {
            (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelling);
            portal.Care360.AnswerCancel(new Cancel.Unknown("no answer"));
            (await portal.SendQueuedAsync()).ShouldBe(1);
            await portal.TimePassesAsync(Duration.FromMinutes(2));
            await portal.SweepAsync();
        }

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.CancelUnconfirmed);
        (await portal.SendQueuedAsync()).ShouldBe(0);
        portal.Care360.Cancels.ShouldBe(5);

        (await CancelAsync(portal, item.Id)).ShouldBeOfType<CancelEventResult.Submitted>();
        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelling);
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_InterruptedAfterTheClaim_RepeatedByItself(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        var form = PortalUnderTest.NewForm();
        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, form, item.Id, null, default);
        await portal.Submissions.StepAsync(
            new SubmissionKey("northside", form), (status, now) => SubmissionRules.Claim(status, "killed", now, new SubmissionOptions()), person: null, default);

        await portal.TimePassesAsync(Duration.FromSeconds(61));
        await portal.SweepAsync();
        await portal.TimePassesAsync(Duration.FromSeconds(3));
        await portal.SweepAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_ManyClicksAndForms_OneCancellation(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var other = portal.Replica();
        var item = await portal.ConfirmedAsync();
        var form = PortalUnderTest.NewForm();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? portal : other).Calendar.CancelEventAsync(
            PortalUnderTest.Clinician, i < 8 ? form : PortalUnderTest.NewForm(), item.Id, "double", default)));

        results.ShouldAllBe(r => r is CancelEventResult.Submitted);
        (await portal.SendQueuedAsync()).ShouldBe(1);
        portal.Care360.Cancels.ShouldBe(1);
        (await CancelAsync(portal, item.Id)).ShouldBeOfType<CancelEventResult.Submitted>();
        (await portal.SendQueuedAsync()).ShouldBe(0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_WhatIsNotConfirmed_NotPossible(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var pending = await portal.SubmitAsync();

        (await CancelAsync(portal, pending)).ShouldBeOfType<CancelEventResult.NotPossible>();
        (await CancelAsync(portal, "absent")).ShouldBeOfType<CancelEventResult.NotFound>();
        (await portal.Calendar.CancelEventAsync(PortalUnderTest.Foreigner, PortalUnderTest.NewForm(), pending, null, default)).ShouldBeOfType<CancelEventResult.NotFound>();
        (await portal.Calendar.CancelEventAsync(PortalUnderTest.Marketer, PortalUnderTest.NewForm(), pending, null, default)).ShouldBeOfType<CancelEventResult.NotAllowed>();
    }

    private static Task<CancelEventResult> CancelAsync(PortalUnderTest portal, string itemId) =>
        portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), itemId, "Patient asked", default);
}
