using System.Net;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>The calendar in other programs: one event as a file, and a private address to subscribe to.</summary>
public sealed class ExportTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Event_AsAFile_OnlyForWhoIsSignedIn()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.StartAfreshAsync();
        await form.FillAsync("Taken along", "2027-04-14", "09:00", "10:30");
        await form.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        var link = await calendar.Panel.GetByRole(AriaRole.Link, new() { Name = "Add to my calendar" }).GetAttributeAsync("href");

        var file = await nurse.Page.APIRequest.GetAsync(portal.Server.Url + link);

        file.Status.ShouldBe(200);
        file.Headers["content-type"].ShouldStartWith("text/calendar");
        (await file.TextAsync()).ShouldContain("SUMMARY:Taken along\r\n");
        (await file.TextAsync()).ShouldContain("DTSTART:20270414T130000Z\r\n");
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var refused = await stranger.GetAsync(portal.Server.Url + link);
        refused.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Feed_MadeReadAndRevoked_EndsAtOnce()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await nurse.SignInAsync(SignInPage.NorthsideAdmin);
        await nurse.Page.GotoAsync("/settings");
        await nurse.Page.Locator("html[data-interactive]").WaitForAsync();
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var address = await nurse.Page.GetByLabel("The address. It is shown only now").InputValueAsync();
        using var program = new HttpClient();

        var text = await program.GetStringAsync(address);
        text.ShouldStartWith("BEGIN:VCALENDAR\r\n");
        text.ShouldContain("SUMMARY:Case event\r\n");
        text.ShouldNotContain("Physiotherapy");
        await nurse.CheckAppearanceAsync("feed-made");

        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke the address" }).ClickAsync();
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Expect(nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke" })).ToHaveCountAsync(0);

        using var gone = await program.GetAsync(address);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
