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

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Events_OfAnySource_HaveTheColoursOfTheLegend(ColorScheme theme)
    {
        await using var visitor = await browser.VisitAsync(portal.Server, theme: theme);
        await visitor.Page.GotoAsync("/signin");

        var colours = await visitor.Page.EvaluateAsync<string[][]>(
            """
            () => [["c", "case"], ["a", "appointment"], ["m", "marketing"]].map(([source, name]) => {
              const shown = (element) => {
                document.body.append(element);
                const { borderLeftColor, backgroundColor } = getComputedStyle(element);
                return `${borderLeftColor} ${backgroundColor}`;
              };
              const event = Object.assign(document.createElement("a"), { className: `e ${source}` });
              const legend = document.createElement("i");
              legend.style.cssText = `border-left: 1px solid var(--event-${name}-edge); background: var(--event-${name})`;
              return [shown(event), shown(legend)];
            })
            """);

        colours.ShouldAllBe(pair => string.Equals(pair[0], pair[1], StringComparison.Ordinal));
        colours.Select(pair => pair[0]).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task EveryPage_OnEveryScreen_HasNoViolation(int width, int height, ColorScheme theme)
    {
        await using var visitor = await browser.VisitAsync(portal.Server, width: width, height: height, theme: theme);
        visitor.ChecksAccessibility = (width == 1280) == (theme == ColorScheme.Light);
        var screen = $"{width}-{theme.ToString().ToLowerInvariant()}";

        await visitor.Page.GotoAsync("/signin");
        await visitor.CheckAppearanceAsync($"signin-{screen}");

        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync("?view=week&date=2030-01-02");
        await visitor.CheckAppearanceAsync($"week-empty-{screen}");

        var form = await calendar.NewEventAsync();
        await visitor.CheckAppearanceAsync($"form-empty-{screen}");
        await form.Create.ClickAsync();
        await Expect(form.Root).ToContainTextAsync("Title is required.");
        await visitor.CheckAppearanceAsync($"form-errors-{screen}");
        await form.FillAsync($"Shown at {screen}", "2027-02-17", "09:00", "10:30", zone: "Europe/London");
        await visitor.CheckAppearanceAsync($"form-filled-{screen}");
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        await visitor.CheckAppearanceAsync($"panel-{screen}");

        await calendar.Panel.GetByText("What happened").ClickAsync();
        await calendar.Panel.GetByRole(AriaRole.Button, new() { Name = "Cancel event" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await visitor.CheckAppearanceAsync($"cancel-{screen}");
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();

        await calendar.OpenAsync(FullWeek);
        await visitor.CheckAppearanceAsync($"week-{screen}");
        await calendar.OpenAsync("?view=week&date=2027-11-03");
        await visitor.CheckAppearanceAsync($"week-clock-change-{screen}");
        await calendar.OpenAsync("?view=month&date=2027-02-17");
        await visitor.CheckAppearanceAsync($"month-{screen}");
        foreach (var view in new[] { "day", "workweek", "agenda" })
        {
            await calendar.OpenAsync($"?view={view}&date=2027-02-17");
            await visitor.CheckAppearanceAsync($"{view}-{screen}");
            await calendar.OpenAsync($"?view={view}&date=2030-01-02");
            await visitor.CheckAppearanceAsync($"{view}-empty-{screen}");
        }

        await calendar.OpenAsync("?view=day&date=2027-11-07");
        await visitor.CheckAppearanceAsync($"day-clock-change-{screen}");
        await visitor.Page.Locator("summary", new() { HasText = "Filter" }).ClickAsync();
        await visitor.CheckAppearanceAsync($"filters-{screen}");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Locator("h1").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("?");
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await visitor.CheckAppearanceAsync($"keys-{screen}");
        await visitor.Page.GotoAsync("/settings");
        await visitor.Page.Locator("html[data-interactive]").WaitForAsync();
        await visitor.CheckAppearanceAsync($"settings-{screen}");
        await calendar.OpenAsync("");
        await Expect(visitor.Page.GetByText("Care360: read")).ToBeVisibleAsync();
        await visitor.CheckAppearanceAsync($"calendar-{screen}");

        await calendar.ZoneButton.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await visitor.CheckAppearanceAsync($"zone-{screen}");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Locator("summary", new() { HasText = "Account" }).ClickAsync();
        await visitor.CheckAppearanceAsync($"account-{screen}");

        await visitor.Page.GotoAsync("/nowhere");
        await visitor.CheckAppearanceAsync($"not-found-{screen}");
        visitor.Errors.ShouldBeEmpty();
    }
}
