using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.EndToEnd.Tests.Pages;

/// <summary>The booking wizard, by role and label.</summary>
public sealed class BookPage(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Main => Page.GetByRole(AriaRole.Main);

    public ILocator Continue => Main.GetByRole(AriaRole.Button, new() { Name = "Continue" });

    public ILocator Book => Main.GetByRole(AriaRole.Button, new() { Name = "Book appointment" });

    /// <summary>The times of the day shown; each is a button that says whether it is chosen.</summary>
    public ILocator Times => Page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^\\w+day, |^Times") }).GetByRole(AriaRole.Button);

    public ILocator ChosenTime => Times.And(Page.Locator("[aria-pressed=true]"));

    /// <summary>The days of the month that have free times.</summary>
    public ILocator FreeDays => Page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Button, new() { NameRegex = new Regex(", \\d+ free times?$") });

    public ILocator Field(string label) => Main.GetByLabel(label, new() { Exact = true });

    public ILocator Step(string heading) => Main.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true });

    public async Task OpenAsync(string query = "?new=1")
    {
        await Page.GotoAsync("/book" + query);
        await Page.Locator("html[data-interactive]").WaitForAsync();
    }

    /// <summary>Leaves a restored draft behind, if there is one.</summary>
    public async Task StartAfreshAsync()
    {
        await Main.GetByRole(AriaRole.Heading, new() { Level = 2 }).WaitForAsync();
        var afresh = Main.GetByRole(AriaRole.Button, new() { Name = "Start afresh" });
        if (await afresh.IsVisibleAsync())
        {
            await afresh.ClickAsync();
            await Expect(afresh).ToHaveCountAsync(0);
        }
    }

    public Task OnStepAsync(string heading) => Expect(Step(heading)).ToBeVisibleAsync();

    public async Task ChooseTypeAsync(string name = "Initial consultation")
    {
        await OnStepAsync("What is to be booked?");
        await Main.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^" + name) }).CheckAsync();
        await Continue.ClickAsync();
    }

    /// <summary>Chooses the first free time of next month, where no day is too near; its text.</summary>
    public async Task<string> ChooseTimeAsync()
    {
        await OnStepAsync("When?");
        await ShowNextMonthAsync();
        return await ChooseShownTimeAsync();
    }

    /// <summary>Shows the next month and waits for its free times, so that no click meets those of the month before.</summary>
    public async Task ShowNextMonthAsync()
    {
        await FreeDays.First.WaitForAsync();
        var shown = await Page.Locator("#book-month").InnerTextAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Next month" }).ClickAsync();
        await Expect(Page.Locator("#book-month")).Not.ToHaveTextAsync(shown);
        await Expect(Page.GetByRole(AriaRole.Grid)).Not.ToHaveAttributeAsync("aria-busy", "true");
        await FreeDays.First.WaitForAsync();
    }

    /// <summary>Chooses the first free time of the day shown; the label that it has.</summary>
    public async Task<string> ChooseShownTimeAsync()
    {
        await Expect(Page.GetByRole(AriaRole.Grid)).Not.ToHaveAttributeAsync("aria-busy", "true");
        await FreeDays.First.WaitForAsync();
        await Times.First.ClickAsync();
        await Expect(ChosenTime).ToHaveCountAsync(1);
        await Expect(Main).ToContainTextAsync("Held for you until");
        return await ChosenTime.InnerTextAsync();
    }

    public async Task FillWhoAsync(string email, string first = "John", string last = "Doe")
    {
        await OnStepAsync("Who is it for?");
        await Field("E-mail").FillAsync(email);
        await Field("First name").FillAsync(first);
        await Field("Last name").FillAsync(last);
        await Continue.ClickAsync();
    }

    public async Task ChooseWhereAsync(string location = "Zoom")
    {
        await OnStepAsync("Where?");
        await Field(location).CheckAsync();
        await Continue.ClickAsync();
    }

    /// <summary>All the way to the review.</summary>
    public async Task FillAsync(string email, string type = "Initial consultation")
    {
        await OpenAsync();
        await ChooseTypeAsync(type);
        await ChooseTimeAsync();
        await Continue.ClickAsync();
        await FillWhoAsync(email);
        await ChooseWhereAsync();
        await OnStepAsync("Is everything right?");
    }

    public Task BookedAsync() => OnStepAsync("Booked");
}
