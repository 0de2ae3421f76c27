using NodaTime;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.TestSupport;
using Create = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>;

namespace Portal.Application.Tests.Submissions;

/// <summary>Creates at a backend that honours the idempotency key, and what staff may decide.</summary>
public sealed class SubmissionRepeatTests
{
    private static readonly Caller Clinician = PortalUnderTest.Clinician with { OrganizationId = "embedded" };

    [Theory, ClassData(typeof(Engines))]
    public async Task Unknown_BackendHonoursTheKey_SentAgainUnderTheSameKey(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.Answer(new Create.Unknown("connection reset"));
        var id = await portal.SubmitAsync(caller: Clinician);
        await portal.SendAsync(id, "embedded");

        var item = await portal.ItemAsync(id, Clinician);
        item.State.ShouldBe(ItemState.Unknown);
        item.RetryAt.ShouldBe(item.StateSince + Duration.FromSeconds(5));
        (await portal.SweepAsync()).ShouldBe(0);
        await portal.TimePassesAsync(Duration.FromSeconds(6));
        (await portal.SweepAsync()).ShouldBe(1);
        (await portal.ItemAsync(id, Clinician)).State.ShouldBe(ItemState.Unknown);
        await portal.SendAsync(id, "embedded");

        (await portal.ItemAsync(id, Clinician)).State.ShouldBe(ItemState.Confirmed);
        portal.Care360.Calls.Select(c => c.Key).ShouldBe([id, id]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Unknown_RepeatedAttemptProvesNothing_StaysUnknownForever(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.ApplyAndLoseAnswer();
        var id = await portal.SubmitAsync(caller: Clinician);
        await portal.SendAsync(id, "embedded");

        Create[] nothings = [new Create.NeverSent("connection refused"), new Create.Throttled(Duration.FromHours(1)), new Create.Refused(401, "Unauthorized", null), new Create.Refused(403, "Forbidden", null)];
        for (var round = 0; round < 12; round++)
        {
            portal.Care360.Answer(nothings[round % nothings.Length]);
            await portal.TimePassesAsync(Duration.FromMinutes(61));
            await portal.SweepAsync();
            await portal.SendAsync(id, "embedded");
            (await portal.ItemAsync(id, Clinician)).State.ShouldBe(ItemState.Unknown);
        }

        portal.Care360.Creates.ShouldBe(13);
        await portal.TimePassesAsync(Duration.FromHours(12));
        await portal.SweepAsync();
        (await portal.SendQueuedAsync()).ShouldBe(0);
        (await portal.ItemAsync(id, Clinician)).RetryAt.ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Interrupted_BackendHonoursTheKey_SweptThenSentAgain(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await portal.SubmitAsync(caller: Clinician);
        var key = new SubmissionKey("embedded", id);
        await portal.Submissions.StepAsync(key, (status, now) => SubmissionRules.Claim(status, "killed", now, new SubmissionOptions()), person: null, default);

        await portal.TimePassesAsync(Duration.FromSeconds(61));
        await portal.SweepAsync();
        (await portal.RowAsync(id, "embedded")).StateName.ShouldBe("unknown");
        await portal.TimePassesAsync(Duration.FromSeconds(6));
        await portal.SweepAsync();
        await portal.SendAsync(id, "embedded");

        (await portal.ItemAsync(id, Clinician)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task NotThere_BeforeTheQuietPeriod_Refused(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await UnknownAsync(portal);

        await portal.TimePassesAsync(Duration.FromMinutes(14));
        var result = await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain: true, "looked", default);

        result.ShouldBeOfType<ItemDecisionResult.NotPossible>();
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task NotThere_AfterTheQuietPeriod_RejectedWithTheReasonAndWho(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await UnknownAsync(portal);

        await portal.TimePassesAsync(Duration.FromMinutes(15));
        var result = await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain: false, "Looked in Care360", default);

        result.ShouldBeOfType<ItemDecisionResult.Done>();
        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Rejected);
        item.Reason.ShouldBe("Stated not to be there.");
        item.IsGivenUp.ShouldBeTrue();
        var last = (await portal.Calendar.ReadHistoryAsync(PortalUnderTest.Clinician, id, default))[^1];
        last.What.ShouldBe(SubmissionEventKind.NotThereByPerson);
        last.Who.ShouldBe("Dana Reyes");
        last.Note.ShouldBe("Looked in Care360");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task NotThere_ReasonOver500Characters_NotPossible(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await UnknownAsync(portal);
        await portal.TimePassesAsync(Duration.FromMinutes(15));

        (await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain: true, new string('x', 501), default))
            .ShouldBe(new ItemDecisionResult.NotPossible("The reason may have at most 500 characters."));
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
        (await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain: true, $" {new string('x', 500)} ", default))
            .ShouldBeOfType<ItemDecisionResult.Done>();

        var last = (await portal.Calendar.ReadHistoryAsync(PortalUnderTest.Clinician, id, default))[^1];
        last.What.ShouldBe(SubmissionEventKind.SentAgainByPerson);
        last.Note.ShouldBe(new string('x', 500));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task NotThere_SendAgain_GoesOutOnceMore(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await UnknownAsync(portal);
        await portal.TimePassesAsync(Duration.FromMinutes(15));

        await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain: true, "looked", default);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Pending);
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        portal.Care360.Creates.ShouldBe(2);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task NotThere_ThenALateSuccess_Confirmed(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var held = portal.Care360.HoldCreate();
        var id = await portal.SubmitAsync();
        var sending = portal.SendAsync(id);
        await held.Arrived.Task;
        await portal.TimePassesAsync(Duration.FromMinutes(2));
        await portal.SweepAsync();
        await portal.TimePassesAsync(Duration.FromMinutes(16));
        await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, id, sendAgain: false, "looked", default);

        held.Answer.SetResult(new Create.Accepted(new CreatedCalendarEvent(true, "e1")));
        await sending;

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Found_AtOnce_Confirmed(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var id = await UnknownAsync(portal);

        (await portal.Calendar.ResolveFoundAsync(PortalUnderTest.Clinician, id, "E1", default)).ShouldBeOfType<ItemDecisionResult.Done>();

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Confirmed);
        item.UpstreamId.ShouldBe("E1");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Found_IdOfAnotherEntry_Refused(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var other = await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Another"));
        var id = await UnknownAsync(portal);

        var result = await portal.Calendar.ResolveFoundAsync(PortalUnderTest.Clinician, id, other.UpstreamId, default);

        result.ShouldBeOfType<ItemDecisionResult.NotPossible>();
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Resolve_ConfirmedItem_NotPossible(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();

        (await portal.Calendar.ResolveFoundAsync(PortalUnderTest.Clinician, item.Id, "E1", default)).ShouldBeOfType<ItemDecisionResult.NotPossible>();
        (await portal.Calendar.ResolveNotThereAsync(PortalUnderTest.Clinician, item.Id, sendAgain: true, "x", default)).ShouldBeOfType<ItemDecisionResult.NotPossible>();
        (await portal.Calendar.DismissAsync(PortalUnderTest.Clinician, item.Id, default)).ShouldBeOfType<ItemDecisionResult.NotPossible>();
    }

    private static async Task<string> UnknownAsync(PortalUnderTest portal)
    {
        portal.Care360.Answer(new Create.Unknown("connection reset"));
        var id = await portal.SubmitAsync();
        await portal.SendAsync(id);
        return id;
    }
}
