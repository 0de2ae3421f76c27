using Bunit;
using Dapper;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.ApiClient;
using Portal.ApiContract.Care360;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

/// <summary>What holds across the steps.</summary>
public sealed class BookPageTests : WizardTest
{
    private static readonly string FormId = Guid.NewGuid().ToString("D");

    public BookPageTests() => Care360.Slots = [Nine, HalfPastNine, ThursdayAfternoon];

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private BookingAddress Address => BookingAddress.Parse(Navigation.Uri);

    [Fact]
    public void Open_WithoutTheRole_SaysThatBookingIsForClinicalStaff()
    {
        var page = Open("/book", Dana with { Roles = new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Marketing } });

        TextOf(page.Find("h1")).ShouldBe("Booking is for clinical staff");
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public void Open_NothingBegun_BeginsWithTheFirstStepOfAForm()
    {
        var page = Open("/book");

        Step(page, BookingStep.What);
        Address.FormId.ShouldNotBeNull();
    }

    [Fact]
    public void Step_SkippedByTheAddress_IsTheFirstThatIsNotComplete()
    {
        var page = Open(BookingAddress.Of(FormId, BookingStep.Review));

        Step(page, BookingStep.What);
        Address.FormId.ShouldBe(FormId);
    }

    [Fact]
    public async Task Step_Complete_IsALinkInTheListOfSteps()
    {
        var form = Filled();
        form.Email = "";
        await DraftAsync(form);

        var page = Open(BookingAddress.Of(FormId, BookingStep.When));

        Step(page, BookingStep.When);
        page.FindAll(".steps a").Select(TextOf).ShouldBe(["What", "Who"]);
        TextOf(page.Find(".steps [aria-current=step]")).ShouldBe("When");
    }

    [Fact]
    public async Task Continue_SomethingWrong_StaysSaysItAndFocusesIt()
    {
        var page = Open("/book");
        Step(page, BookingStep.What);
        page.FindAll(".field-error").ShouldBeEmpty();

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        TextOf(page.Find(".field-error")).ShouldBe("Event type is required.");
        JSInterop.VerifyInvoke("portal.focusFirstInvalid");
        Address.Step.ShouldBe(BookingStep.What);
    }

    [Fact]
    public async Task Continue_StepComplete_GoesToTheNext()
    {
        var page = Open("/book");
        Step(page, BookingStep.What);
        await page.InvokeAsync(() => page.FindAll("input[name=book-type]")[0].ChangeAsync(new() { Value = "on" }));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Step(page, BookingStep.When);
        page.WaitForAssertion(() => JSInterop.Invocations["portal.focus"].Select(call => call.Arguments[0]).ShouldContain("#step-title"));
    }

    [Fact]
    public async Task Type_OfOneLocation_ChoosesItToo()
    {
        var page = Open("/book");
        Step(page, BookingStep.What);

        await page.InvokeAsync(() => page.FindAll("input[name=book-type]")[1].ChangeAsync(new() { Value = "on" }));

        (await ReadDraftAsync()).ShouldNotBeNull().Location.ShouldBe(LocationTypes.Webex);
    }

    [Fact]
    public async Task Type_ChosenAnew_LetsTheTimeGo()
    {
        await Bookings.HoldAsync(Dana, FormId, Consultation, Nine, default);
        await DraftAsync(Filled());
        var page = Open(BookingAddress.Of(FormId, BookingStep.What));
        Step(page, BookingStep.What);

        await page.InvokeAsync(() => page.FindAll("input[name=book-type]")[1].ChangeAsync(new() { Value = "on" }));

        (await ReadDraftAsync()).ShouldNotBeNull().Slot.ShouldBeNull();
        (await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default)).ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task DeepLink_FillsTheFormAndLeavesOnlyFormAndStepInTheAddress()
    {
        var page = Open($"/book?eventType={Consultation.Id}&start=2027-03-02T09:00:00-05:00&email=ada%40patients.example&utm_source=letter");

        Step(page, BookingStep.Where);
        Navigation.Uri.ShouldEndWith(BookingAddress.Of(Address.FormId.ShouldNotBeNull(), BookingStep.Where));
        (await ReadDraftAsync()).ShouldNotBeNull().ShouldSatisfyAllConditions(
            form => form.Slot.ShouldBe(Nine),
            form => (form.EventTypeId, form.Email, form.UtmSource, form.TimeZone).ShouldBe((Consultation.Id, "ada@patients.example", "letter", NewYork.Id)));
    }

    [Fact]
    public async Task Type_InAField_IsThereAfterAReload()
    {
        await DraftAsync(Filled());
        var page = Open(BookingAddress.Of(FormId, BookingStep.Who));
        Step(page, BookingStep.Who);
        await page.InvokeAsync(() => page.Find("#book-email").InputAsync(new() { Value = "not yet an addr" }));
        page.WaitForAssertion(() => TextOf(page.Find(".saved")).ShouldBe("Draft saved"));
        await DisposeComponentsAsync();

        var reloaded = Open(BookingAddress.Of(FormId, BookingStep.Who));

        Step(reloaded, BookingStep.Who);
        reloaded.Find("#book-email").GetAttribute("value").ShouldBe("not yet an addr");
    }

