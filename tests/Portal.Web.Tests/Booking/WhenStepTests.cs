using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Portal.ApiClient;
using Portal.ApiContract.Care360.Availability;
using Portal.Application.Booking;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

/// <summary>The choice of a time. Unless a test says otherwise two times are free on Tuesday and one on Thursday.</summary>
public sealed class WhenStepTests : WizardTest
{
    private static readonly string FormId = Guid.NewGuid().ToString("D");

    /// <summary>What the timers need to let the step look again.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    public WhenStepTests() => Care360.Slots = [Nine, HalfPastNine, ThursdayAfternoon];

    [Fact]
    public void Month_FreeDays_SayHowManyTimesInTheirNames()
    {
        var step = RenderWhen();

        Day(step, 2).GetAttribute("aria-label").ShouldBe("Tuesday, 2 March 2027, 2 free times");
        Day(step, 4).GetAttribute("aria-label").ShouldBe("Thursday, 4 March 2027, 1 free time");
        step.FindAll(".slot-day.free").Select(TextOf).ShouldBe(["2", "4"]);
        step.FindAll(".slot-day.free").ShouldAllBe(day => !day.HasAttribute("aria-disabled"));
    }

    [Fact]
    public void Month_OtherDays_AreDisabledForAssistiveTechnologyAndSayWhy()
    {
        var step = RenderWhen();

        Day(step, 3).GetAttribute("aria-label").ShouldBe("Wednesday, 3 March 2027, no free time");
        step.FindAll(".slot-day[aria-disabled=true]").Count.ShouldBe(29);
    }

    [Fact]
    public void Month_SaysHowManyTimesAreFreeInIt() => Status(RenderWhen()).ShouldBe("3 free times in March 2027.");

