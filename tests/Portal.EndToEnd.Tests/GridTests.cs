using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>The calendar's grid as people use it: by keyboard alone, by mouse, in six zones, and while colleagues change it.</summary>
public sealed class GridTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    private const string CaseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    [Fact]
    public async Task Week_ByKeyboardAlone_WalksCellsEventsAndPeriods()
    {
        await CreateUpstreamAsync("Keyed one", "2027-02-17T14:00:00Z", "2027-02-17T15:00:00Z");
        await CreateUpstreamAsync("Keyed two", "2027-02-17T14:15:00Z", "2027-02-17T15:00:00Z");
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2027-02-17");
        await Expect(calendar.Event("Keyed two")).ToBeVisibleAsync();
        var keys = nurse.Page.Keyboard;

        await Expect(nurse.Page.Locator(".calendar [tabindex='0']")).ToHaveCountAsync(1);
        await calendar.Heading.FocusAsync();
        await TabIntoGridAsync(nurse.Page);
        await keys.PressAsync("Control+Home");
        await FocusedAsync(nurse.Page, "Sunday, 14 February 2027, all day, no events");
        await keys.PressAsync("ArrowUp");
        await FocusedAsync(nurse.Page, "Sunday, 14 February 2027, all day, no events");
        await keys.PressAsync("End");
        await FocusedAsync(nurse.Page, "Saturday, 20 February 2027, all day, no events");
        await keys.PressAsync("Control+End");
        await FocusedAsync(nurse.Page, "Saturday, 20 February 2027, 23:00, no events");
        await keys.PressAsync("Home");
        await PressAsync(keys, "ArrowUp", 14);
        await PressAsync(keys, "ArrowRight", 3);
        await FocusedAsync(nurse.Page, "Wednesday, 17 February 2027, 09:00, 2 events");

        await keys.PressAsync("Enter");
        await FocusedAsync(nurse.Page, "Keyed one 09:00–10:00, Wed 17 Feb 2027, EST (UTC−5), Confirmed");
        await keys.PressAsync("ArrowDown");
        await FocusedAsync(nurse.Page, "Keyed two 09:15–10:00, Wed 17 Feb 2027, EST (UTC−5), Confirmed");
        await keys.PressAsync("Enter");
        await Expect(calendar.Panel).ToContainTextAsync("Keyed two");
        await keys.PressAsync("Escape");
        await FocusedAsync(nurse.Page, "Keyed two 09:15–10:00, Wed 17 Feb 2027, EST (UTC−5), Confirmed");
        await keys.PressAsync("Escape");
        await FocusedAsync(nurse.Page, "Wednesday, 17 February 2027, 09:00, 2 events");

        await keys.PressAsync("PageDown");
        await FocusedAsync(nurse.Page, "Wednesday, 24 February 2027, 09:00, no events");
        await keys.PressAsync("PageUp");
        await FocusedAsync(nurse.Page, "Wednesday, 17 February 2027, 09:00, 2 events");
        await keys.PressAsync("m");
        await FocusedAsync(nurse.Page, "Wednesday, 17 February 2027, 2 events");
        await keys.PressAsync("PageDown");
        await FocusedAsync(nurse.Page, "Wednesday, 17 March 2027, no events");
        await keys.PressAsync("t");
        await Expect(nurse.Page.Locator(":focus")).ToHaveAttributeAsync("aria-current", "date");
        nurse.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Week_ByKeyboardAlone_CreatesARangeAndMovesTheEvent()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=day&date=2027-03-09");
        var keys = nurse.Page.Keyboard;
        await TabIntoGridAsync(nurse.Page);
        await keys.PressAsync("Control+End");
        await PressAsync(keys, "ArrowUp", 9);
        await FocusedAsync(nurse.Page, "Tuesday, 9 March 2027, 14:00, no events");
        await keys.PressAsync("Shift+ArrowDown");
        await keys.PressAsync("Enter");

        await Expect(calendar.Dialog.Field("Start time")).ToHaveValueAsync("14:00");
        await Expect(calendar.Dialog.Field("End time")).ToHaveValueAsync("16:00");
        await calendar.Dialog.FillAsync("By range", "2027-03-09", "14:00", "16:00");
        await calendar.Dialog.Field("Title").FocusAsync();
        await keys.PressAsync("Enter");
        await calendar.PanelSaysAsync("Confirmed");
        await keys.PressAsync("Escape");
        await FocusedAsync(nurse.Page, "By range 14:00–16:00, Tue 9 Mar 2027, EST (UTC−5), Confirmed");

        await keys.PressAsync("v");
        var dialog = nurse.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("New start time").FillAsync("17:30");
        await Expect(dialog.GetByLabel("New end time")).ToHaveValueAsync("19:30");
        await keys.PressAsync("Enter");

        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Panel).ToContainTextAsync("Moved from Tue 9 Mar 2027, 14:00–16:00 EST (UTC−5)");
        await Expect(calendar.Event("By range", "Cancelled")).ToHaveCountAsync(1);
        await Expect(calendar.Event("By range", "Confirmed")).ToHaveAttributeAsync("aria-label", new Regex("17:30–19:30"));
    }

    [Fact]
    public async Task Day_DraggedOverEmptyTime_CreatesThatRange()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=day&date=2027-03-10");

        await DragAsync(nurse.Page, "Wednesday, 10 March 2027, 10:00", 2, "Wednesday, 10 March 2027, 12:00", 26);

        await Expect(calendar.Dialog.Field("Start time")).ToHaveValueAsync("10:00");
        await Expect(calendar.Dialog.Field("End time")).ToHaveValueAsync("12:30");
    }

    [Fact]
    public async Task Day_OfAClockChange_OpensAtTheFirstWorkingHour()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=day&date=2027-11-07");
        await nurse.Page.Locator(".calendar [tabindex='0']").WaitForAsync();

        var first = await nurse.Page.EvaluateAsync<string>(
            """
            [...document.querySelectorAll(".hr")].find((row) => row.offsetTop >= document.querySelector(".scroll").scrollTop).querySelector(".t").textContent
            """);

        first.ShouldBe("08:00");
    }

    [Fact]
    public async Task Week_ClickOnEmptyTime_CreatesThere()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2027-03-10");

        await nurse.Page.GetByLabel("Thursday, 11 March 2027, 11:00", new() { Exact = false }).ClickAsync(new() { Position = new() { X = 20, Y = 35 } });

        await Expect(calendar.Dialog.Field("Start date")).ToHaveValueAsync("2027-03-11");
        await Expect(calendar.Dialog.Field("Start time")).ToHaveValueAsync("11:30");
        await Expect(calendar.Dialog.Field("End time")).ToHaveValueAsync("12:30");
    }

    [Fact]
    public async Task Week_EventDraggedToAnotherDay_AsksAndMovesIt()
    {
        await CreateUpstreamAsync("Dragged", "2027-03-16T14:00:00Z", "2027-03-16T15:00:00Z");
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2027-03-16");
        await Expect(calendar.Event("Dragged")).ToBeVisibleAsync();

        var from = await BoxAsync(calendar.Event("Dragged"));
        var to = await BoxAsync(nurse.Page.GetByLabel("Thursday, 18 March 2027, 13:00"));
        await nurse.Page.Mouse.MoveAsync(from.X + 20, from.Y + 10);
        await nurse.Page.Mouse.DownAsync();
        await nurse.Page.Mouse.MoveAsync(to.X + 20, to.Y + 12, new() { Steps = 8 });
        await Expect(nurse.Page.Locator(".chosen-range")).ToHaveTextAsync("Dragged 13:00–14:00");
        await nurse.Page.Mouse.UpAsync();

        var dialog = nurse.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("New start date")).ToHaveValueAsync("2027-03-18");
        await Expect(dialog.GetByLabel("New start time")).ToHaveValueAsync("13:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Move event" }).ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Panel).ToContainTextAsync("Thu 18 Mar 2027, 13:00–14:00 EDT (UTC−4)");
    }

    [Fact]
    public async Task Month_EventDraggedToAnotherDate_KeepsItsTimeOfDay()
    {
        // From standard to daylight time.
        await CreateUpstreamAsync("Dragged far", "2027-03-11T14:00:00Z", "2027-03-11T15:00:00Z");
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=month&date=2027-03-01");
        await Expect(calendar.Event("Dragged far")).ToBeVisibleAsync();

        var from = await BoxAsync(calendar.Event("Dragged far"));
        var to = await BoxAsync(nurse.Page.GetByLabel("Tuesday, 16 March 2027"));
        await nurse.Page.Mouse.MoveAsync(from.X + 20, from.Y + 8);
        await nurse.Page.Mouse.DownAsync();
        await nurse.Page.Mouse.MoveAsync(to.X + 40, to.Y + 60, new() { Steps = 8 });
        await nurse.Page.Mouse.UpAsync();

        var dialog = nurse.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("New start date")).ToHaveValueAsync("2027-03-16");
        await Expect(dialog.GetByLabel("New start time")).ToHaveValueAsync("09:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Keep it as it is" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Month_NextOne_KeepsTheWeeksThatBothHaveAsTheyAreDrawn()
    {
        await CreateUpstreamAsync("In both", "2027-09-29T14:00:00Z", "2027-09-29T15:00:00Z");
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=month&date=2027-09-15");
        await Expect(calendar.Event("In both", "Confirmed")).ToBeVisibleAsync();
        var date = nurse.Page.GetByLabel("Wednesday, 29 September 2027, 1 event");
        var fill = await FillAsync(date);
        await calendar.Event("In both", "Confirmed").EvaluateAsync("event => event.isKept = true");

        await nurse.Page.Locator("[data-period=next]").ClickAsync();

        await Expect(calendar.Heading).ToHaveTextAsync("October 2027");
        (await calendar.Event("In both", "Confirmed").EvaluateAsync<bool>("event => event.isKept === true")).ShouldBeTrue();
        (await nurse.Page.EvaluateAsync<string>("[...document.querySelectorAll('.dy')].map(date => date.textContent).join(' ')")).ShouldStartWith("26 27 28 29 30 1 2 3");
        (await FillAsync(date)).ShouldNotBe(fill);
        (await FillAsync(nurse.Page.GetByLabel("Friday, 1 October 2027, no events"))).ShouldBe(fill);
        nurse.Errors.ShouldBeEmpty();

        static Task<string> FillAsync(ILocator cell) => cell.EvaluateAsync<string>("cell => getComputedStyle(cell).backgroundColor");
    }

    [Fact]
    public async Task Month_ClickWithoutAPointer_AlsoTakesTheFocusAndGetsItBack()
    {
        for (var hour = 14; hour < 20; hour++)
        {
            await CreateUpstreamAsync($"Spoken {hour}", $"2027-07-14T{hour}:00:00Z", $"2027-07-14T{hour}:30:00Z");
        }

        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=month&date=2027-07-05");
        var more = nurse.Page.GetByRole(AriaRole.Button, new() { Name = "3 more on Wednesday, 14 July 2027" });
        await more.DispatchEventAsync("click");
        await Expect(nurse.Page.GetByRole(AriaRole.Dialog).Locator(".e")).ToHaveCountAsync(6);

        await nurse.Page.Keyboard.PressAsync("Escape");

        await Expect(more).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Week_OnAPhone_TimesStandBelowShortAndLongTitles()
    {
        await CreateUpstreamAsync("Short", "2027-07-21T14:00:00Z", "2027-07-21T14:30:00Z");
        await CreateUpstreamAsync("Long", "2027-07-21T16:00:00Z", "2027-07-21T18:00:00Z");
        await using var nurse = await browser.VisitAsync(portal.Server, width: 360, height: 740);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);

        await calendar.OpenAsync("?view=week&date=2027-07-21");

        foreach (var (title, times) in new[] { ("Short", "10:00-10:30"), ("Long", "12:00-14:00") })
        {
            (await calendar.Event(title, "Confirmed").InnerTextAsync()).Split('\n').Select(line => line.Trim()).ShouldBe([title, times]);
        }
    }

    [Fact]
    public async Task Month_MoreThanFits_OpensTheDayInPlaceAndGivesFocusBack()
    {
        for (var hour = 14; hour < 20; hour++)
        {
            await CreateUpstreamAsync($"Crowd {hour}", $"2027-05-12T{hour}:00:00Z", $"2027-05-12T{hour}:30:00Z");
        }

        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=month&date=2027-05-03");
        var more = nurse.Page.GetByRole(AriaRole.Button, new() { Name = "3 more on Wednesday, 12 May 2027" });
        await more.ClickAsync();

        var dialog = nurse.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator(".e")).ToHaveCountAsync(6);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Crowd 14 10:00–10:30, Wed 12 May 2027, EDT (UTC−4), Confirmed", Exact = true })).ToHaveAttributeAsync("tabindex", "0");
        await nurse.CheckAppearanceAsync("day-sheet");
        await nurse.Page.Keyboard.PressAsync("Escape");
        await Expect(more).ToBeFocusedAsync();

        await nurse.Page.Keyboard.PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Crowd 19" }).PressAsync("Enter");
        await Expect(calendar.Panel).ToContainTextAsync("Crowd 19");
        await more.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Crowd 18" }).ClickAsync();
        await Expect(calendar.Panel).ToContainTextAsync("Crowd 18");
        await nurse.CheckAppearanceAsync("month-crowded");
    }

    [Fact]
    public async Task Change_ByAColleague_ShowsWithoutLosingFocusScrollOrPanel()
    {
        await CreateUpstreamAsync("Kept open", "2027-06-09T13:00:00Z", "2027-06-09T14:00:00Z");
        await using var nurse = await browser.VisitAsync(portal.Server);
        await using var doctor = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2027-06-09");
        await calendar.Event("Kept open").ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        await calendar.Event("Kept open").FocusAsync();
        var scrolled = await nurse.Page.EvaluateAsync<double>("(document.querySelector('.scroll').scrollTop += 120)");

        var other = await doctor.SignInAsync(SignInPage.NorthsideAdmin);
        var form = await other.NewEventAsync();
        await form.StartAfreshAsync();
        await form.FillAsync("By the colleague", "2027-06-09", "09:30", "10:30");
        await form.Create.ClickAsync();

        await Expect(calendar.Event("By the colleague", "Confirmed")).ToBeVisibleAsync();
        await Expect(calendar.Event("Kept open")).ToBeFocusedAsync();
        await Expect(calendar.Panel).ToContainTextAsync("Kept open");
        (await nurse.Page.EvaluateAsync<double>("document.querySelector('.scroll').scrollTop")).ShouldBe(scrolled);
    }

    [Fact]
    public async Task Filters_InTheAddress_ComeBackByLinkAndHistory_AndTextStaysOutOfRequests()
    {
        await CreateUpstreamAsync("Findable knee", "2027-07-07T14:00:00Z", "2027-07-07T15:00:00Z");
        await CreateUpstreamAsync("Other hip", "2027-07-07T16:00:00Z", "2027-07-07T17:00:00Z");
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var requested = new List<string>();
        nurse.Page.Request += (_, request) => requested.Add(request.Url);
        await calendar.OpenAsync("?view=week&date=2027-07-07");
        await Expect(calendar.Event("Other hip")).ToBeVisibleAsync();

        await nurse.Page.Locator("summary", new() { HasText = "Filter" }).ClickAsync();
        await nurse.Page.GetByLabel("Text").FillAsync("findable");
        await Expect(calendar.Event("Other hip")).ToHaveCountAsync(0);
        await Expect(nurse.Page).ToHaveURLAsync(new Regex("#text=findable$"));
        await nurse.Page.ReloadAsync();
        await calendar.ReadyAsync();
        await Expect(calendar.Event("Other hip")).ToHaveCountAsync(0);
        await Expect(calendar.Event("Findable knee")).ToBeVisibleAsync();

        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Case events" }).ClickAsync();
        await Expect(nurse.Page).ToHaveURLAsync(new Regex("sources=appointment,marketing"));
        await Expect(calendar.Event("Findable knee")).ToHaveCountAsync(0);
        await nurse.Page.GoBackAsync();
        await Expect(calendar.Event("Findable knee")).ToBeVisibleAsync();
        await Expect(calendar.Event("Other hip")).ToHaveCountAsync(0);
        requested.ShouldNotContain(url => url.Contains("findable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filter_TakenAwayByItsChip_LeavesTheAddressAndTheFocusAmongTheFilters()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2027-07-07&status=pending,unknown");

        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Remove filter: Pending" }).ClickAsync();

        await Expect(nurse.Page).ToHaveURLAsync(new Regex("status=unknown$"));
        await Expect(nurse.Page.Locator("summary", new() { HasText = "Filter (1)" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task ShowEverything_WhereNothingPassesTheFilters_GivesTheFocusToTheGrid()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=month&date=2029-07-07&status=unknown");

        await nurse.Page.Locator(".empty").GetByRole(AriaRole.Button, new() { Name = "Show everything" }).ClickAsync();

        await Expect(nurse.Page.Locator(".empty")).ToContainTextAsync("No events in this period");
        await Expect(nurse.Page.Locator(".dy:focus")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task SingleKeys_SwitchedOff_AreLetters()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.LakeviewClinical);
        await nurse.Page.GotoAsync("/settings");
        await nurse.Page.Locator("html[data-interactive]").WaitForAsync();
        await nurse.Page.GetByLabel("Single letters are shortcuts").UncheckAsync();
        await Expect(nurse.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await nurse.Page.GetByLabel("Weeks start on").SelectOptionAsync("Monday");

        await calendar.OpenAsync("?view=week&date=2027-08-18");
        await nurse.Page.Keyboard.PressAsync("m");
        await nurse.Page.Keyboard.PressAsync("?");

        await Expect(nurse.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(calendar.Heading).ToHaveTextAsync("16–22 August 2027");
    }

    [Theory]
    [InlineData("Asia/Kathmandu", "2027-05-25")]
    [InlineData("Australia/Lord_Howe", "2027-04-04")]
    [InlineData("America/St_Johns", "2027-11-07")]
    [InlineData("Pacific/Apia", "2027-05-25")]
    [InlineData("Africa/Casablanca", "2027-02-07")]
    [InlineData("Europe/Dublin", "2027-03-28")]
    public async Task Week_InAnyZone_ShowsWhatTheBrowsersOwnIntlSays(string zone, string date)
    {
        // Every five hours over three days around the change of clocks.
        var noon = DateTimeOffset.Parse(date + "T12:00:00Z", CultureInfo.InvariantCulture);
        var starts = Enumerable.Range(-7, 15).Select(i => noon.AddHours(5 * i)).ToList();
        foreach (var start in starts)
        {
            await CreateUpstreamAsync($"At {start:dd-HH} {zone}", Iso(start), Iso(start.AddMinutes(45)));
        }

        await using var nurse = await browser.VisitAsync(portal.Server, zone);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var opened = "";
        foreach (var start in starts)
        {
            var title = $"At {start:dd-HH} {zone}";
            var expected = await nurse.Page.EvaluateAsync<JsonElement>(Oracle, Iso(start));
            var day = expected.GetProperty("date").ToString();
            if (!string.Equals(day, opened, StringComparison.Ordinal))
            {
                await calendar.OpenAsync($"?view=day&date={day}");
                opened = day;
            }

            var shown = calendar.Event(title).First;
            await Expect(shown).ToHaveAttributeAsync("aria-label", new Regex($"^{Regex.Escape(title)} {expected.GetProperty("time").GetString()}.*, {expected.GetProperty("words").GetString()}, "));
            var place = await shown.EvaluateAsync<double>("event => parseFloat(event.style.top) / 100 * Number(event.closest('.col').style.getPropertyValue('--n'))");
            place.ShouldBe(expected.GetProperty("hours").GetDouble(), 0.01);
        }

        static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    /// <summary>What Intl makes of an instant: its date, that and the time in the words of the page's names, and the real hours since the first minute of that date.</summary>
    private const string Oracle =
        """
        (iso) => {
          const parts = (at) => Object.fromEntries(new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
            .formatToParts(at).map((part) => [part.type, part.value]));
          const iso8601 = (at) => new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
          const at = new Date(iso);
          let first = at.getTime();
          while (iso8601(new Date(first - 60000)) === iso8601(at)) first -= 60000;
          const { weekday, day, month, year, hour, minute } = parts(at);
          return { date: iso8601(at), words: `${weekday} ${day} ${month.slice(0, 3)} ${year}`, time: `${hour}:${minute}`, hours: (at.getTime() - first) / 3600000 };
        }
        """;

    private static async Task TabIntoGridAsync(IPage page)
    {
        await page.Locator(".calendar [tabindex='0']").WaitForAsync();
        for (var i = 0; i < 30 && !await page.EvaluateAsync<bool>("document.activeElement.closest('.calendar') !== null"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
    }

    private static async Task PressAsync(IKeyboard keys, string key, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await keys.PressAsync(key);
        }
    }

    private static Task FocusedAsync(IPage page, string name) => Expect(page.Locator(":focus")).ToHaveAttributeAsync("aria-label", name);

    private static async Task DragAsync(IPage page, string fromLabel, int fromOffset, string toLabel, int toOffset)
    {
        var from = await BoxAsync(page.GetByLabel(fromLabel));
        var to = await BoxAsync(page.GetByLabel(toLabel));
        await page.Mouse.MoveAsync(from.X + 30, from.Y + fromOffset);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 30, to.Y + toOffset, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private static async Task<(float X, float Y)> BoxAsync(ILocator locator)
    {
        await locator.First.ScrollIntoViewIfNeededAsync();
        var box = (await locator.First.BoundingBoxAsync()).ShouldNotBeNull();
        return (box.X, box.Y);
    }

    /// <summary>An event of the case that the service has, and the portal reads by itself.</summary>
    private async Task CreateUpstreamAsync(string title, string start, string end)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("cv-api-key", "demo-care360-northside");
        using var response = await http.PostAsJsonAsync(
            $"{portal.Server.ApiUrl}/api/v1/cases/{CaseId}",
            new
            {
                action = "CREATE_CALENDAR_EVENT",
                calendar = new
                {
                    title,
                    agentName = "custom",
                    startTime = start,
                    endTime = end,
                    timeZone = "America/New_York",
                    location = "zoom_conference",
                    meetingLink = "https://meet.example/grid",
                },
            });
        response.IsSuccessStatusCode.ShouldBeTrue();
    }
}
