using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using Portal.TestSupport;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>The main job on PostgreSQL, with two replicas of the portal on one database.</summary>
public sealed class PostgreSqlTests(Browser browser)
{
    [Fact]
    public async Task Create_OnOneReplica_ShowsOnTheOtherWithinTwoSeconds()
    {
        var portal = PostgreSqlCluster.Shared.CreateDatabase();
        await using var first = await PortalServer.StartAsync(
            "--Database:Provider=PostgreSql",
            $"--ConnectionStrings:Portal={portal}",
            $"--ConnectionStrings:ApiServer={PostgreSqlCluster.Shared.CreateDatabase()}");
        await using var second = await PortalServer.StartAsync(
            "--Database:Provider=PostgreSql",
            $"--ConnectionStrings:Portal={portal}",
            "--Backend:Mode=Remote",
            $"--Organizations:northside:Care360:BaseAddress={first.ApiUrl}",
            $"--Organizations:lakeview:Care360:BaseAddress={first.ApiUrl}");
        await using var nurse = await browser.VisitAsync(first);
        await using var doctor = await browser.VisitAsync(second);
        var here = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var there = await doctor.SignInAsync(SignInPage.NorthsideAdmin);
        await there.OpenAsync("?view=week&date=2027-02-10");

        var form = await here.NewEventAsync();
        await form.FillAsync("On two replicas", "2027-02-10", "09:00", "10:00");
        await form.Create.ClickAsync();

        await here.PanelSaysAsync("Confirmed");
        await Expect(there.Event("On two replicas", "Confirmed")).ToBeVisibleAsync(new() { Timeout = 2000 });
        await here.CancelOpenEventAsync();
        await here.PanelSaysAsync("Cancelled");
        await Expect(there.Event("On two replicas", "Cancelled")).ToBeVisibleAsync(new() { Timeout = 2000 });
    }
}
