using System.Globalization;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Text;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>What the server answers before any script runs: the calendar itself, in the viewer's zone.</summary>
public sealed class FirstPaintTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Get_WithSessionAndZoneCookies_HasTheMonthsEventsAtTheirDayAndTime()
    {
        const string title = "Before any script";
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync(title, "2027-02-11", "09:10", "10:40", zone: "America/New_York");
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        var instant = new LocalDateTime(2027, 2, 11, 9, 10).InZoneStrictly(DateTimeZoneProviders.Tzdb["America/New_York"]).ToInstant();

        foreach (var zone in new[] { "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia" })
        {
            var start = instant.InZone(DateTimeZoneProviders.Tzdb[zone]);
            await using var reader = await browser.ReadWithoutScriptsAsync(portal.Server, await visitor.Page.Context.CookiesAsync(), zone);
            await reader.Page.GotoAsync("/calendar?view=month&date=2027-02-01");

            await Expect(reader.Page.Locator("html:not([data-interactive])")).ToHaveCountAsync(1);
            await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("February 2027");
            var shown = reader.Page.Locator(".evs .ev a").Filter(new() { HasText = title });
            await Expect(shown).ToBeVisibleAsync();
            await Expect(shown).ToHaveTextAsync($"{start.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)} {title}");
            (await shown.EvaluateAsync<int>("event => [...document.querySelectorAll('.evs .ev')].indexOf(event.closest('.ev'))"))
                .ShouldBe(CellOf(start.Date, await reader.Page.Locator("[role=grid]").GetAttributeAsync("data-first")), zone);
        }
    }

    private static int CellOf(LocalDate date, string? first) => Period.DaysBetween(LocalDatePattern.Iso.Parse(first ?? "").Value, date);
}
