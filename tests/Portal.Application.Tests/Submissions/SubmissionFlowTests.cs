using Dapper;
using NodaTime;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.TestSupport;
using Create = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>;

namespace Portal.Application.Tests.Submissions;

/// <summary>One create through every outcome, and what people see of it.</summary>
public sealed class SubmissionFlowTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Create_Accepted_PendingThenConfirmed(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);

        var id = await portal.SubmitAsync();
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Pending);
        await portal.SendAsync(id);

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Confirmed);
        item.UpstreamId.ShouldBe(portal.Care360.EventsOf("northside").Single().Id);
        portal.Care360.Calls.Single().Key.ShouldBe(id);
        (await portal.HistoryAsync(id)).ShouldBe([SubmissionEventKind.Requested, SubmissionEventKind.Sent, SubmissionEventKind.Confirmed]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_Refused_RejectedWithTheReasonAndContentKept(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.Answer(new Create.Refused(404, "Invalid request", "No Case found for provided details!"));
        var entered = PortalUnderTest.NewEvent();

        var id = await portal.SubmitAsync(entered);
        await portal.SendAsync(id);

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Rejected);
        item.Reason.ShouldBe("No Case found for provided details!");
        item.IsGivenUp.ShouldBeFalse();
        (await portal.Calendar.ReadRequestAsync(PortalUnderTest.Clinician, id, default)).ShouldBe(entered);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_Throttled_WaitsAsAskedAndGoesAgain(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.Answer(new Create.Throttled(Duration.FromSeconds(42)));

        var id = await portal.SubmitAsync();
        await portal.SendAsync(id);

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Waiting);
        item.RetryAt.ShouldBe(item.StateSince + Duration.FromSeconds(42));
        (await portal.SweepAsync()).ShouldBe(0);
        await portal.TimePassesAsync(Duration.FromSeconds(43));
        (await portal.SweepAsync()).ShouldBe(1);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Pending);
        await portal.SendAsync(id);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_NeverSentForTenMinutes_GivenUpAsNothingWasCreated(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await portal.SubmitAsync();
        for (var minutes = 0; minutes <= 10; minutes += 2)
        {
            (await portal.ItemAsync(id)).State.ShouldBe(minutes == 0 ? ItemState.Pending : ItemState.Waiting);
            portal.Care360.Answer(new Create.NeverSent("connection refused."));
            await portal.SweepAsync();
            await portal.SendAsync(id);
            await portal.TimePassesAsync(Duration.FromMinutes(2));
        }

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Rejected);
        item.IsGivenUp.ShouldBeTrue();
        item.Reason.ShouldBe("The service could not be reached for 10 minutes; nothing was created.");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_Unknown_IsNeverSentAgainByItself(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.ApplyAndLoseAnswer();

        var id = await portal.SubmitAsync();
        await portal.SendAsync(id);
        await portal.TimePassesAsync(Duration.FromDays(2));
        await portal.SweepAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
        portal.Care360.Creates.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_NoAnswerBeforeTheDeadline_Unknown(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.OnCreate.Enqueue((_, token) => new TaskCompletionSource<Create>().Task.WaitAsync(token));

        var id = await portal.SubmitAsync();
        // The deadline counts from the claim: short enough not to wait long, long enough that a busy machine's claim does not use it up.
        var sender = portal.Sender(new SubmissionOptions { Deadline = TimeSpan.FromSeconds(4) });
        await sender.SendAsync(new SubmissionKey("northside", id), default);

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Unknown);
        item.Reason.ShouldBe("No answer came in time.");
        item.ResolvableFrom.ShouldBe(item.StateSince + Duration.FromMinutes(15));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Send_LeaseAlreadyOver_NothingIsSent(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await portal.SubmitAsync();

        await portal.Sender(new SubmissionOptions { Lease = TimeSpan.FromMilliseconds(-1) }).SendAsync(new SubmissionKey("northside", id), default);

        portal.Care360.Creates.ShouldBe(0);
        (await portal.SweepAsync()).ShouldBe(1);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Send_NoTimeLeftAfterTheClaim_NothingIsSentAndItWaits(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await portal.SubmitAsync();

        await portal.Sender(new SubmissionOptions { Deadline = TimeSpan.Zero }).SendAsync(new SubmissionKey("northside", id), default);

        portal.Care360.Creates.ShouldBe(0);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Waiting);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Record_SuccessAfterTheSweep_StillCounts(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var held = portal.Care360.HoldCreate();
        var id = await portal.SubmitAsync();
        var sending = portal.SendAsync(id);
        await held.Arrived.Task;

        await portal.TimePassesAsync(Duration.FromSeconds(61));
        (await portal.SweepAsync()).ShouldBe(1);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
        held.Answer.SetResult(new Create.Accepted(new CreatedCalendarEvent(true, "e1")));
        await sending;

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Confirmed);
        item.UpstreamId.ShouldBe("e1");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Record_LateAnswerOfTheFirstAttempt_DoesNotTouchTheSecond(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var (first, second) = (portal.Care360.HoldCreate(), portal.Care360.HoldCreate());
        var id = await portal.SubmitAsync();
        var sendingFirst = portal.SendAsync(id);
        await first.Arrived.Task;
        await portal.TimePassesAsync(Duration.FromMinutes(2));
        await portal.SweepAsync();
        await portal.TimePassesAsync(Duration.FromMinutes(15));
        (await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain: true, "looked", default)).ShouldBeOfType<ItemDecisionResult.Done>();
        var sendingSecond = portal.SendAsync(id);
        await second.Arrived.Task;

        first.Answer.SetResult(new Create.Throttled(null));
        await sendingFirst;

        var row = await portal.RowAsync(id);
        row.StateName.ShouldBe("sending");
        row.Attempt.ShouldBe(2);
        second.Answer.SetResult(new Create.Accepted(new CreatedCalendarEvent(true, "e2")));
        await sendingSecond;
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.HistoryAsync(id)).ShouldContain(SubmissionEventKind.LateAnswer);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Send_TwoReplicasManyTimesAtOnce_OneRequest(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var other = portal.Replica();
        for (var round = 0; round < 10; round++)
        {
            var id = await portal.SubmitAsync(PortalUnderTest.NewEvent($"Round {round}"));

            var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? portal : other).SendAsync(id)));

            claims.Count(c => c).ShouldBe(1);
        }

        portal.Care360.Creates.ShouldBe(10);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Events_UpdateOrDelete_Refused(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await portal.SubmitAsync();

        foreach (var sql in new[] { "UPDATE submission_events SET attempt = 9", "DELETE FROM submission_events" })
        {
            var error = await Should.ThrowAsync<System.Data.Common.DbException>(() => portal.Database.WriteAsync(w => w.Connection.ExecuteAsync(sql, transaction: w.Transaction), default));
            error.Message.ShouldContain("append-only");
        }

        (await portal.HistoryAsync(id)).Count.ShouldBe(1);
    }
}
