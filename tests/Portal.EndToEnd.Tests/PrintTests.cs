using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>The calendar on paper.</summary>
public sealed partial class PrintTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Print_EachGrid_IsOnePageOfEitherDirectionWithoutButtons()
    {
        await using var visitor = await browser.VisitAsync(portal.Server, theme: ColorScheme.Dark);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideAdmin);

        foreach (var view in new[] { "month", "week", "workweek", "day" })
        {
            await calendar.OpenAsync($"?view={view}");

            (await PagesAsync(visitor.Page, landscape: true)).ShouldBe(1, view);
            (await PagesAsync(visitor.Page, landscape: false)).ShouldBe(1, view);
        }

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "New event" })).ToBeHiddenAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation)).ToBeHiddenAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Group, new() { Name = "Filters" })).ToBeHiddenAsync();
        await Expect(calendar.ZoneButton).ToBeVisibleAsync();
        (await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme")).ShouldBe("light");
    }

    private static async Task<int> PagesAsync(IPage page, bool landscape) =>
        PageOfPdf().Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", Landscape = landscape })));

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageOfPdf();
}
