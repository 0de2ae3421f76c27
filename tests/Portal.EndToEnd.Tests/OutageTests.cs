using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>What people see when a part is away, and that nothing is lost.</summary>
public sealed class OutageTests(Browser browser)
{
    private const string Day = "2027-02-10";

    [Fact]
    public async Task ApiStoppedAndStarted_EventWaitsAndIsThenConfirmed()
    {
        await using var server = await PortalServer.StartAsync("--Sync:Interval=00:00:02");
        await using var nurse = await browser.VisitAsync(server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.OpenAsync($"?view=week&date={Day}");

        // Read once, so that the cases are known when the service goes away.
        await nurse.Page.GetByText("Care360: read").WaitForAsync();
        await server.StopApiAsync();

        var form = await calendar.NewEventAsync();
        await form.FillAsync("Entered in the outage", Day, "09:00", "10:00");
        await form.Create.ClickAsync();

        await calendar.PanelSaysAsync("Waiting");
        await Expect(calendar.Event("Entered in the outage", "Waiting")).ToBeVisibleAsync();
        await Expect(nurse.Page.GetByText("Care360 cannot be read right now.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await nurse.CheckAppearanceAsync("outage-waiting");

        await server.StartApiAsync();

        await Expect(calendar.Panel.GetByRole(AriaRole.Status)).ToContainTextAsync("Confirmed", new() { Timeout = 30_000 });
        await Expect(nurse.Page.GetByText("Care360 cannot be read right now.")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task PortalRestarted_OpenPageComesBackWithItsDraftAndItsEvents()
    {
        await using var server = await PortalServer.StartAsync();
        await using var nurse = await browser.VisitAsync(server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var sent = await calendar.NewEventAsync();
        await sent.FillAsync("Before the restart", Day, "09:00", "10:00");
        await sent.Create.ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
        var form = await calendar.NewEventAsync();
        await form.Field("Title").FillAsync("Typed before the restart");
        await Expect(form.Root).ToContainTextAsync("Draft saved");

        await server.StopAsync();
        await Expect(nurse.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Connecting again");
        await nurse.CheckAppearanceAsync("reconnecting");
        await server.StartAgainAsync();

        await Expect(nurse.Page.GetByText("You continue where you left off")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(calendar.Dialog.Field("Title")).ToHaveValueAsync("Typed before the restart");
        await calendar.OpenAsync($"?view=week&date={Day}");
        await Expect(calendar.Event("Before the restart", "Confirmed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task BackendCutsTheConnectionAfterReading_EventIsUnknownAndSaysNotToEnterItAgain()
    {
        await using var upstream = await CuttingUpstream.StartAsync();
        await using var server = await PortalServer.StartAsync(
            "--Backend:Mode=Remote",
            $"--Organizations:northside:Care360:BaseAddress={upstream.Url}",
            $"--Organizations:lakeview:Care360:BaseAddress={upstream.Url}");
        await using var nurse = await browser.VisitAsync(server);
        var calendar = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var form = await calendar.NewEventAsync();
        await form.FillAsync("Nobody knows", Day, "09:00", "10:00", caseId: "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
        await form.Create.ClickAsync();

        await calendar.PanelSaysAsync("Do not enter it again.");
        await Expect(calendar.Event("Nobody knows", "Unknown")).ToBeVisibleAsync();
        upstream.Creates.ShouldBe(1);
        await nurse.CheckAppearanceAsync("outcome-unknown");

        await calendar.Panel.GetByRole(AriaRole.Button, new() { Name = "I found it there" }).ClickAsync();
        await calendar.PanelSaysAsync("Confirmed");
    }
}
