using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>Whose time it is, and days when clocks change.</summary>
public sealed class TimeTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData("Asia/Kathmandu", "mandu UTC+5:45")]
    [InlineData("America/St_Johns", "St Johns UTC−")]
    public async Task SignIn_FirstVisit_ShowsTheBrowsersZone(string zone, string shown)
    {
        await using var visitor = await browser.VisitAsync(portal.Server, zone);

        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);

        await Expect(calendar.ZoneButton).ToContainTextAsync(shown);
    }

    [Fact]
    public async Task ChooseZone_ThenReload_KeepsTheChoiceUntilTheBrowserIsFollowedAgain()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.LakeviewClinical);

        await calendar.ZoneButton.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox).FillAsync("nepal");
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = "Asia/Kathmandu" }).ClickAsync();
        await Expect(calendar.ZoneButton).ToContainTextAsync("Kathmandu");
        await visitor.Page.ReloadAsync();
        await calendar.ReadyAsync();
        await Expect(calendar.ZoneButton).ToContainTextAsync("Kathmandu");

        await calendar.ZoneButton.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Follow this browser" }).ClickAsync();
        await Expect(calendar.ZoneButton).ToContainTextAsync("New York");
    }

    [Fact]
    public async Task Week_ClocksGoForward_DrawsA23HourDay()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);

        await calendar.OpenAsync("?view=week&date=2027-03-14");

        await Expect(visitor.Page.GetByText("23-hour day")).ToBeVisibleAsync();
        var ordinary = await HeightAsync(visitor.Page, "Monday, 15 March 2027");
        var changed = await HeightAsync(visitor.Page, "Sunday, 14 March 2027");
        (changed / ordinary).ShouldBe(23.0 / 24, 0.001);
    }

    [Fact]
    public async Task Form_StartInAGap_IsRefusedWithTheNearestTimes()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("In the gap", "2027-03-14", "02:30", "04:00");

        await Expect(form.Root).ToContainTextAsync("Start time does not exist");
        await form.Root.GetByRole(AriaRole.Button, new() { Name = "03:00" }).ClickAsync();

        await Expect(form.Field("Start time")).ToHaveValueAsync("03:00");
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Panel).ToContainTextAsync("EDT (UTC−4)");
    }

    [Fact]
    public async Task Form_StartDateTypedByKeyboard_KeepsTheLengthOfTheEvent()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideAdmin);
        var form = await calendar.NewEventAsync();
        await form.StartAfreshAsync();

        await form.Field("Start date").FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("01052027", new() { Delay = 50 });

        await Expect(form.Field("Start date")).ToHaveValueAsync("2027-01-05");
        await Expect(form.Root).ToContainTextAsync("Tue 5 Jan 2027");
        var start = TimeOnly.Parse(await form.Field("Start time").InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await Expect(form.Field("End time")).ToHaveValueAsync(start.AddHours(1).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await Expect(form.Field("End date")).ToHaveValueAsync(start.Hour == 23 ? "2027-01-06" : "2027-01-05");
    }

    [Fact]
    public async Task ZoneDialog_EscapeInTheSearchBox_Closes()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideAdmin);
        await calendar.ZoneButton.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox).FillAsync("kath");

        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(calendar.ZoneButton).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Form_StartThatHappensTwice_AsksWhichOne()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("In the repeated hour", "2027-11-07", "01:30", "03:00");

        await form.Create.ClickAsync();
        await Expect(form.Root).ToContainTextAsync("Start time happens twice on this day: choose which one.");
        await form.Root.GetByRole(AriaRole.Radio, new() { Name = "The second, UTC−5" }).CheckAsync();
        await form.Create.ClickAsync();

        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Panel).ToContainTextAsync("Sun 7 Nov 2027, 01:30–03:00 EST (UTC−5)");
    }

    [Fact]
    public async Task Panel_EventInAnotherZone_ShowsBothTimes()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("With Kathmandu", "2027-02-11", "18:00", "19:00", zone: "Asia/Kathmandu");

        await Expect(form.Root).ToContainTextAsync("For you: Thu 11 Feb 2027, 07:15–08:15 EST (UTC−5)");
        await form.Create.ClickAsync();

        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Panel).ToContainTextAsync("Thu 11 Feb 2027, 07:15–08:15 EST (UTC−5)");
        await Expect(calendar.Panel).ToContainTextAsync("In Asia/Kathmandu: Thu 11 Feb 2027, 18:00–19:00 UTC+5:45");
    }

    [Fact]
    public async Task Week_AllHours_AgreeWithTheBrowsersOwnIntl()
    {
        await using var visitor = await browser.VisitAsync(portal.Server, "America/St_Johns");
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2027-02-10");
        var form = await calendar.NewEventAsync();
        await form.FillAsync("From UTC", "2027-02-10", "12:00", "13:00", zone: "Etc/UTC");
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");

        var expected = await visitor.Page.EvaluateAsync<string>(
            "new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date('2027-02-10T12:00:00Z'))");

        await Expect(calendar.Event("From UTC")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex($"^From UTC {expected}–"));
    }

    private static Task<double> HeightAsync(IPage page, string date) =>
        page.EvaluateAsync<double>($"[...document.querySelectorAll('.col')].find((column) => column.textContent.includes('{date}')).getBoundingClientRect().height");
}
