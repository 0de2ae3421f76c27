using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>A patient appointment from the first step to the calendar, and its end.</summary>
public sealed class BookingTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    private const string Consultation = "85f13305-0647-4473-9e63-0a56af405f6f";

    [Fact]
    public async Task Book_ByMouse_IsConfirmedShownAndCancelled()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Book", Exact = true }).ClickAsync();
        await wizard.StartAfreshAsync();
        await wizard.ChooseTypeAsync();
        await wizard.ChooseTimeAsync();
        await wizard.Continue.ClickAsync();
        await wizard.FillWhoAsync("mouse@patients.example");
        await wizard.ChooseWhereAsync();
        await Expect(wizard.Main).ToContainTextAsync("mouse@patients.example");

        await wizard.Book.ClickAsync();

        await wizard.BookedAsync();
        var file = await nurse.Page.RunAndWaitForDownloadAsync(() => nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Add to my calendar (.ics)" }).ClickAsync());
        var ics = await File.ReadAllTextAsync(await file.PathAsync());
        ics.ShouldContain("SUMMARY:Initial consultation");
        ics.ShouldMatch("UID:[0-9a-f-]{36}@northside.portal");
        await nurse.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Copy details" }).ClickAsync();
        await Expect(wizard.Main).ToContainTextAsync("Copied.");
        (await nurse.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldContain("mouse@patients.example");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Show in the calendar" }).ClickAsync();
        await calendar.ReadyAsync();
        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Panel).ToContainTextAsync("mouse@patients.example");
        await Expect(calendar.Event("Initial consultation · John Doe", "Confirmed").First).ToBeVisibleAsync();
        (await AppointmentsAsync("mouse@patients.example")).Count.ShouldBe(1);

        await Expect(calendar.Panel.GetByRole(AriaRole.Button, new() { Name = "Cancel appointment" })).ToBeVisibleAsync();
        await CancelAsync(calendar, "Patient is ill");

        await calendar.PanelSaysAsync("Cancelled");
        (await AppointmentsAsync("mouse@patients.example")).ShouldBeEmpty();
        nurse.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Book_WithTheKeyboardAlone_IsConfirmed()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        var keyboard = nurse.Page.Keyboard;
        await wizard.OpenAsync();
        await wizard.OnStepAsync("What is to be booked?");

        // What: the first radio by Tab, another by arrow.
        await wizard.Main.GetByRole(AriaRole.Heading, new() { Level = 2 }).FocusAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Space");
        await keyboard.PressAsync("ArrowDown");
        await Expect(wizard.Main.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Initial consultation") })).ToBeCheckedAsync();
        await Expect(wizard.Main).ToContainTextAsync("Draft saved");
        await keyboard.PressAsync("Enter");
        await wizard.OnStepAsync("When?");
        await Expect(wizard.Step("When?")).ToBeFocusedAsync();

        // When: to the grid, a month on, to a free day, and to its first time.
        await wizard.FreeDays.First.WaitForAsync();
        await TabToAsync(wizard.Page, "[data-date-keys] button");
        var month = await wizard.Page.Locator("#book-month").InnerTextAsync();
        await keyboard.PressAsync("PageDown");
        await Expect(wizard.Page.Locator("#book-month")).Not.ToHaveTextAsync(month);
        await wizard.FreeDays.First.WaitForAsync();
        for (var i = 0; i < 14 && await wizard.Page.EvaluateAsync<bool>("document.activeElement.getAttribute('aria-disabled') === 'true'"); i++)
        {
            var before = await FocusedNameAsync(wizard.Page);
            await keyboard.PressAsync("ArrowRight");
            await wizard.Page.WaitForFunctionAsync("before => document.activeElement.getAttribute('aria-label') !== before", before);
        }

        await keyboard.PressAsync("Enter");
        await Expect(wizard.Page.Locator("#book-day")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Expect(wizard.ChosenTime).ToHaveCountAsync(1);
        await TabToAsync(wizard.Page, "button[type=submit]");
        await keyboard.PressAsync("Enter");

        // Who.
        await Expect(wizard.Step("Who is it for?")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("keys@patients.example");
        await keyboard.PressAsync("Enter");

        // Where.
        await Expect(wizard.Step("Where?")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Space");
        await Expect(wizard.Field("Google Meet")).ToBeCheckedAsync();
        await keyboard.PressAsync("Enter");

        // Review.
        await Expect(wizard.Step("Is everything right?")).ToBeFocusedAsync();
        await TabToAsync(wizard.Page, "button[type=submit]");
        await keyboard.PressAsync("Enter");

        await wizard.BookedAsync();
        await Expect(wizard.Step("Booked")).ToBeFocusedAsync();
        nurse.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoWindows_SameSlotAtOnce_OneHoldsItAndTheOtherIsTold()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await using var doctor = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await doctor.SignInAsync(SignInPage.NorthsideAdmin);
        var (here, there) = (new BookPage(nurse.Page), new BookPage(doctor.Page));
        foreach (var wizard in new[] { here, there })
        {
            await wizard.OpenAsync();
            await wizard.ChooseTypeAsync();
            await wizard.OnStepAsync("When?");
            await wizard.ShowNextMonthAsync();
        }

        var slot = await here.Times.First.InnerTextAsync();
        (await there.Times.First.InnerTextAsync()).ShouldBe(slot);
        IElementHandle[] same = [await here.Times.First.ElementHandleAsync(), await there.Times.First.ElementHandleAsync()];
        await Task.WhenAll(same.Select(time => time.DispatchEventAsync("click")));

        // Whoever has it keeps it; from the other's list it goes, with or without a word about a click that came too late.
        var first = await Task.WhenAny(here.ChosenTime.WaitForAsync(), there.ChosenTime.WaitForAsync());
        await first;
        var (winner, loser) = await here.ChosenTime.CountAsync() == 1 ? (here, there) : (there, here);
        await Expect(loser.Times.Filter(new() { HasText = slot })).ToHaveCountAsync(0);
        await Expect(loser.ChosenTime).ToHaveCountAsync(0);

        await winner.Continue.ClickAsync();
        await winner.FillWhoAsync("race@patients.example");
        await winner.ChooseWhereAsync();
        await winner.Book.ClickAsync();
        await winner.BookedAsync();
        (await AppointmentsAsync("race@patients.example")).Count.ShouldBe(1);
        await Expect(loser.Times.Filter(new() { HasText = slot })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Book_SlotTakenAtTheServiceMeanwhile_LeadsBackWithEverythingElseKept()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.FillAsync("late@patients.example");
        await TakeAtTheServiceAsync(await ReviewedStartAsync(wizard), "quicker@patients.example");

        await wizard.Book.ClickAsync();

        await wizard.OnStepAsync("When?");
        await Expect(wizard.Main).ToContainTextAsync("Choose another; everything else is kept.");
        await nurse.CheckAppearanceAsync("book-slot-taken");
        await wizard.ChooseShownTimeAsync();
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Field("E-mail")).ToHaveValueAsync("late@patients.example");
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Field("Zoom")).ToBeCheckedAsync();
        await wizard.Continue.ClickAsync();
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
        (await AppointmentsAsync("late@patients.example")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reload_AtEveryStep_LosesNothing()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideAdmin);
        var wizard = new BookPage(nurse.Page);
        await wizard.OpenAsync();
        await wizard.ChooseTypeAsync();
        await wizard.ChooseTimeAsync();
        await Expect(wizard.Main).ToContainTextAsync("Draft saved");

        await ReloadAsync(wizard, "When?");
        await Expect(wizard.ChosenTime).ToHaveCountAsync(1);
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Who is it for?");
        await wizard.Field("E-mail").FillAsync("reload@patients.example");
        await Expect(wizard.Main).ToContainTextAsync("Draft saved");
        await ReloadAsync(wizard, "Who is it for?");
        await Expect(wizard.Field("E-mail")).ToHaveValueAsync("reload@patients.example");
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Where?");
        await wizard.Field("Zoom").CheckAsync();
        await Expect(wizard.Main).ToContainTextAsync("Draft saved");
        await ReloadAsync(wizard, "Where?");
        await Expect(wizard.Field("Zoom")).ToBeCheckedAsync();
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Is everything right?");
        await ReloadAsync(wizard, "Is everything right?");
        await Expect(wizard.Main).ToContainTextAsync("reload@patients.example");

        await nurse.Page.GoBackAsync();
        await wizard.OnStepAsync("Where?");
        await nurse.Page.GoForwardAsync();
        await wizard.OnStepAsync("Is everything right?");
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
        await ReloadAsync(wizard, "Booked");
        await nurse.Page.GoBackAsync();
        await wizard.BookedAsync();
    }

    [Fact]
    public async Task Invitee_InKolkata_SeenFromStJohns_ShowsBothClocks()
    {
        await using var nurse = await browser.VisitAsync(portal.Server, "America/St_Johns");
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.OpenAsync("?new=1&timezone=Asia/Kolkata");
        await wizard.ChooseTypeAsync();
        await wizard.ChooseTimeAsync();
        var mine = await wizard.Main.GetByText(new Regex("NST|NDT")).Last.InnerTextAsync();
        await Expect(wizard.Main).ToContainTextAsync("For the invitee:");
        await wizard.Field("The invitee’s").Or(wizard.Main.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^The invitee") })).First.CheckAsync();
        await Expect(wizard.ChosenTime).ToHaveCountAsync(1);
        mine.ShouldNotBeEmpty();
        await wizard.Continue.ClickAsync();
        await wizard.FillWhoAsync("kolkata@patients.example");
        await wizard.ChooseWhereAsync();

        // What both say is what the browser's own Intl says of the instant.
        var start = await ReviewedStartAsync(wizard, "kolkata@patients.example");
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
        var booked = (await AppointmentsAsync("kolkata@patients.example")).ShouldHaveSingleItem();
        var instant = booked.GetProperty("start").GetString() ?? "";
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(start);
        foreach (var (zone, offset) in new[] { ("America/St_Johns", "UTC−3:30"), ("Asia/Kolkata", "UTC+5:30") })
        {
            var clock = await nurse.Page.EvaluateAsync<string>(
                "([instant, zone]) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant))", new[] { instant, zone });
            await Expect(wizard.Main.Locator("#book-details")).ToContainTextAsync(new Regex(Regex.Escape(clock) + "–\\d\\d:\\d\\d \\w+ \\(" + Regex.Escape(offset) + "\\)"));
        }
    }

    [Fact]
    public async Task Link_WithTypeInviteeAndTracking_BeginsThereAndKeepsNoneOfItInTheAddress()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);

        await wizard.OpenAsync($"?eventType={Consultation}&email=linked@patients.example&utm_source=letter&utm_campaign=spring");

        await wizard.OnStepAsync("When?");
        nurse.Page.Url.ShouldNotContain("linked");
        await wizard.ChooseTimeAsync();
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Field("E-mail")).ToHaveValueAsync("linked@patients.example");
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Main).ToContainTextAsync("letter · spring");
        await wizard.ChooseWhereAsync();
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
        (await AppointmentsAsync("linked@patients.example")).ShouldHaveSingleItem().GetProperty("meetingDetails").GetProperty("tracking").GetProperty("utm_source").GetString().ShouldBe("letter");
    }

    [Fact]
    public async Task Link_WithAStartThatIsNoFreeSlot_SaysSo()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);

        await wizard.OpenAsync($"?eventType={Consultation}&start={DateTimeOffset.UtcNow.AddDays(9):yyyy-MM-dd}T03:07:00Z");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "When", Exact = true }).ClickAsync();

        await Expect(wizard.Main).ToContainTextAsync("is not free any more. Choose another time.");
        await Expect(wizard.ChosenTime).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task SignOut_InMidForm_ComesBackToWhatWasFilledIn()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.LakeviewClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.OpenAsync();
        await wizard.ChooseTypeAsync("Nurse call");
        await wizard.ChooseShownTimeAsync();
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Who is it for?");
        await wizard.Field("E-mail").FillAsync("later@patients.example");
        await Expect(wizard.Main).ToContainTextAsync("Draft saved");

        await nurse.Page.Locator("summary", new() { HasText = "Account" }).ClickAsync();
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await nurse.SignInAsync(SignInPage.LakeviewClinical);
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Book", Exact = true }).ClickAsync();

        await Expect(wizard.Main).ToContainTextAsync("You continue where you left off.");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Who", Exact = true }).ClickAsync();
        await Expect(wizard.Field("E-mail")).ToHaveValueAsync("later@patients.example");
    }

    [Fact]
    public async Task Step_AheadByAddress_IsNotShown()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.OpenAsync();
        await wizard.OnStepAsync("What is to be booked?");

        await nurse.Page.GotoAsync(nurse.Page.Url.Replace("step=what", "step=review", StringComparison.Ordinal));

        await wizard.OnStepAsync("What is to be booked?");
        nurse.Page.Url.ShouldContain("step=what");
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Main).ToContainTextAsync("Event type is required.");
    }

    [Fact]
    public async Task Form_OfSomebodyElse_ShowsNothingOfIt()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await using var stranger = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await stranger.SignInAsync(SignInPage.LakeviewClinical);
        var ours = new BookPage(nurse.Page);
        await ours.FillAsync("secret@patients.example");
        var review = new Uri(nurse.Page.Url).Query;
        await ours.Book.ClickAsync();
        await ours.BookedAsync();

        await new BookPage(stranger.Page).OpenAsync(review);
        await new BookPage(stranger.Page).OnStepAsync("What is to be booked?");

        (await stranger.Page.ContentAsync()).ShouldNotContain("secret@patients.example");
    }

    [Fact]
    public async Task Marketing_IsOfferedNoBooking()
    {
        await using var marketer = await browser.VisitAsync(portal.Server);
        await marketer.SignInAsync(SignInPage.NorthsideMarketing);
        await Expect(marketer.Page.GetByRole(AriaRole.Link, new() { Name = "Book", Exact = true })).ToHaveCountAsync(0);

        await marketer.Page.GotoAsync("/book");

        await Expect(marketer.Page.GetByRole(AriaRole.Heading, new() { Name = "Booking is for clinical staff" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Move_FromThePanel_BooksTheNewTimeAndThenCancelsTheOld()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.FillAsync("moved@patients.example");
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Show in the calendar" }).ClickAsync();
        await calendar.ReadyAsync();

        await calendar.Panel.GetByRole(AriaRole.Link, new() { Name = "Move to another time" }).ClickAsync();
        await wizard.OnStepAsync("When?");
        await Expect(wizard.Main).ToContainTextAsync("It stays until the new one is confirmed.");
        await wizard.ChooseTimeAsync();
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Field("E-mail")).ToHaveValueAsync("moved@patients.example");
        await wizard.Continue.ClickAsync();
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Is everything right?");
        await wizard.Book.ClickAsync();

        await wizard.OnStepAsync("Booked at the new time");
        await Expect(wizard.Main).ToContainTextAsync(new Regex("The old appointment of .* is cancelled\\."));
        (await AppointmentsAsync("moved@patients.example")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Book_ServiceAsksToWait_CountsDownAndConfirms()
    {
        await using var upstream = await FaultyUpstream.StartAsync();
        await using var server = await upstream.StartPortalAsync();
        await using var nurse = await browser.VisitAsync(server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.FillAsync("busy@patients.example");
        upstream.ThrottleNextBooking(seconds: 4);

        await wizard.Book.ClickAsync();

        await wizard.OnStepAsync("The service asked to wait");
        await Expect(nurse.Page.GetByRole(AriaRole.Timer)).ToContainTextAsync(new Regex("Next try in [1-4] s"));
        await nurse.CheckAppearanceAsync("book-waiting");
        await wizard.BookedAsync();
        upstream.Bookings.ShouldBe(2);
    }

    [Fact]
    public async Task Book_AnswerCutAfterItWasDone_IsFoundByReadingBack()
    {
        await using var upstream = await FaultyUpstream.StartAsync();
        await using var server = await upstream.StartPortalAsync();
        await using var nurse = await browser.VisitAsync(server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.FillAsync("cut@patients.example");
        upstream.CutNextBookingAfterDoingIt();

        await wizard.Book.ClickAsync();

        await wizard.BookedAsync();
        upstream.Bookings.ShouldBe(1);
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Show in the calendar" }).ClickAsync();
        await Expect(nurse.Page.GetByText("Found in the service")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Book_CutAndNotDone_IsUnknownAndSaysWhatToDo()
    {
        await using var upstream = await FaultyUpstream.StartAsync();
        await using var server = await upstream.StartPortalAsync();
        await using var nurse = await browser.VisitAsync(server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.FillAsync("nobody@patients.example");
        upstream.CutNextBooking();

        await wizard.Book.ClickAsync();

        await wizard.OnStepAsync("We do not know whether it was booked");
        await Expect(wizard.Main).ToContainTextAsync("Do not book it again");
        await nurse.CheckAppearanceAsync("book-unknown");
        await wizard.Main.GetByRole(AriaRole.Button, new() { Name = "I found it there" }).ClickAsync();
        await wizard.BookedAsync();
        upstream.Bookings.ShouldBe(1);
    }

    [Fact]
    public async Task PortalRestarted_InMidForm_PageComesBackWithWhatWasFilledIn()
    {
        await using var server = await PortalServer.StartAsync();
        await using var nurse = await browser.VisitAsync(server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.OpenAsync();
        await wizard.ChooseTypeAsync();
        await wizard.ChooseTimeAsync();
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Who is it for?");
        await wizard.Field("E-mail").FillAsync("restart@patients.example");
        await Expect(wizard.Main).ToContainTextAsync("Draft saved");

        await server.StopAsync();
        await Expect(nurse.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Connecting again");
        await server.StartAgainAsync();

        await Expect(nurse.Page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(wizard.Field("E-mail")).ToHaveValueAsync("restart@patients.example");
        await wizard.Continue.ClickAsync();
        await wizard.ChooseWhereAsync();
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
    }

    [Fact]
    public async Task ServiceListsNoSlots_TimeIsTypedAndTheServiceDecides()
    {
        await using var upstream = await FaultyUpstream.StartAsync();
        await using var server = await upstream.StartPortalAsync();
        upstream.ListsNoSlots = true;
        await using var nurse = await browser.VisitAsync(server);
        await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        await wizard.OpenAsync();
        await wizard.ChooseTypeAsync();
        await Expect(wizard.Main).ToContainTextAsync("the service decides whether it is free.");
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Main).ToContainTextAsync("Start date is required.");
        await nurse.CheckAppearanceAsync("book-typed");

        // Not a slot, as the service will say: nine at night.
        await wizard.Field("Start date").FillAsync(NextMonday());
        await wizard.Field("Start time").FillAsync("21:00");
        await wizard.Continue.ClickAsync();
        await wizard.FillWhoAsync("typed@patients.example");
        await wizard.ChooseWhereAsync();
        await wizard.Book.ClickAsync();

        await wizard.OnStepAsync("When?");
        await Expect(wizard.Main).ToContainTextAsync("Selected time slot is not available");
        await wizard.Field("Start date").FillAsync(NextMonday());
        await wizard.Field("Start time").FillAsync("10:00");
        await wizard.Continue.ClickAsync();
        await wizard.Continue.ClickAsync();
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Is everything right?");
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
    }

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task EveryStep_OnEveryScreen_HasNoViolation(int width, int height, ColorScheme theme)
    {
        await using var nurse = await browser.VisitAsync(portal.Server, width: width, height: height, theme: theme);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var wizard = new BookPage(nurse.Page);
        nurse.ChecksAccessibility = (width == 1280) == (theme == ColorScheme.Light);
        var screen = $"{width}-{theme.ToString().ToLowerInvariant()}";
        await wizard.OpenAsync();
        await wizard.OnStepAsync("What is to be booked?");
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Main).ToContainTextAsync("Event type is required.");
        await nurse.CheckAppearanceAsync($"book-what-{screen}");
        await wizard.ChooseTypeAsync();
        await wizard.OnStepAsync("When?");
        await wizard.FreeDays.First.WaitForAsync();
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Main).ToContainTextAsync("Time is required: choose a free one.");
        await nurse.CheckAppearanceAsync($"book-when-{screen}");
        await wizard.ChooseTimeAsync();
        await nurse.CheckAppearanceAsync($"book-when-chosen-{screen}");
        await wizard.Continue.ClickAsync();
        await wizard.OnStepAsync("Who is it for?");
        await wizard.Continue.ClickAsync();
        await Expect(wizard.Main).ToContainTextAsync("E-mail is required.");
        await nurse.CheckAppearanceAsync($"book-who-{screen}");
        await wizard.FillWhoAsync($"screen-{screen}@patients.example");
        await wizard.OnStepAsync("Where?");
        await wizard.Main.GetByText("Tracking").ClickAsync();
        await nurse.CheckAppearanceAsync($"book-where-{screen}");
        await wizard.ChooseWhereAsync();
        await wizard.OnStepAsync("Is everything right?");
        await nurse.CheckAppearanceAsync($"book-review-{screen}");
        await wizard.Book.ClickAsync();
        await wizard.BookedAsync();
        await nurse.CheckAppearanceAsync($"book-result-{screen}");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Show in the calendar" }).ClickAsync();
        await calendar.ReadyAsync();
        await calendar.Panel.GetByRole(AriaRole.Button, new() { Name = "Cancel appointment" }).ClickAsync();
        await nurse.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await nurse.CheckAppearanceAsync($"book-cancel-{screen}");
    }

    private static string NextMonday()
    {
        var day = DateTime.UtcNow.Date.AddDays(8);
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(1);
        }

        return day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task ReloadAsync(BookPage wizard, string heading)
    {
        await wizard.Page.ReloadAsync();
        await wizard.Page.Locator("html[data-interactive]").WaitForAsync();
        await wizard.OnStepAsync(heading);
    }

    private static async Task CancelAsync(CalendarPage calendar, string reason)
    {
        await calendar.Panel.GetByRole(AriaRole.Button, new() { Name = "Cancel appointment" }).ClickAsync();
        var dialog = calendar.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel appointment" }).ClickAsync();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Tab never came to {selector}.");
    }

    private static Task<string> FocusedNameAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')");

    /// <summary>The start that the review says for the viewer, as an instant.</summary>
    private static async Task<DateTimeOffset> ReviewedStartAsync(BookPage wizard, string? email = null)
    {
        await wizard.OnStepAsync("Is everything right?");
        if (email is not null)
        {
            await Expect(wizard.Main).ToContainTextAsync(email);
        }

        var text = await wizard.Main.Locator("dl .line", new() { HasText = "For you:" }).InnerTextAsync();
        var match = Regex.Match(text, "(\\d+ \\w+ \\d{4}), (\\d\\d:\\d\\d).*\\(UTC([−+])(\\d+)(?::(\\d\\d))?\\)");
        match.Success.ShouldBeTrue(text);
        var local = DateTime.ParseExact($"{match.Groups[1].Value} {match.Groups[2].Value}", "d MMM yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var offset = new TimeSpan(int.Parse(match.Groups[4].Value, System.Globalization.CultureInfo.InvariantCulture), match.Groups[5].Success ? int.Parse(match.Groups[5].Value, System.Globalization.CultureInfo.InvariantCulture) : 0, 0);
        return new DateTimeOffset(local, match.Groups[3].Value is "+" ? offset : -offset);
    }

    /// <summary>Somebody outside the portal books the slot.</summary>
    private async Task TakeAtTheServiceAsync(DateTimeOffset start, string email)
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync("/api/v1/calendar/appointments", new
        {
            eventTypeId = Consultation,
            startTime = start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            email,
            timezone = "America/New_York",
            location = "zoom_conference",
        });
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Meeting scheduled successfully");
    }

    private async Task<IReadOnlyList<JsonElement>> AppointmentsAsync(string email)
    {
        using var client = Client();
        using var answer = await client.GetAsync(new Uri($"/api/v1/calendar/appointments?user_email={Uri.EscapeDataString(email)}", UriKind.Relative));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. json.RootElement.GetProperty("data").EnumerateArray().Select(element => element.Clone())];
    }

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = new Uri(portal.Server.ApiUrl) };
        client.DefaultRequestHeaders.Add("cv-api-key", "demo-care360-northside");
        return client;
    }
}
