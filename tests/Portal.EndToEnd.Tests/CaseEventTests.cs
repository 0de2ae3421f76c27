using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>The main job: create a case event, see it confirmed, cancel it.</summary>
public sealed class CaseEventTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    /// <summary>A Wednesday far enough ahead that the embedded API lists it, without a clock change around it.</summary>
    private const string Day = "2027-02-10";

    [Theory]
    [InlineData("America/New_York", "2027-02-10T14:00:00", "UTC−5")]
    [InlineData("Asia/Kathmandu", "2027-02-10T03:15:00", "UTC+5:45")]
    [InlineData("America/St_Johns", "2027-02-10T12:30:00", "UTC−3:30")]
    public async Task CreateAndCancel_InTheBrowsersZone_ConfirmsAndCancelsUpstream(string zone, string startsAtUtc, string offset)
    {
        await using var nurse = await browser.VisitAsync(portal.Server, zone);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var title = $"Review in {zone}";

        var form = await calendar.NewEventAsync();
        await form.FillAsync(title, Day, "09:00", "10:00");
        await form.Create.ClickAsync();

        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Panel).ToContainTextAsync("09:00–10:00");
        await Expect(calendar.Panel).ToContainTextAsync(offset);
        await Expect(calendar.Event(title, "Confirmed")).ToBeVisibleAsync();
        (await ListedStartAsync(title)).ShouldStartWith(startsAtUtc);

        await calendar.CancelOpenEventAsync();

        await calendar.PanelSaysAsync("Cancelled");
        (await ListedStartAsync(title)).ShouldBeNull();
        nurse.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_SeenFromASecondWindow_ShowsEachStepWithinTwoSeconds()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await using var doctor = await browser.VisitAsync(portal.Server);
        var here = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var there = await doctor.SignInAsync(SignInPage.NorthsideAdmin);
        await there.OpenAsync($"?view=week&date={Day}");

        var form = await here.NewEventAsync();
        await form.FillAsync("Seen by both", Day, "11:00", "12:00");
        await form.Create.ClickAsync();
        await here.PanelSaysAsync("Confirmed");
        await Expect(there.Event("Seen by both", "Confirmed")).ToBeVisibleAsync(new() { Timeout = 2000 });

        await here.CancelOpenEventAsync();
        await here.PanelSaysAsync("Cancelled");
        await Expect(there.Event("Seen by both", "Cancelled")).ToBeVisibleAsync(new() { Timeout = 2000 });
    }

    [Fact]
    public async Task Create_DoubleClicked_MakesOneEvent()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("Clicked twice", Day, "13:00", "14:00");

        await form.Create.DblClickAsync();

        await calendar.PanelSaysAsync("Confirmed");
        (await ListedAsync("Clicked twice")).Count.ShouldBe(1);
        await Expect(calendar.Event("Clicked twice")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Create_CaseUnknownUpstream_ReopensTheFormWithTheReasonAndItsContent()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("For nobody", Day, "15:00", "16:00");
        await form.Field("Case").FillAsync("00000000-0000-4000-8000-00000000dead");

        await form.Create.ClickAsync();

        await Expect(calendar.Dialog.Root).ToContainTextAsync("No Case found for provided details!");
        await Expect(calendar.Dialog.Field("Title")).ToHaveValueAsync("For nobody");
        await Expect(calendar.Dialog.Field("Start time")).ToHaveValueAsync("15:00");

        await nurse.CheckAppearanceAsync("rejected-form");

        await calendar.Dialog.ChooseFirstCaseAsync();
        await calendar.Dialog.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        await Expect(calendar.Event("For nobody")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Create_SameEventAgain_WarnsBeforeASecondOne()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var first = await calendar.NewEventAsync();
        await first.FillAsync("Entered before", Day, "17:00", "18:00");
        await first.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");

        var second = await calendar.NewEventAsync();
        await second.FillAsync("Entered before", Day, "17:00", "18:00");
        await second.Create.ClickAsync();

        await Expect(second.Root).ToContainTextAsync("already in the calendar");
        await Expect(second.Create).ToBeDisabledAsync();
        (await ListedAsync("Entered before")).Count.ShouldBe(1);

        await second.Root.GetByRole(AriaRole.Button, new() { Name = "Create it once more" }).ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        (await ListedAsync("Entered before")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Reload_InMidForm_KeepsWhatWasTyped()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("Half done", Day, "08:00", "09:00");
        await Expect(form.Root).ToContainTextAsync("Draft saved");

        await nurse.Page.ReloadAsync();
        await calendar.ReadyAsync();

        await Expect(calendar.Dialog.Field("Title")).ToHaveValueAsync("Half done");
        await Expect(calendar.Dialog.Field("Meeting link")).ToHaveValueAsync("https://meet.example/room");
        await Expect(calendar.Dialog.Field("Location type")).ToHaveValueAsync("zoom_conference");
        await Expect(calendar.Dialog.Root).ToContainTextAsync("You continue where you left off");
    }

    [Fact]
    public async Task NewEvent_DraftOfASentEventLeftBehind_OpensAnEmptyForm()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.LakeviewClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("Sent in one window", Day, "09:00", "10:00");
        var other = await nurse.OpenWindowAsync(new Uri(nurse.Page.Url).Query);
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");

        // The second window still shows the form, and saves a draft of what is already sent.
        await other.Dialog.Field("Description").FillAsync("Typed too late");
        await Expect(other.Dialog.Root).ToContainTextAsync("Draft saved");
        await calendar.OpenAsync("");

        var fresh = await calendar.NewEventAsync();
        await Expect(fresh.Field("Title")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Create_SameFormInTwoWindowsWithOtherContent_KeepsBoth()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.LakeviewClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("From the first window", Day, "11:00", "12:00");
        await Expect(form.Root).ToContainTextAsync("Draft saved");
        var other = await nurse.OpenWindowAsync(new Uri(nurse.Page.Url).Query);
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");

        await other.Dialog.Field("Title").FillAsync("From the second window");
        await other.Dialog.Create.ClickAsync();

        await Expect(other.Dialog.Root).ToContainTextAsync("Another window has already sent an event");
        await Expect(other.Dialog.Field("Title")).ToHaveValueAsync("From the second window");
        await other.Dialog.Create.ClickAsync();
        await other.PanelSaysAsync("Confirmed");
        await Expect(calendar.Event("From the second window", "Confirmed")).ToBeVisibleAsync();
        await Expect(calendar.Event("From the first window", "Confirmed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Form_LongTextPasted_NamesTheFieldAndKeepsTheText()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideAdmin);
        var form = await calendar.NewEventAsync();

        await form.Field("Description").FillAsync(new string('x', 60_000));

        await Expect(form.Root).ToContainTextAsync("Description must be at most 4000 characters.");
        (await form.Field("Description").InputValueAsync()).Length.ShouldBe(60_000);
    }

    [Fact]
    public async Task Create_WithTheKeyboardAlone_Confirms()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var keyboard = nurse.Page.Keyboard;
        await nurse.Page.GetByText("Care360: read").WaitForAsync();
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "New event" }).FocusAsync();
        await keyboard.PressAsync("Enter");
        await calendar.Dialog.StartAfreshAsync();

        await calendar.Dialog.Field("Case").FocusAsync();
        await keyboard.TypeAsync("Knee");
        await Expect(calendar.Dialog.Root.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await keyboard.PressAsync("ArrowDown");
        await Expect(calendar.Dialog.Root.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveCountAsync(1);
        await keyboard.PressAsync("Enter");
        await Expect(calendar.Dialog.Field("Case")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Knee"));
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("By keyboard");
        await calendar.Dialog.Field("Location type").FocusAsync();
        await keyboard.TypeAsync("Zoom");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("https://meet.example/k");
        await keyboard.PressAsync("Enter");

        await calendar.PanelSaysAsync("Confirmed");
        await Expect(nurse.Page.Locator("#panel-title")).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(calendar.Panel).ToHaveCountAsync(0);
        await Expect(calendar.Event("By keyboard")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Form_EmptySubmit_NamesEachFieldAndFocusesTheFirst()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideAdmin);
        var form = await calendar.NewEventAsync();

        await form.Create.ClickAsync();

        foreach (var field in new[] { "Case", "Title", "Meeting link", "Location type" })
        {
            await Expect(form.Field(field)).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(form.Root).ToContainTextAsync($"{field} is required.");
        }

        await Expect(form.Field("Case")).ToBeFocusedAsync();
    }

    private async Task<string?> ListedStartAsync(string title) => (await ListedAsync(title)).SingleOrDefault();

    /// <summary>Start times of the events of a title as the API itself lists them.</summary>
    private async Task<IReadOnlyList<string>> ListedAsync(string title)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("cv-api-key", "demo-care360-northside");
        var listed = await http.GetFromJsonAsync<JsonElement>($"{portal.Server.ApiUrl}/api/v1/calendar/appointments?start_date=2027-01-01&end_date=2027-12-31");
        return [.. listed.GetProperty("data").EnumerateArray()
            .Where(item => string.Equals(item.GetProperty("title").GetString(), title, StringComparison.Ordinal))
            .Select(item => item.GetProperty("start").GetString() ?? "")];
    }
}
