using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>Every page at two widths in both themes: no accessibility violation, nothing wider than the screen, a picture kept.</summary>
public sealed class AppearanceTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    private const string FullWeek = "?view=week&date=2027-02-17";

    public static TheoryData<int, int, ColorScheme> Screens => new()
    {
        { 1280, 800, ColorScheme.Light },
        { 1280, 800, ColorScheme.Dark },
        { 360, 740, ColorScheme.Light },
        { 360, 740, ColorScheme.Dark },
    };

    [Theory, MemberData(nameof(Screens))]
    public async Task EveryPage_OnEveryScreen_HasNoViolation(int width, int height, ColorScheme theme)
    {
        await using var visitor = await browser.VisitAsync(portal.Server, width: width, height: height, theme: theme);
        var screen = $"{width}-{theme.ToString().ToLowerInvariant()}";

        await visitor.Page.GotoAsync("/signin");
        await CheckAsync(visitor, $"signin-{screen}");

        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2030-01-02");
        await CheckAsync(visitor, $"week-empty-{screen}");

        var form = await calendar.NewEventAsync();
        await CheckAsync(visitor, $"form-empty-{screen}");
        await form.Create.ClickAsync();
        await Expect(form.Root).ToContainTextAsync("Title is required.");
        await CheckAsync(visitor, $"form-errors-{screen}");
        await form.FillAsync($"Shown at {screen}", "2027-02-17", "09:00", "10:30", zone: "Europe/London");
        await CheckAsync(visitor, $"form-filled-{screen}");
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        await CheckAsync(visitor, $"panel-{screen}");

        await calendar.Panel.GetByText("What happened").ClickAsync();
        await calendar.Panel.GetByRole(AriaRole.Button, new() { Name = "Cancel event" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await CheckAsync(visitor, $"cancel-{screen}");
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();

        await calendar.OpenAsync(FullWeek);
        await CheckAsync(visitor, $"week-{screen}");
        await calendar.OpenAsync("?view=week&date=2027-11-03");
        await CheckAsync(visitor, $"week-clock-change-{screen}");
        await calendar.OpenAsync("?view=month&date=2027-02-17");
        await CheckAsync(visitor, $"month-{screen}");
        await calendar.OpenAsync("");
        await Expect(visitor.Page.GetByText("Care360: read")).ToBeVisibleAsync();
        await CheckAsync(visitor, $"calendar-{screen}");

        await calendar.ZoneButton.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await CheckAsync(visitor, $"zone-{screen}");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Locator("summary", new() { HasText = "Account" }).ClickAsync();
        await CheckAsync(visitor, $"account-{screen}");

        await visitor.Page.GotoAsync("/nowhere");
        await CheckAsync(visitor, $"not-found-{screen}");
        visitor.Errors.ShouldBeEmpty();
    }

    private static async Task CheckAsync(Visitor visitor, string name)
    {
        await visitor.KeepPictureAsync(name);
        var result = await visitor.Page.RunAxe(new AxeRunOptions());
        result.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty(name);
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, name);
    }
}
