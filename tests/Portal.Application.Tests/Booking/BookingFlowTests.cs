using NodaTime;
using Portal.ApiContract.Care360;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.TestSupport;
using Answer = Portal.ApiClient.ApiOutcome<Portal.ApiClient.Done>;

namespace Portal.Application.Tests.Booking;

/// <summary>A booking from the form to what is known of it, whatever the service answers.</summary>
public sealed class BookingFlowTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Book_Accepted_IsConfirmedAndKnowsItsInvitee(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var booked = Appointments.New(caseId: PortalUnderTest.CaseId);

        var item = await portal.ListedAsync(booked);

        item.ShouldSatisfyAllConditions(
            i => i.State.ShouldBe(ItemState.Confirmed),
            i => i.Source.ShouldBe(CalendarSource.Appointment),
            i => i.UpstreamId.ShouldBe(portal.Care360.EventsOf("northside").ShouldHaveSingleItem().Id),
            i => i.Title.ShouldBe("Initial consultation"),
            i => i.Description.ShouldBe("John Doe, john@patients.example"),
            i => i.InviteeName.ShouldBe("John Doe"),
            i => i.InviteeEmail.ShouldBe("john@patients.example"),
            i => i.TimeZone.ShouldBe("Asia/Kolkata"),
            i => i.CaseId.ShouldBe(PortalUnderTest.CaseId),
            i => (i.Start, i.End).ShouldBe((booked.Start, booked.End)));
        (await portal.AllAsync()).ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_Sent_CarriesTheFormsIdAsReference(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);

        var id = await portal.BookedAsync(Appointments.New());
        await portal.SendQueuedAsync();

        var sent = portal.Care360.Scheduled.ShouldHaveSingleItem();
        sent.Tracking.ShouldNotBeNull().SalesforceUuid.ShouldBe(id);
        sent.TimeZone.ShouldBe("Asia/Kolkata");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_WithASalesforceIdOfOnesOwn_SendsThatAndFindsItBack(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.BookAndLoseAnswer();

        var item = await portal.ListedAsync(Appointments.New(tracking: new BookingSource(UtmSource: "letter", SalesforceUuid: "0065g00000AbCdE")));

        portal.Care360.Scheduled.ShouldHaveSingleItem().Tracking.ShouldNotBeNull().ShouldSatisfyAllConditions(
            t => t.SalesforceUuid.ShouldBe("0065g00000AbCdE"), t => t.UtmSource.ShouldBe("letter"), t => t.UtmTerm.ShouldBeNull());
        item.State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_SameFormAgain_IsSentOnce(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var form = PortalUnderTest.NewForm();
        var appointment = Appointments.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => portal.BookAsync(appointment, form)));
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        answers.ShouldAllBe(answer => answer == new BookResult.Submitted(form));
        portal.Care360.Count("schedule").ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_SameFormWithOtherContent_SaysSo(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var form = PortalUnderTest.NewForm();
        await portal.BookAsync(Appointments.New(), form);

        (await portal.BookAsync(Appointments.New(email: "other@patients.example"), form)).ShouldBe(new BookResult.AlreadySent(form));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_SlotTakenUpstream_IsRejectedAndTheSlotIsFreeHere(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.AnswerSchedule(new Answer.Refused(400, "Invalid request", Care360Texts.SlotNotAvailable));
        var appointment = Appointments.New();

        var id = await portal.BookedAsync(appointment);
        await portal.SendQueuedAsync();

        var item = await portal.ItemAsync(id);
        item.State.ShouldBe(ItemState.Rejected);
        BookingRefusal.FieldOf(item.Reason).ShouldBe("Start");
        (await portal.TakenAsync(PortalUnderTest.NewForm(), appointment.SlotOf())).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_Throttled_WaitsAsLongAsTheServiceSays(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.AnswerSchedule(new Answer.Throttled(Duration.FromSeconds(40)));

        var id = await portal.BookedAsync(Appointments.New());
        await portal.SendQueuedAsync();

        var waiting = await portal.ItemAsync(id);
        waiting.State.ShouldBe(ItemState.Waiting);
        waiting.RetryAt.ShouldBe(waiting.StateSince + Duration.FromSeconds(40));
        await portal.TimePassesAsync(Duration.FromSeconds(41));
        await portal.SweepAsync();
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_AnswerLostButBooked_IsConfirmedByReadingBack(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.BookAndLoseAnswer();
        var id = await portal.BookedAsync(Appointments.New());
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);

        await portal.SyncAsync();

        (await portal.AllAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.Id.ShouldBe(id), i => i.State.ShouldBe(ItemState.Confirmed), i => i.UpstreamId.ShouldNotBeNull());
        (await portal.HistoryAsync(id))[^1].ShouldBe(SubmissionEventKind.ReadBack);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_OutcomeUnknown_IsNotClaimedFromAnAppointmentWithoutOurReference(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.ListsTracking = false;
        portal.Care360.BookAndLoseAnswer();
        var id = await portal.BookedAsync(Appointments.New());
        await portal.SendQueuedAsync();

        await portal.SyncAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_ConfirmedWhereTheListHasNoReferences_LearnsItsIdByProviderAndStart(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.ListsTracking = false;

        var item = await portal.ListedAsync(Appointments.New());

        item.UpstreamId.ShouldBe(portal.Care360.EventsOf("northside").ShouldHaveSingleItem().Id);
        (await portal.AllAsync()).ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_OutcomeUnknown_IsNotSentAgainUnlessTheBackendHonoursTheKey(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.AnswerSchedule(new Answer.Unknown("no answer"));
        portal.Care360.AnswerSchedule(new Answer.Unknown("no answer"));
        var here = await portal.BookedAsync(Appointments.New());
        var there = (await portal.BookAsync(Appointments.New(), caller: PortalUnderTest.Clinician with { OrganizationId = "embedded" })).ShouldBeOfType<BookResult.Submitted>();
        await portal.SendQueuedAsync();

        await portal.TimePassesAsync(Duration.FromHours(1));
        await portal.SweepAsync();
        await portal.SendQueuedAsync();

        portal.Care360.Calls.Where(call => call.Operation is "schedule").Select(call => call.Key).ShouldBe([here, there.ItemId, there.ItemId], ignoreOrder: true);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_WhileABookingIsOnItsWay_MakesNoDouble(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var (arrived, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        portal.Care360.OnSchedule.Enqueue(async (apply, _) =>
        {
            var booked = apply();
            arrived.SetResult();
            await answer.Task;
            return booked;
        });
        var id = await portal.BookedAsync(Appointments.New());
        var sending = portal.SendAsync(id);
        await arrived.Task;

        await portal.SyncAsync();
        (await portal.AllAsync()).ShouldHaveSingleItem().State.ShouldBe(ItemState.Pending);
        answer.SetResult();
        await sending;
        await portal.SyncAsync();

        (await portal.AllAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.Id.ShouldBe(id), i => i.UpstreamId.ShouldNotBeNull());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_UpstreamNamesAnotherCase_KeepsTheChosenOne(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ListedAsync(Appointments.New(caseId: PortalUnderTest.CaseId));
        var listed = portal.Care360.EventsOf("northside").ShouldHaveSingleItem();
        portal.Care360.List("northside", listed with { Case = new() { Id = "0f0f0f0f-0000-4000-8000-000000000001", Title = "Another" } });

        await portal.SyncAsync();

        (await portal.ItemAsync(item.Id)).CaseId.ShouldBe(PortalUnderTest.CaseId);
        (await portal.ItemAsync(item.Id)).Revision.ShouldBe(item.Revision);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_WithoutTheRole_IsRefused(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);

        (await portal.BookAsync(Appointments.New(), caller: PortalUnderTest.Marketer)).ShouldBeOfType<BookResult.NotAllowed>();
        (await portal.HoldAsync(PortalUnderTest.NewForm(), Appointments.New().SlotOf(), PortalUnderTest.Marketer)).ShouldBeOfType<HoldResult.NotAllowed>();
        (await portal.AllAsync()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadRequest_GivesBackWhatWasEntered_ToTheOwnOrganisationOnly(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var appointment = Appointments.New(tracking: new BookingSource(UtmCampaign: "spring"));
        var id = await portal.BookedAsync(appointment);

        var read = (await portal.Get<BookingService>().ReadRequestAsync(PortalUnderTest.Clinician, id, default)).ShouldNotBeNull();

        (read with { EventType = appointment.EventType }).ShouldBe(appointment);
        read.EventType.Name.ShouldBe(appointment.EventType.Name);
        read.EventType.Locations.ShouldBe(appointment.EventType.Locations);
        (await portal.Get<BookingService>().ReadRequestAsync(PortalUnderTest.Foreigner, id, default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_InvalidContent_NamesEachFieldAndStoresNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);

        var answer = await portal.BookAsync(Appointments.New(hoursAhead: -1, email: "nobody") with { Location = LocationTypes.Webex, TimeZone = "Mars/Olympus" });

        answer.ShouldBeOfType<BookResult.Invalid>().Errors.Select(e => e.Path).ShouldBe(["Start", "Email", "TimeZone", "Location"]);
        (await portal.AllAsync()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_Confirmed_SendsInviteeAndReason(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ListedAsync(Appointments.New());

        (await portal.CancelAsync(item.Id, "Patient is ill")).ShouldBeOfType<CancelEventResult.Submitted>();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelled);
        portal.Care360.Calls.Single(call => call.Operation is "cancel-appointment").Subject.ShouldBe($"{item.UpstreamId} john@patients.example Patient is ill");
        (await portal.TakenAsync(PortalUnderTest.NewForm(), new Interval(item.Start, item.End))).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_AlreadyCancelledThere_CountsAsDone(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ListedAsync(Appointments.New());
        portal.Care360.OnCancelAppointment.Enqueue(new Answer.Refused(400, "Invalid request", Care360Texts.AppointmentAlreadyCancelled));

        await portal.CancelAsync(item.Id);
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Cancelled);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_AppointmentFromElsewhere_NeedsTheInviteesAddress(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.List("northside", portal.Care360.Booked("e7", AppointmentRequests.ToRequest(Appointments.New(), "r")));
        await portal.SyncAsync();
        var item = (await portal.AllAsync()).ShouldHaveSingleItem();

        (await portal.CancelAsync(item.Id)).ShouldBeOfType<CancelEventResult.NotPossible>().Reason.ShouldStartWith("Invitee e-mail");
        (await portal.CancelAsync(item.Id, email: "jane@patients.example")).ShouldBeOfType<CancelEventResult.Submitted>();
        await portal.SendQueuedAsync();

        portal.Care360.Calls.Single(call => call.Operation is "cancel-appointment").Subject.ShouldBe("e7 jane@patients.example ");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_OfAnotherOrganisation_LooksAbsent(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ListedAsync(Appointments.New());

        (await portal.CancelAsync(item.Id, caller: PortalUnderTest.Foreigner)).ShouldBeOfType<CancelEventResult.NotFound>();
        (await portal.CancelAsync(item.Id, caller: PortalUnderTest.Marketer)).ShouldBeOfType<CancelEventResult.NotAllowed>();
        (await portal.ItemAsync(item.Id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reschedule_Confirmed_CancelsTheOldOneAfterwards(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ListedAsync(Appointments.New());

        var id = await portal.BookedAsync(Appointments.New(hoursAhead: 30), replaces: old.Id);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Confirmed);
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelling);
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Cancelled);
        (await portal.Calendar.ReadMovesAsync(PortalUnderTest.Clinician, id, default)).From.ShouldNotBeNull().ItemId.ShouldBe(old.Id);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reschedule_OfAnAppointmentFromElsewhere_CancelsItWithTheAddressOfTheNewOne(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.List("northside", portal.Care360.Booked("e7", AppointmentRequests.ToRequest(Appointments.New(), "r")));
        await portal.SyncAsync();
        var old = (await portal.AllAsync()).ShouldHaveSingleItem();

        await portal.BookedAsync(Appointments.New(hoursAhead: 30, email: "jane@patients.example"), replaces: old.Id);
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        portal.Care360.Calls.Single(call => call.Operation is "cancel-appointment").Subject.ShouldBe("e7 jane@patients.example Moved to another time.");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reschedule_NewOneRefused_LeavesTheOldOne(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ListedAsync(Appointments.New());
        portal.Care360.AnswerSchedule(new Answer.Refused(400, "Invalid request", Care360Texts.SlotNotAvailable));

        await portal.BookedAsync(Appointments.New(hoursAhead: 30), replaces: old.Id);
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(old.Id)).State.ShouldBe(ItemState.Confirmed);
        portal.Care360.Count("cancel-appointment").ShouldBe(0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reschedule_OldOneCannotBeCancelled_BothExistAndTheReasonIsThere(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ListedAsync(Appointments.New());
        portal.Care360.OnCancelAppointment.Enqueue(new Answer.Refused(400, "Invalid request", Care360Texts.AppointmentNotFound));

        var id = await portal.BookedAsync(Appointments.New(hoursAhead: 30), replaces: old.Id);
        await portal.SendQueuedAsync();
        await portal.SendQueuedAsync();

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.ItemAsync(old.Id)).ShouldSatisfyAllConditions(
            i => i.State.ShouldBe(ItemState.Confirmed), i => i.Reason.ShouldBe("The appointment was not cancelled. Appointment not found"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reschedule_Twice_MovesOnce(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var old = await portal.ListedAsync(Appointments.New());
        await portal.BookedAsync(Appointments.New(hoursAhead: 30), replaces: old.Id);

        (await portal.BookAsync(Appointments.New(hoursAhead: 40), replaces: old.Id)).ShouldBeOfType<BookResult.NotPossible>();
        (await portal.BookAsync(Appointments.New(hoursAhead: 41), replaces: PortalUnderTest.NewForm())).ShouldBeOfType<BookResult.NotPossible>();
        (await portal.BookAsync(Appointments.New(hoursAhead: 42), caller: PortalUnderTest.Foreigner, replaces: old.Id)).ShouldBeOfType<BookResult.NotPossible>();
    }
}