    [Fact]
    public void Month_NothingFree_SaysSo()
    {
        Care360.Slots = [];

        Status(RenderWhen()).ShouldBe("No free times in March 2027.");
    }

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, "Monday")]
    [InlineData(IsoDayOfWeek.Sunday, "Sunday")]
    public void Month_BeginsItsWeeksAsTheViewerDoes(IsoDayOfWeek weekStart, string first) =>
        RenderWhen(weekStart: weekStart).Find("th").GetAttribute("abbr").ShouldBe(first);

    [Fact]
    public void Today_IsMarked() => RenderWhen().FindAll("[aria-current=date]").ShouldHaveSingleItem().TextContent.ShouldBe("1");

    [Fact]
    public void Day_ShownAtFirst_IsTheFirstFreeOne()
    {
        var step = RenderWhen();

        ShownDay(step).ShouldBe("Tuesday, 2 March 2027");
        Times(step).ShouldBe(["09:00", "09:30"]);
    }

    [Fact]
    public async Task Day_Free_ShowsItsTimes()
    {
        var step = RenderWhen();

        await step.InvokeAsync(() => Day(step, 4).ClickAsync(new()));

        ShownDay(step).ShouldBe("Thursday, 4 March 2027");
        Times(step).ShouldBe(["15:00"]);
        step.FindAll("td[aria-selected=true]").ShouldHaveSingleItem().TextContent.Trim().ShouldBe("4");
    }

    [Fact]
    public async Task Day_WithoutFreeTime_CannotBeChosen()
    {
        var step = RenderWhen();

        await step.InvokeAsync(() => Day(step, 3).ClickAsync(new()));

        ShownDay(step).ShouldBe("Tuesday, 2 March 2027");
    }

    [Fact]
    public void Month_NearlyOverWithNothingFree_BeginsWithTheNext()
    {
        Clock.Advance(Duration.FromDays(26));
        Care360.Slots = [Slot(Instant.FromUtc(2027, 4, 6, 14, 0))];

        var step = RenderWhen();

        step.WaitForAssertion(() => (MonthName(step), ShownDay(step)).ShouldBe(("April 2027", "Tuesday, 6 April 2027")));
    }

    [Fact]
    public void Month_BeginsWithTheChosenTimes()
    {
        var (form, slot) = (Filled(), Slot(Instant.FromUtc(2027, 5, 5, 14, 0)));
        form.Choose(slot);
        Care360.Slots = [Nine, slot];

        var step = RenderWhen(form);

        (MonthName(step), ShownDay(step)).ShouldBe(("May 2027", "Wednesday, 5 May 2027"));
        step.Find(".slot[aria-pressed=true]").TextContent.ShouldContain("10:00");
    }

    [Fact]
    public async Task Month_Next_ListsItsTimes()
    {
        Care360.Slots = [Nine, Slot(Instant.FromUtc(2027, 4, 6, 14, 0))];
        var step = RenderWhen();

        await step.InvokeAsync(() => step.Find("[aria-label='Next month']").ClickAsync(new()));

        step.WaitForAssertion(() => (MonthName(step), Status(step)).ShouldBe(("April 2027", "1 free time in April 2027.")));
    }

    [Fact]
    public void Month_BeforeThisOne_CannotBeShown() => RenderWhen().Find("[aria-label='Previous month']").HasAttribute("disabled").ShouldBeTrue();

    [Fact]
    public async Task Choose_KeepsTheTimeFromColleagues()
    {
        var form = Timeless();
        var step = RenderWhen(form);

        await step.InvokeAsync(() => Time(step, "09:30").ClickAsync(new()));

        form.Slot.ShouldBe(HalfPastNine);
        Time(step, "09:30").GetAttribute("aria-pressed").ShouldBe("true");
        (await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, HalfPastNine, default)).ShouldBeOfType<HoldResult.Taken>();
    }

    [Fact]
    public async Task Choose_SaysUntilWhenItIsHeldAndThatOnlyHere()
    {
        var step = RenderWhen();

        await step.InvokeAsync(() => Time(step, "09:00").ClickAsync(new()));

        var until = step.Instance.HeldUntil.ShouldNotBeNull().InZone(NewYork);
        Chosen(step)[^1].ShouldBe(
            $"Held for you until {until.TimeOfDay.ToString("HH:mm", null)} EST (UTC−5), against colleagues of this portal only: the service knows of it when you book.");
    }

    [Fact]
    public async Task Choose_AnotherTime_LetsTheFirstGo()
    {
        var step = RenderWhen();
        await step.InvokeAsync(() => Time(step, "09:00").ClickAsync(new()));

        await step.InvokeAsync(() => Time(step, "09:30").ClickAsync(new()));

        step.FindAll(".slot[aria-pressed=true]").ShouldHaveSingleItem().TextContent.ShouldContain("09:30");
        (await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default)).ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task Choose_AColleagueWasQuicker_SaysSoAndTakesItAway()
    {
        var form = Timeless();
        var step = RenderWhen(form);
        await OnAnotherReplicaAsync(there => there.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default));

        await step.InvokeAsync(() => Time(step, "09:00").ClickAsync(new()));

        Alert(step).ShouldBe("A colleague has just taken Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5). Choose another time.");
        form.Slot.ShouldBeNull();
        Times(step).ShouldBe(["09:30"]);
    }

    [Fact]
    public async Task Colleague_TakesATime_ItGoesFromTheListByItself()
    {
        var step = RenderWhen();

        await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default);

        step.WaitForAssertion(() => Times(step).ShouldBe(["09:30"]));
        step.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Colleague_LetsATimeGo_ItComesBackByItself()
    {
        await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default);
        var step = RenderWhen();
        Times(step).ShouldBe(["09:30"]);

        await Bookings.ReleaseAsync(Dana, ColleaguesForm, default);

        step.WaitForAssertion(() => Times(step).ShouldBe(["09:00", "09:30"]));
    }

    [Fact]
    public async Task Colleague_TakesTheChosenTimeWhoseHoldRanOut_SaysSo()
    {
        var form = Filled();
        var step = RenderWhen(form);

        await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default);

        step.WaitForAssertion(() => Alert(step).ShouldBe("Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5) is not free any more. Choose another time."));
        form.Slot.ShouldBeNull();
        step.FindAll(".chosen-time").ShouldBeEmpty();
        form.Email.ShouldBe("john@patients.example");
    }

    [Fact]
    public void Time_Passes_ItsSlotGoes()
    {
        var step = RenderWhen();

        Clock.Advance(Nine.Start - Now);
        Timers.Elapse(Tick);

        step.WaitForAssertion(() => Times(step).ShouldBe(["09:30"]));
    }

    [Fact]
    public void Time_PassesTheChosenSlot_SaysSo()
    {
        var form = Filled();
        var step = RenderWhen(form);

        Clock.Advance(Nine.Start - Now);
        Timers.Elapse(Tick);

        step.WaitForAssertion(() => Alert(step).ShouldContain("is not free any more"));
        form.Slot.ShouldBeNull();
    }

    [Fact]
    public void Time_PassesADay_AnotherDayIsToday()
    {
        var step = RenderWhen();

        Clock.Advance(Duration.FromDays(1));
        Timers.Elapse(Tick);

        step.WaitForAssertion(() => step.Find("[aria-current=date]").TextContent.ShouldBe("2"));
    }

    [Fact]
    public void List_OlderThanHalfAMinute_IsAskedForAgain()
    {
        var step = RenderWhen();
        Care360.Slots = [HalfPastNine];

        Clock.Advance(Duration.FromSeconds(30));
        Timers.Elapse(Tick);

        step.WaitForAssertion(() => Times(step).ShouldBe(["09:30"]));
    }

    [Fact]
    public async Task List_Younger_IsNotAskedForAgain()
    {
        var step = RenderWhen();
        var readings = Care360.SlotReadings;

        Clock.Advance(Duration.FromSeconds(29));
        Timers.Elapse(Tick);
        await Bookings.HoldAsync(Dana, ColleaguesForm, Consultation, Nine, default);
        step.WaitForAssertion(() => Times(step).ShouldBe(["09:30"]));

        Care360.SlotReadings.ShouldBe(readings);
    }

    [Fact]
    public async Task PageLeft_StopsItsTimer()
    {
        RenderWhen();
        Timers.Running.ShouldBe(1);

        await DisposeComponentsAsync();

        Timers.Running.ShouldBe(0);
    }

    [Fact]
    public void ServiceListsNoSlots_ATimeIsTypedAndTheServiceDecides()
    {
        Care360.OnSlots = _ => Answer(new ApiOutcome<IReadOnlyList<ProviderSlots>>.Refused(404, "Not found", null));

        var step = RenderWhen(Timeless());

        step.FindAll("#book-date[aria-required=true], #book-time[aria-required=true]").Count.ShouldBe(2);
        TextOf(step.Find(".banner")).ShouldBe(
            "The service does not list free times to this portal. Type the time that you agreed on: the service decides whether it is free.");
        step.FindAll("table").ShouldBeEmpty();
    }

    [Fact]
    public async Task Typed_Time_IsSaidInBothZones()
    {
        var step = RenderTyped();

        await TypeAsync(step, "2027-03-02", "09:00");

        Chosen(step).ShouldBe(["Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5)", "For the invitee: Tue 2 Mar 2027, 19:30–20:00 IST (UTC+5:30)"]);
    }

    [Fact]
    public async Task Typed_TimeInAGap_OffersTheNearestTimes()
    {
        var form = Timeless();
        var step = RenderTyped(form);
        await TypeAsync(step, "2027-03-14", "02:30");
        TextOf(step.Find("#book-time-error")).ShouldContain("the clocks in America/New_York skip it");

        await step.InvokeAsync(() => step.FindAll(".question button").Single(button => TextOf(button).EndsWith("03:00", StringComparison.Ordinal)).ClickAsync(new()));

        form.StartTime.ShouldBe("03:00");
        Chosen(step)[0].ShouldBe("Sun 14 Mar 2027, 03:00–03:30 EDT (UTC−4)");
    }

    [Fact]
    public async Task Typed_TimeThatHappensTwice_AsksWhich()
    {
        var step = RenderTyped();
        await TypeAsync(step, "2027-11-07", "01:30");
        step.FindAll(".chosen-time").ShouldBeEmpty();
        step.FindAll("#book-offset label").Select(TextOf).ShouldBe(["The first, UTC−4", "The second, UTC−5"]);

        await step.InvokeAsync(() => step.FindAll("#book-offset input")[1].ChangeAsync(new() { Value = "on" }));

        Chosen(step)[0].ShouldBe("Sun 7 Nov 2027, 01:30–02:00 EST (UTC−5)");
    }

    [Fact]
    public async Task Failed_TryAgain_ListsTheTimes()
    {
        Care360.OnSlots = _ => Answer(new ApiOutcome<IReadOnlyList<ProviderSlots>>.Unknown("connection reset"));
        var step = RenderWhen();
        Alert(step).ShouldStartWith("Free times could not be read. The service did not answer as agreed: connection reset");
        Care360.OnSlots = null;

        await step.InvokeAsync(() => Button(step, "Try again").ClickAsync(new()));

        step.WaitForAssertion(() => Times(step).ShouldBe(["09:00", "09:30"]));
        step.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_TypeInstead_SaysThatTheServiceDecidesAndLeadsBack()
    {
        Care360.OnSlots = _ => Answer(new ApiOutcome<IReadOnlyList<ProviderSlots>>.Unknown("connection reset"));
        var form = Timeless();
        var step = RenderWhen(form);

        await step.InvokeAsync(() => Button(step, "Type a time instead").ClickAsync(new()));

        form.IsTimeTyped.ShouldBeTrue();
        TextOf(step.Find(".banner")).ShouldBe("The time is typed: the service decides whether it is free. Choose from free times");
        Care360.OnSlots = null;
        await step.InvokeAsync(() => Button(step, "Choose from free times").ClickAsync(new()));
        step.WaitForAssertion(() => Times(step).ShouldBe(["09:00", "09:30"]));
    }

    [Fact]
    public void Failed_LaterOn_KeepsTheTimesThatAreShown()
    {
        var step = RenderWhen();
        Care360.OnSlots = _ => Answer(new ApiOutcome<IReadOnlyList<ProviderSlots>>.Unknown("connection reset"));

        Clock.Advance(Duration.FromMinutes(1));
        Timers.Elapse(Tick);

        step.WaitForAssertion(() => Alert(step).ShouldStartWith("Free times could not be read."));
        Times(step).ShouldBe(["09:00", "09:30"]);
    }

    [Fact]
    public async Task InviteesZone_MovesTimesToItsDays()
    {
        Care360.Slots = [ThursdayAfternoon];
        var step = RenderWhen();

        await ShowInviteesZoneAsync(step);

        step.WaitForAssertion(() => ShownDay(step).ShouldBe("Friday, 5 March 2027"));
        Day(step, 5).GetAttribute("aria-label").ShouldBe("Friday, 5 March 2027, 1 free time");
        Day(step, 4).GetAttribute("aria-label").ShouldBe("Thursday, 4 March 2027, no free time");
        InBoth(step).ShouldBe(["01:30 | Thu 15:00"]);
    }

    [Fact]
    public async Task InviteesZone_AndBack_MovesThemBack()
    {
        Care360.Slots = [ThursdayAfternoon];
        var step = RenderWhen();
        await ShowInviteesZoneAsync(step);

        await step.InvokeAsync(() => step.FindAll("input[name=book-shown-zone]")[0].ChangeAsync(new() { Value = "on" }));

        step.WaitForAssertion(() => ShownDay(step).ShouldBe("Thursday, 4 March 2027"));
        InBoth(step).ShouldBe(["15:00 | Fri 01:30"]);
    }

    [Fact]
    public async Task InviteesZone_WithTheSameClock_KeepsTheDayShown()
    {
        var form = Timeless();
        form.TimeZone = "America/Toronto";
        var step = RenderWhen(form);

        await ShowInviteesZoneAsync(step);

        Times(step).ShouldBe(["09:00", "09:30"]);
        step.FindAll(".slot small").ShouldBeEmpty();
    }

    [Fact]
    public async Task InviteesZone_NotKnown_SaysHowToChooseIt()
    {
        var form = Timeless();
        form.TimeZone = "Mars";
        var step = RenderWhen(form);

        await ShowInviteesZoneAsync(step);

        TextOf(step.Find("#book-shown-zone-error")).ShouldBe("Time zone must be chosen from the list, for example America/New_York.");
    }

    [Fact]
    public async Task InviteesZone_ChosenHere_IsTheFormsAndMovesTheTimes()
    {
        Care360.Slots = [ThursdayAfternoon];
        var form = Timeless();
        var step = RenderWhen(form);
        await ShowInviteesZoneAsync(step);

        await step.InvokeAsync(() => step.Find("#book-shown-zone").InputAsync(new() { Value = "Asia/Kathmandu" }));

        form.TimeZone.ShouldBe("Asia/Kathmandu");
        step.WaitForAssertion(() => Times(step).ShouldBe(["01:45"]));
    }

    [Fact]
    public void ViewersZone_ChosenForTheWholePortal_MovesTheTimesToo()
    {
        Care360.Slots = [ThursdayAfternoon];
        var step = RenderWhen();

        step.Render(p => p.Add(host => host.Zone, DateTimeZoneProviders.Tzdb["Asia/Tokyo"]));

        step.WaitForAssertion(() => (ShownDay(step), Times(step).ShouldHaveSingleItem()).ShouldBe(("Friday, 5 March 2027", "05:00")));
    }

    [Fact]
    public async Task InviteesZone_MonthHasOtherEnds_ListsTheTimesThere()
    {
        Care360.Slots = [Slot(Instant.FromUtc(2027, 3, 31, 20, 0))];
        var form = Timeless();
        form.TimeZone = "Pacific/Auckland";
        var step = RenderWhen(form);
        Status(step).ShouldBe("1 free time in March 2027.");

        await ShowInviteesZoneAsync(step);

        step.WaitForAssertion(() => Status(step).ShouldBe("No free times in March 2027."));
        await step.InvokeAsync(() => step.Find("[aria-label='Next month']").ClickAsync(new()));
        step.WaitForAssertion(() => (ShownDay(step), Times(step).ShouldHaveSingleItem()).ShouldBe(("Thursday, 1 April 2027", "09:00")));
    }

    [Fact]
    public void ChosenTime_IsSaidInBothZones() =>
        Chosen(RenderWhen(Filled())).ShouldBe(["Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5)", "For the invitee: Tue 2 Mar 2027, 19:30–20:00 IST (UTC+5:30)"]);

    [Fact]
    public async Task ChosenTime_ShownForTheInvitee_IsSaidInBothZonesTheOtherWayRound()
    {
        var step = RenderWhen(Filled());

        await ShowInviteesZoneAsync(step);

        step.WaitForAssertion(() => Chosen(step).ShouldBe(["Tue 2 Mar 2027, 19:30–20:00 IST (UTC+5:30)", "For you: Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5)"]));
    }

    [Fact]
    public void HalfHourZones_OfBoth_AreExact()
    {
        var step = RenderWhen(zone: DateTimeZoneProviders.Tzdb["America/St_Johns"]);

        InBoth(step).ShouldBe(["10:30 | 19:30", "11:00 | 20:00"]);
    }

    [Fact]
    public void RepeatedHour_EachTimeSaysItsOffset()
    {
        Clock.Advance(Instant.FromUtc(2027, 11, 1, 12, 0) - Now);
        Care360.Slots = [Slot(Instant.FromUtc(2027, 11, 7, 5, 30)), Slot(Instant.FromUtc(2027, 11, 7, 6, 30))];

        var step = RenderWhen();

        step.FindAll(".slot > span").Select(TextOf).ShouldBe(["01:30 EDT (UTC−4)", "01:30 EST (UTC−5)"]);
    }

    [Theory]
    [InlineData("ArrowLeft", false, "2027-03-03")]
    [InlineData("ArrowRight", false, "2027-03-05")]
    [InlineData("ArrowDown", false, "2027-03-11")]
    [InlineData("Home", false, "2027-03-01")]
    [InlineData("End", false, "2027-03-07")]
    [InlineData("PageDown", false, "2027-04-04")]
    [InlineData("PageDown", true, "2028-03-04")]
    public async Task Key_MovesFocusToADayThatAloneIsInTheTabOrder(string key, bool isShift, string day)
    {
        Care360.Slots = [ThursdayAfternoon];
        var step = RenderWhen();

        await PressAsync(step, key, isShift);

        step.WaitForAssertion(() => step.FindAll(".slot-day[tabindex='0']").ShouldHaveSingleItem().Id.ShouldBe($"book-day-{day}"));
        step.WaitForAssertion(() => JSInterop.Invocations["portal.focus"][^1].Arguments.ShouldBe([$"#book-day-{day}"]));
    }

    [Theory]
    [InlineData("ArrowUp")]
    [InlineData("PageUp")]
    public async Task Key_IntoThePast_StopsAtToday(string key)
    {
        var step = RenderWhen();

        await PressAsync(step, key);

        step.Find(".slot-day[tabindex='0']").Id.ShouldBe("book-day-2027-03-01");
    }

    [Fact]
    public async Task Key_IntoAnotherMonth_ListsItsTimesAndLeavesFocusOnTheDay()
    {
        Care360.Slots = [Nine, Slot(Instant.FromUtc(2027, 4, 20, 14, 0))];
        var step = RenderWhen();

        await PressAsync(step, "PageDown");

        step.WaitForAssertion(() => (MonthName(step), Status(step)).ShouldBe(("April 2027", "1 free time in April 2027.")));
        step.Find(".slot-day[tabindex='0']").Id.ShouldBe("book-day-2027-04-02");
    }

    [Fact]
    public async Task Keys_AnswersOvertakeEachOther_TheLastMonthIsShown()
    {
        var april = new TaskCompletionSource();
        var may = Slot(Instant.FromUtc(2027, 5, 4, 14, 0));
        Care360.OnSlots = async query =>
        {
            await (query.Start.InUtc().Month == 4 ? april.Task : Task.CompletedTask);
            return FakeScheduling.Listed(query, [Nine, may]);
        };
        var step = RenderWhen();

        var first = PressAsync(step, "PageDown");
        await PressAsync(step, "PageDown");
        april.SetResult();
        await first;

        step.WaitForAssertion(() => (MonthName(step), Status(step)).ShouldBe(("May 2027", "1 free time in May 2027.")));
        step.Find(".slot-day[tabindex='0']").Id.ShouldBe("book-day-2027-05-02");
    }

    [Fact]
    public async Task Key_WhileTheNextMonthIsRead_IsNotLost()
    {
        var answer = new TaskCompletionSource();
        var step = RenderWhen();
        Care360.OnSlots = async query =>
        {
            await answer.Task;
            return FakeScheduling.Listed(query, [Slot(Instant.FromUtc(2027, 4, 20, 14, 0))]);
        };

        var reading = PressAsync(step, "PageDown");
        await PressAsync(step, "ArrowRight");
        answer.SetResult();
        await reading;

        step.WaitForAssertion(() => step.Find(".slot-day[tabindex='0']").Id.ShouldBe("book-day-2027-04-03"));
    }

    [Fact]
    public void Notice_OfThePage_IsTold() => Alert(RenderWhen(notice: "This time has just been taken.")).ShouldBe("This time has just been taken.");

    [Fact]
    public void Error_NoTimeChosen_IsSaid() => TextOf(RenderWhen(showsErrors: true).Find("#book-slot-error")).ShouldBe("Time is required: choose a free one.");

    /// <summary>As the server sends the page before its circuit is there.</summary>
    [Fact]
    public async Task Prerendered_SaysThatItReadsAndNotThatNothingIsFree()
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);

        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<WhenStep>(ParameterView.FromDictionary(Parameters(new()
        {
            [nameof(WhenStep.Caller)] = Dana,
            [nameof(WhenStep.Form)] = Timeless(),
            [nameof(WhenStep.Read)] = ReadBooking.Nothing,
            [nameof(WhenStep.Zone)] = NewYork,
            [nameof(WhenStep.ErrorOf)] = (Func<string, string?>)(_ => null),
            [nameof(WhenStep.Change)] = (Func<string, Action, Task>)((_, _) => Task.CompletedTask),
        })))).ToHtmlString());

        html.ShouldContain("Reading free times");
        html.ShouldNotContain("No free times");
    }

    private static Task<ApiOutcome<IReadOnlyList<ProviderSlots>>> Answer(ApiOutcome<IReadOnlyList<ProviderSlots>> answer) => Task.FromResult(answer);

    private static IElement Day(IRenderedComponent<StepHost> step, int day) => step.Find($"#book-day-2027-03-{day:00}");

    private static IReadOnlyList<string> Times(IRenderedComponent<StepHost> step) => [.. step.FindAll(".slot > span").Select(TextOf)];

    /// <summary>The times in the shown zone and in the other one.</summary>
    private static IReadOnlyList<string> InBoth(IRenderedComponent<StepHost> step) => [.. step.FindAll(".slot").Select(slot => string.Join(" | ", slot.Children.Select(TextOf)))];

    private static IElement Time(IRenderedComponent<StepHost> step, string time) => step.FindAll(".slot").Single(slot => Says(slot.QuerySelector("span")!, time));

    private static IReadOnlyList<string> Chosen(IRenderedComponent<StepHost> step) => [.. step.FindAll(".chosen-time p, .chosen-time .line").Select(TextOf)];

    private static string Status(IRenderedComponent<StepHost> step) => TextOf(step.Find(".slot-month > [role=status]"));

    private static string MonthName(IRenderedComponent<StepHost> step) => TextOf(step.Find("#book-month"));

    private static string ShownDay(IRenderedComponent<StepHost> step) => TextOf(step.Find("#book-day"));

    private static string Alert(IRenderedComponent<StepHost> step) => TextOf(step.FindAll("[role=alert]").ShouldHaveSingleItem());

    private static Task ShowInviteesZoneAsync(IRenderedComponent<StepHost> step) => step.InvokeAsync(() => step.FindAll("input[name=book-shown-zone]")[1].ChangeAsync(new() { Value = "on" }));

    private static Task PressAsync(IRenderedComponent<StepHost> step, string key, bool isShift = false) =>
        step.InvokeAsync(() => step.Find("table").KeyDownAsync(new KeyboardEventArgs { Key = key, ShiftKey = isShift }));

    private static async Task TypeAsync(IRenderedComponent<StepHost> step, string date, string time)
    {
        await step.InvokeAsync(() => step.Find("#book-date").InputAsync(new() { Value = date }));
        await step.InvokeAsync(() => step.Find("#book-time").InputAsync(new() { Value = time }));
    }

    private static Dictionary<string, object?> Parameters(Dictionary<string, object?> more, IsoDayOfWeek weekStart = IsoDayOfWeek.Monday, string? notice = null) => new(more, StringComparer.Ordinal)
    {
        [nameof(WhenStep.FormId)] = FormId,
        [nameof(WhenStep.EventType)] = Consultation,
        [nameof(WhenStep.WeekStart)] = weekStart,
        [nameof(WhenStep.Notice)] = notice,
    };

    private IRenderedComponent<StepHost> RenderTyped(BookingForm? form = null)
    {
        Care360.OnSlots = _ => Answer(new ApiOutcome<IReadOnlyList<ProviderSlots>>.Refused(404, "Not found", null));
        return RenderWhen(form, showsErrors: true);
    }

    /// <summary>Renders the step and waits until it has read what is free.</summary>
    private IRenderedComponent<StepHost> RenderWhen(
        BookingForm? form = null, DateTimeZone? zone = null, IsoDayOfWeek weekStart = IsoDayOfWeek.Monday, string? notice = null, bool showsErrors = false)
    {
        var step = RenderStep<WhenStep>(form ?? Timeless(), showsErrors, zone, host => Parameters(
            new() { [nameof(WhenStep.HeldUntil)] = host.HeldUntil, [nameof(WhenStep.OnHeld)] = host.OnHeld }, weekStart, notice));
        step.WaitForState(() => step.FindAll("[role=status]").All(status => !status.TextContent.Contains("Reading", StringComparison.Ordinal)));
        return step;
    }
}
