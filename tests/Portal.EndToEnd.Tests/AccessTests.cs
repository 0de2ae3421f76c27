using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Hosting;
using Portal.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests;

/// <summary>Who sees what.</summary>
public sealed class AccessTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    private const string Day = "2027-02-10";

    [Fact]
    public async Task Calendar_OfAnotherOrganisation_ShowsNothingOfOurs()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await using var stranger = await browser.VisitAsync(portal.Server);
        var ours = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var theirs = await stranger.SignInAsync(SignInPage.LakeviewClinical);
        var form = await ours.NewEventAsync();
        await form.FillAsync("Only Northside", Day, "09:00", "10:00");
        await form.Create.ClickAsync();
        await ours.PanelSaysAsync("Confirmed");
        var address = new Uri(nurse.Page.Url).Query;
        address.ShouldContain("event=");

        await theirs.OpenAsync(address);

        await Expect(theirs.Heading).ToBeVisibleAsync();
        await Expect(theirs.Panel).ToHaveCountAsync(0);
        await Expect(theirs.Event("Only Northside")).ToHaveCountAsync(0);
        (await stranger.Page.ContentAsync()).ShouldNotContain("Only Northside");
    }

    [Fact]
    public async Task Calendar_ForMarketing_ShowsBusyAndOffersNothing()
    {
        await using var nurse = await browser.VisitAsync(portal.Server);
        await using var marketer = await browser.VisitAsync(portal.Server);
        var clinical = await nurse.SignInAsync(SignInPage.NorthsideClinical);
        var form = await clinical.NewEventAsync();
        await form.FillAsync("Confidential review", "2027-02-11", "09:00", "10:00");
        await form.Create.ClickAsync();
        await clinical.PanelSaysAsync("Confirmed");

        var marketing = await marketer.SignInAsync(SignInPage.NorthsideMarketing);
        await marketing.OpenAsync("?view=week&date=2027-02-11");
        await marketing.Event("Busy").First.ClickAsync();

        await Expect(marketing.Panel).ToContainTextAsync("what it is, is for clinical staff");
        await Expect(marketer.Page.GetByRole(AriaRole.Button, new() { Name = "New event" })).ToHaveCountAsync(0);
        await Expect(marketing.Panel.GetByRole(AriaRole.Button, new() { Name = "Cancel event" })).ToHaveCountAsync(0);
        (await marketer.Page.ContentAsync()).ShouldNotContain("Confidential review");
    }

    [Fact]
    public async Task SignOut_ThenBack_AsksToSignIn()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        var calendar = await visitor.SignInAsync(SignInPage.NorthsideClinical);
        await calendar.Page.GetByText("Nora Kim").First.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await visitor.Page.GotoAsync("/calendar");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to Portal" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignOut_PostedByAnotherSite_IsRefused()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        await visitor.SignInAsync(SignInPage.NorthsideClinical);

        var answer = await visitor.Page.APIRequest.PostAsync("/signout");

        answer.Status.ShouldBe(400);
        await visitor.Page.GotoAsync("/calendar");
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/calendar"));
    }

    [Fact]
    public async Task UnknownAddress_SaysSo()
    {
        await using var visitor = await browser.VisitAsync(portal.Server);
        await visitor.SignInAsync(SignInPage.NorthsideClinical);

        await visitor.Page.GotoAsync("/nowhere");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
    }
}
