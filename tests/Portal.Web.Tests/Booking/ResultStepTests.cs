using Bunit;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class ResultStepTests : WizardTest
{
    private const string Before = "Thu 4 Mar 2027, 15:00–15:30 EST (UTC−5)";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<(bool SendAgain, string Reason)> _notThere = [];
    private int _found;

    /// <summary>State of the new appointment, state of the old one, and what is said of the two.</summary>
    public static TheoryData<ItemState, ItemState, string> Moves => new()
    {
        { ItemState.Confirmed, ItemState.Cancelled, $"The old appointment of {Before} is cancelled." },
        { ItemState.Confirmed, ItemState.Removed, $"The old appointment of {Before} is cancelled." },
        { ItemState.Confirmed, ItemState.Cancelling, $"The new appointment is booked. The old one of {Before} is being cancelled." },
        {
            ItemState.Confirmed, ItemState.CancelUnconfirmed,
            $"The new appointment is booked. Nobody knows whether the old one of {Before} was cancelled: open it in the calendar and cancel it again, which is safe."
        },
        {
            ItemState.Confirmed, ItemState.Confirmed,
            $"Both appointments exist: the new one is booked, and the old one of {Before} was not cancelled. Open it in the calendar to cancel it."
        },
        { ItemState.Rejected, ItemState.Confirmed, $"The old appointment of {Before} stands unchanged." },
        { ItemState.Rejected, ItemState.Cancelled, $"The old appointment of {Before} is cancelled." },
        { ItemState.Unknown, ItemState.Confirmed, $"The old appointment of {Before} stands until it is known whether the new one exists." },
        { ItemState.Pending, ItemState.Confirmed, $"The old appointment of {Before} stands until the new one is confirmed." },
        { ItemState.Waiting, ItemState.Confirmed, $"The old appointment of {Before} stands until the new one is confirmed." },
        { ItemState.Waiting, ItemState.Cancelling, $"The old appointment of {Before} is being cancelled." },
        {
            ItemState.Unknown, ItemState.CancelUnconfirmed,
            $"Nobody knows whether the old appointment of {Before} was cancelled: open it in the calendar and cancel it again, which is safe."
        },
        { ItemState.Cancelled, ItemState.Cancelled, $"The old appointment of {Before} is cancelled." },
        { ItemState.Cancelled, ItemState.Confirmed, $"The old appointment of {Before} was not cancelled." },
        { ItemState.Cancelling, ItemState.Confirmed, $"The old appointment of {Before} was not cancelled." },
        { ItemState.CancelUnconfirmed, ItemState.Confirmed, $"The old appointment of {Before} was not cancelled." },
        { ItemState.Removed, ItemState.Removed, $"The old appointment of {Before} is cancelled." },
    };

    [Theory]
    [InlineData(ItemState.Pending, "Booking…", "It is stored here and on its way to the service. You may leave this page.")]
    [InlineData(ItemState.Waiting, "The service asked to wait", "It is stored here and sent again by itself. You may leave this page; the time is not certain before the service confirms it.")]
    [InlineData(ItemState.Confirmed, "Booked", "The service has confirmed it.")]
    [InlineData(
        ItemState.Unknown, "We do not know whether it was booked",
        "The service gave no clear answer, so the appointment may exist. Do not book it again: the time stays taken here until it is known.")]
    [InlineData(ItemState.Rejected, "The service refused the booking", "Nothing was booked.")]
    [InlineData(ItemState.Cancelling, "This appointment is being cancelled", "")]
    [InlineData(ItemState.CancelUnconfirmed, "This appointment is being cancelled", "")]
    [InlineData(ItemState.Cancelled, "This appointment was cancelled", "")]
    [InlineData(ItemState.Removed, "This appointment was cancelled", "")]
    public void State_IsSaidInWords(ItemState state, string heading, string meaning)
    {
        var result = Render(Item(state));

        TextOf(result.Find("h2")).ShouldBe(heading);
        TextOf(result.Find(".result p")).ShouldBe(meaning);
    }

    [Fact]
    public void State_GivenUpHere_DoesNotBlameTheService()
    {
        var result = Render(Item(ItemState.Rejected) with { IsGivenUp = true, Reason = "Not in Care360, says Dana." });

        TextOf(result.Find("h2")).ShouldBe("The booking was given up");
        TextOf(result.Find("[role=alert]")).ShouldBe("What is known: Not in Care360, says Dana.");
    }

    [Fact]
    public void Rejected_TellsTheServicesReason() =>
        TextOf(Render(Item(ItemState.Rejected) with { Reason = "Invalid email address" }).Find("[role=alert]")).ShouldBe("The service’s reason: Invalid email address");

    [Fact]
    public void Problem_IsTold() =>
        TextOf(Render(Item(ItemState.Unknown), problem: "That was not saved.").Find("[role=alert]")).ShouldBe("That was not saved.");

    [Fact]
    public void Countdown_Ticks_UntilItIsTriedAgain()
    {
        var result = Render(Item(ItemState.Waiting) with { RetryAt = Now + Duration.FromSeconds(90) });
        TextOf(result.Find("[role=timer]")).ShouldBe("Next try in 1 min 30 s (07:01 EST (UTC−5))");

        Pass(31);
        result.WaitForAssertion(() => TextOf(result.Find("[role=timer]")).ShouldStartWith("Next try in 59 s"));

        Pass(59);
        result.WaitForAssertion(() => TextOf(result.Find("[role=timer]")).ShouldStartWith("Trying now…"));
    }

    [Fact]
    public void Countdown_ServiceConfirms_IsGoneAndItsTimerStopped()
    {
        var result = Render(Item(ItemState.Waiting) with { RetryAt = Now + Duration.FromSeconds(90) });

        result.Render(p => p.Add(step => step.Item, Item(ItemState.Confirmed)));

        result.FindAll("[role=timer]").ShouldBeEmpty();
        Timers.Running.ShouldBe(0);
    }

    [Fact]
    public async Task Countdown_PageLeft_StopsItsTimer()
    {
        Render(Item(ItemState.Waiting) with { RetryAt = Now + Duration.FromSeconds(90) });
        Timers.Running.ShouldBe(1);

        await DisposeComponentsAsync();

        Timers.Running.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Moves))]
    public void Move_SaysWhatExists(ItemState state, ItemState old, string text)
    {
        var result = Render(Item(state), Moved(old));

        TextOf(result.Find(".banner[role=status]")).ShouldBe(text);
    }

    [Fact]
    public void Move_Confirmed_IsHeadedAsAMove() => TextOf(Render(Item(ItemState.Confirmed), Moved(ItemState.Cancelled)).Find("h2")).ShouldBe("Booked at the new time");

    [Theory]
    [InlineData(ItemState.Cancelled, "banner--info")]
    [InlineData(ItemState.Removed, "banner--info")]
    [InlineData(ItemState.Cancelling, "banner--warning")]
    [InlineData(ItemState.Confirmed, "banner--warning")]
    public void Move_NotDone_IsAWarning(ItemState old, string look) => Render(Item(ItemState.Confirmed), Moved(old)).Find(".banner[role=status]").ClassList.ShouldContain(look);

    [Fact]
    public void Details_SayTheTimeForBoth() => Detail(Render(Item(ItemState.Confirmed)), "When").ShouldBe(
        "Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5) For the invitee: Tue 2 Mar 2027, 19:30–20:00 IST (UTC+5:30)");

    [Fact]
    public void Details_InviteesClockIsTheSame_SayTheTimeOnce() =>
        Detail(Render(Item(ItemState.Confirmed) with { TimeZone = "America/Toronto" }), "When").ShouldBe("Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5)");

    [Fact]
    public void Details_SayWhatWhoAndWhere()
    {
        var result = Render(Item(ItemState.Confirmed));

        (Detail(result, "What"), Detail(result, "Who"), Detail(result, "Where")).ShouldBe(
            ("Initial consultation · Dr. Maya Okafor", "John Doe, john@patients.example", "Zoom"));
    }

    [Theory]
    [InlineData(ItemState.Confirmed)]
    [InlineData(ItemState.Waiting)]
    [InlineData(ItemState.Unknown)]
    public void Calendar_File_IsOfferedForDownload(ItemState state)
    {
        var link = Link(Render(Item(state)), "Add to my calendar (.ics)").ShouldNotBeNull();

        link.GetAttribute("href").ShouldBe($"/calendar/events/{Item(state).Id}.ics");
        link.HasAttribute("download").ShouldBeTrue();
    }

    [Fact]
    public void Rejected_OffersToCorrectItAndNoCalendarFile()
    {
        var result = Render(Item(ItemState.Rejected));

        Link(result, "Correct and book again").ShouldNotBeNull().GetAttribute("href").ShouldBe(BookingAddress.Correct(Item(ItemState.Rejected).Id));
        Link(result, "Add to my calendar (.ics)").ShouldBeNull();
    }

    [Fact]
    public void Confirmed_OffersNoCorrection() => Link(Render(Item(ItemState.Confirmed)), "Correct and book again").ShouldBeNull();

    [Fact]
    public void Links_LeadToItsDayInTheCalendarAndToAnotherBooking()
    {
        var result = Render(Item(ItemState.Confirmed));

        Link(result, "Show in the calendar").ShouldNotBeNull().GetAttribute("href").ShouldBe($"/calendar?view=day&date=2027-03-02&event={Item(ItemState.Confirmed).Id}");
        Link(result, "Book another").ShouldNotBeNull().GetAttribute("href").ShouldBe(BookingAddress.New());
    }

    [Fact]
    public async Task Copy_TakesTheDetailsAndSaysSo()
    {
        JSInterop.Setup<bool>("portal.copy", "#book-details").SetResult(true);
        var result = Render(Item(ItemState.Confirmed));

        await Button(result, "Copy details").ClickAsync(new());

        TextOf(result.Find("p.hint[role=status]")).ShouldBe("Copied.");
    }

    [Fact]
    public async Task Copy_NotAllowedByTheBrowser_SaysHowElse()
    {
        JSInterop.Setup<bool>("portal.copy", "#book-details").SetResult(false);
        var result = Render(Item(ItemState.Confirmed));

        await Button(result, "Copy details").ClickAsync(new());

        TextOf(result.Find("p.hint[role=status]")).ShouldContain("copy them with your keyboard or menu");
    }

    [Fact]
    public async Task Unknown_Found_IsPassedOn()
    {
        var result = Render(Item(ItemState.Unknown));

        await Button(result, "I found it there").ClickAsync(new());

        _found.ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_NotThere_CanBeSaidOnlyAfterTheQuietTime()
    {
        var result = Render(Item(ItemState.Unknown) with { ResolvableFrom = Now + Duration.FromSeconds(30) });
        result.FindAll("button").Select(TextOf).ShouldNotContain("It is not there");

        Pass(30);
        result.WaitForAssertion(() => result.FindAll("button").Select(TextOf).ShouldContain("It is not there"));
        await Button(result, "It is not there").ClickAsync(new());
        await result.Find("#not-there-reason").InputAsync(new() { Value = " Looked twice " });
        await Button(result, "Send it again").ClickAsync(new());

        _notThere.ShouldBe([(true, "Looked twice")]);
    }

    /// <summary>An appointment booked here, for tomorrow at nine.</summary>
    internal static CalendarItem Item(ItemState state) => new()
    {
        Id = "0f0f0f0f-0000-4000-8000-00000000000a",
        Source = CalendarSource.Appointment,
        Title = "Initial consultation",
        Start = Nine.Start,
        End = Nine.End,
        TimeZone = "Asia/Kolkata",
        Location = Consultation.Locations[0],
        ProviderName = Consultation.ProviderName,
        InviteeName = "John Doe",
        InviteeEmail = "john@patients.example",
        State = state,
        StateSince = Now,
    };

    private static ItemMoves Moved(ItemState old) => new(new ItemMove("0f0f0f0f-0000-4000-8000-00000000000b", ThursdayAfternoon.Start, ThursdayAfternoon.End, old), null);

    private static string Detail(IRenderedComponent<ResultStep> result, string name) =>
        TextOf(result.FindAll("#book-details dt").Single(term => Says(term, name)).NextElementSibling!);

    private static AngleSharp.Dom.IElement? Link(IRenderedComponent<ResultStep> result, string text) => result.FindAll("a").SingleOrDefault(link => Says(link, text));

    private void Pass(int seconds)
    {
        Clock.Advance(Duration.FromSeconds(seconds));
        Timers.Elapse(Second);
    }

    private IRenderedComponent<ResultStep> Render(CalendarItem item, ItemMoves? moves = null, string? problem = null) => Render<ResultStep>(p => p
        .Add(step => step.Item, item)
        .Add(step => step.Moves, moves ?? ItemMoves.None)
        .Add(step => step.Zone, NewYork)
        .Add(step => step.Problem, problem)
        .Add(step => step.OnFound, () => _found++)
        .Add(step => step.OnNotThere, _notThere.Add));
}
