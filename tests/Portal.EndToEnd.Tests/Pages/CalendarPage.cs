using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Pages;

/// <summary>The calendar with its panel and forms, by role and label.</summary>
public sealed partial class CalendarPage(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Panel => Page.GetByRole(AriaRole.Complementary);

    public EventDialog Dialog => new(Page.GetByRole(AriaRole.Dialog));

    public ILocator ZoneButton => Page.GetByRole(AriaRole.Button, new() { NameRegex = ZoneName() });

    /// <summary>Waits until the page answers clicks: its circuit is connected.</summary>
    public async Task ReadyAsync()
    {
        // Not the load event, which may have come and gone: the circuit is waited for below.
        await Page.WaitForURLAsync(new Regex("/calendar"), new() { WaitUntil = WaitUntilState.Commit });
        await Page.Locator("html[data-interactive]").WaitForAsync();
    }

    public async Task OpenAsync(string query)
    {
        await Page.GotoAsync("/calendar" + query);
        await ReadyAsync();
    }

    /// <summary>The buttons of an event in the grid; more than one where it spans days.</summary>
    public ILocator Event(string title) => Page.Locator("#main").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("(^| )" + Literal(title) + Then) });

    public ILocator Event(string title, string state) => Page.Locator("#main").GetByRole(
        AriaRole.Button, new() { NameRegex = new Regex(state is "Confirmed" ? Start + Literal(title) + Then + ".*, Confirmed$" : Start + state + " " + Literal(title) + Then) });

    public async Task<EventDialog> NewEventAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "New event" }).ClickAsync();
        await Dialog.Root.WaitForAsync();
        return Dialog;
    }

    public async Task CancelOpenEventAsync()
    {
        await Panel.GetByRole(AriaRole.Button, new() { Name = "Cancel event" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel event" }).ClickAsync();
    }

    public Task PanelSaysAsync(string state) => Assertions.Expect(Panel.GetByRole(AriaRole.Status)).ToContainTextAsync(state);

    /// <summary>In the month an event begins with its start; in a column its times come after its title, and in a row above the columns its dates.</summary>
    private const string Start = "^(?:\\d\\d:\\d\\d )?";

    private const string Then = "(?: \\d\\d:\\d\\d.*| \\w{3} \\d+ .*)? ?, ";

    // The selector's own syntax ends a pattern at a slash.
    private static string Literal(string text) => Regex.Escape(text).Replace("/", "\\/", StringComparison.Ordinal).Replace("\\ ", " ", StringComparison.Ordinal);

    [GeneratedRegex("^Time zone: ")]
    private static partial Regex ZoneName();
}