    [Fact]
    public async Task Open_FormLeftBehind_GoesOnWithIt()
    {
        await DraftAsync(Filled());

        var page = Open("/book");

        Step(page, BookingStep.Review);
        Address.FormId.ShouldBe(FormId);
        TextOf(page.Find(".banner--info")).ShouldBe("You continue where you left off. Start afresh");
    }

    [Fact]
    public async Task StartAfresh_DropsTheFormAndItsTime()
    {
        await DraftAsync(Filled());
        var page = Open("/book");
        Step(page, BookingStep.Review);

        await page.InvokeAsync(() => Button(page, "Start afresh").ClickAsync(new()));

        Step(page, BookingStep.What);
        Address.FormId.ShouldNotBe(FormId);
        (await ReadDraftAsync(FormId)).ShouldBeNull();
        (await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default)).ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task Open_ChosenTimeWentToAColleague_LeadsBackToTheTimesWithTheRestKept()
    {
        await DraftAsync(Filled());
        await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default);

        var page = Open(BookingAddress.Of(FormId, BookingStep.Review));

        Step(page, BookingStep.When);
        page.WaitForAssertion(() => TextOf(page.Find("[role=alert]")).ShouldBe("The time you chose has been taken by a colleague in the meantime. Choose another; everything else is kept."));
        (await ReadDraftAsync()).ShouldNotBeNull().ShouldSatisfyAllConditions(form => form.Slot.ShouldBeNull(), form => form.Email.ShouldBe("john@patients.example"));
    }

    [Fact]
    public async Task Book_StoresItDropsTheDraftAndShowsTheResult()
    {
        var page = await OpenReviewAsync();

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Step(page, BookingStep.Result);
        TextOf(page.Find("h2")).ShouldBe("Booking…");
        (await ReadDraftAsync(FormId)).ShouldBeNull();
        (await Calendar.FindAsync(Dana, FormId, default)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            item => item.State.ShouldBe(ItemState.Pending), item => item.Start.ShouldBe(Nine.Start), item => item.InviteeEmail.ShouldBe("john@patients.example"));
    }

    [Fact]
    public async Task Book_TakenInTheSameMoment_LeadsBackToTheTimesWithTheRestKept()
    {
        var page = await OpenReviewAsync();
        await OnAnotherReplicaAsync(async there =>
        {
            await there.ReleaseAsync(Dana, FormId, default);
            await there.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default);
        });

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Step(page, BookingStep.When);
        page.WaitForAssertion(() => TextOf(page.Find("[role=alert]")).ShouldBe("This time has just been taken. Choose another; everything else is kept."));
        (await ReadDraftAsync()).ShouldNotBeNull().Email.ShouldBe("john@patients.example");
    }

    [Fact]
    public async Task Book_DatabaseDoesNotTakeIt_SaysSoAndKeepsTheForm()
    {
        var page = await OpenReviewAsync();
        await ExecuteAsync("ALTER TABLE submissions RENAME TO submissions_away");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        TextOf(page.Find("[role=alert]")).ShouldBe(
            "The appointment was not booked: the portal’s database did not answer. Everything you filled in is still here. Try again in a moment.");
        await ExecuteAsync("ALTER TABLE submissions_away RENAME TO submissions");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        Step(page, BookingStep.Result);
    }

    [Fact]
    public async Task Book_Confirmed_SaysSoByItself()
    {
        await using var sending = await SendAsync();
        var page = await OpenReviewAsync();

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => TextOf(page.Find("h2")).ShouldBe("Booked"));
    }

    [Fact]
    public async Task Book_SlotTakenAtTheService_ComesBackToTheTimesWithTheRestKept()
    {
        Care360.OnSchedule.Enqueue(new ApiOutcome<Done>.Refused(400, Care360Texts.InvalidRequest, Care360Texts.SlotNotAvailable));
        await using var sending = await SendAsync();
        var page = await OpenReviewAsync();

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Step(page, BookingStep.When);
        Address.FormId.ShouldNotBe(FormId);
        page.WaitForAssertion(() => page.FindAll("[role=alert]").Select(TextOf).ShouldBe(
        [
            "The service refused this booking. Nothing was booked. The reason: Selected time slot is not available",
            "This time was taken at the service just before you. Choose another; everything else is kept.",
        ]));
        (await ReadDraftAsync()).ShouldNotBeNull().ShouldSatisfyAllConditions(
            form => form.Slot.ShouldBeNull(),
            form => (form.Email, form.FirstName, form.TimeZone, form.Location, form.CorrectsItemId).ShouldBe(("john@patients.example", "John", "Asia/Kolkata", LocationTypes.Zoom, FormId)));
    }

    [Fact]
    public async Task Book_ServiceRefusesAField_ComesBackToThatFieldUntilItIsChanged()
    {
        Care360.OnSchedule.Enqueue(new ApiOutcome<Done>.Refused(400, Care360Texts.InvalidRequest, "email, Invalid email address"));
        await using var sending = await SendAsync();
        var page = await OpenReviewAsync();

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Step(page, BookingStep.Who);
        page.WaitForAssertion(() => TextOf(page.Find("#book-email-error")).ShouldBe("The service refused it: email, Invalid email address"));
        await page.InvokeAsync(() => page.Find("#book-email").InputAsync(new() { Value = "john.doe@patients.example" }));
        page.FindAll(".field-error").ShouldBeEmpty();
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Reschedule_KeepsAllButTheTimeAndSaysWhatItReplaces()
    {
        await BookedAsync();

        var page = Open(BookingAddress.Reschedule(FormId));

        Step(page, BookingStep.When);
        TextOf(page.Find("h1")).ShouldBe("Move an appointment");
        TextOf(page.Find(".moves")).ShouldBe(
            "Instead of Initial consultation, Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5). It stays until the new one is confirmed.");
        (await ReadDraftAsync()).ShouldNotBeNull().ShouldSatisfyAllConditions(
            form => form.Slot.ShouldBeNull(), form => (form.Email, form.ReplacesItemId).ShouldBe(("john@patients.example", FormId)));
    }

    [Fact]
    public async Task Open_StepOfAFormThatWasSent_IsItsResult()
    {
        await BookedAsync();

        var page = Open(BookingAddress.Of(FormId, BookingStep.Who));

        Step(page, BookingStep.Result);
        TextOf(page.Find("h2")).ShouldBe("Booking…");
    }

    [Fact]
    public async Task Open_DatabaseAway_SaysSoAndGoesOnWhenItIsBack()
    {
        await ExecuteAsync("ALTER TABLE drafts RENAME TO drafts_away");
        var page = Open(BookingAddress.Of(FormId, BookingStep.What));
        page.WaitForAssertion(() => TextOf(page.Find("[role=alert]")).ShouldStartWith("The booking could not be read just now"));
        await ExecuteAsync("ALTER TABLE drafts_away RENAME TO drafts");

        await page.InvokeAsync(() => Button(page, "Try again").ClickAsync(new()));

        Step(page, BookingStep.What);
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }

    private BookingDrafts Drafts => Services.GetRequiredService<BookingDrafts>();

    private CalendarService Calendar => Services.GetRequiredService<CalendarService>();

    private IRenderedComponent<BookPage> Open(string address, Caller? caller = null)
    {
        Navigation.NavigateTo(address);
        return Render<BookPage>(p => p.AddCascadingValue(caller ?? Dana));
    }

    /// <summary>Waits until a step is shown, and the address says so.</summary>
    private void Step(IRenderedComponent<BookPage> page, BookingStep step) => page.WaitForAssertion(() =>
    {
        Address.Step.ShouldBe(step);
        page.FindAll("#step-title").ShouldHaveSingleItem();
        if (step != BookingStep.Result)
        {
            TextOf(page.Find(".steps [aria-current=step]")).ShouldBe(step.ToString());
        }
    });

    private async Task<IRenderedComponent<BookPage>> OpenReviewAsync()
    {
        await DraftAsync(Filled());
        var page = Open(BookingAddress.Of(FormId, BookingStep.Review));
        Step(page, BookingStep.Review);

        // It holds the time when it is shown.
        page.WaitForAssertion(() => page.Markup.ShouldContain("Held for you until"));
        return page;
    }

    private Task DraftAsync(BookingForm form) => Drafts.SaveAsync(Dana, FormId, form, default);

    private Task<BookingForm?> ReadDraftAsync(string? formId = null) => Drafts.ReadAsync(Dana, formId ?? Address.FormId.ShouldNotBeNull(), default);

    private async Task BookedAsync() => (await Bookings.BookAsync(
        Dana,
        FormId,
        new NewAppointment(Consultation, Nine.Start, Nine.End, "john@patients.example", "John", "Doe", "Asia/Kolkata", null, LocationTypes.Zoom, new BookingSource()),
        replacesItemId: null,
        default)).ShouldBeOfType<BookResult.Submitted>();

    private Task<int> ExecuteAsync(string sql) => Test.Database.WriteAsync(write => write.Connection.ExecuteAsync(sql, transaction: write.Transaction), default);

    /// <summary>Sends what is booked, as the running portal does.</summary>
    private async Task<Sending> SendAsync()
    {
        var type = Services.Single(service => service.ImplementationType?.Name is "SubmissionSender").ImplementationType.ShouldNotBeNull();
        var sender = (IHostedService)ActivatorUtilities.CreateInstance(Services, type);
        await sender.StartAsync(default);
        return new Sending(sender);
    }

    private sealed class Sending(IHostedService sender) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await sender.StopAsync(CancellationToken.None);
    }
}
