using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Pages;

/// <summary>The form of a case event.</summary>
public sealed class EventDialog(ILocator root)
{
    public ILocator Root { get; } = root;

    public ILocator Create => Root.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true });

    public ILocator Field(string label) => Root.GetByLabel(label, new() { Exact = true });

    /// <summary>Fills every field; the case is the first of the list unless an id is given.</summary>
    public async Task FillAsync(string title, string date, string start, string end, string? zone = null, string? caseId = null)
    {
        await StartAfreshAsync();
        if (caseId is null)
        {
            await ChooseFirstCaseAsync();
        }
        else
        {
            await Field("Case").FillAsync(caseId);
        }

        await Field("Title").FillAsync(title);
        if (zone is not null)
        {
            await ChooseZoneAsync(zone);
        }

        await Field("Start date").FillAsync(date);
        await Field("Start time").FillAsync(start);
        await Field("End date").FillAsync(date);
        await Field("End time").FillAsync(end);
        await Field("Location type").SelectOptionAsync("Zoom");
        await Field("Meeting link").FillAsync("https://meet.example/room");
        await Field("Provider name").FillAsync("Dr. Ines Roth");
        await Field("Provider e-mail").FillAsync("ines.roth@northside.example");
        await Field("Description").FillAsync("Agenda");
    }

    /// <summary>Leaves a restored draft behind, if there is one.</summary>
    public async Task StartAfreshAsync()
    {
        await Root.WaitForAsync();
        var afresh = Root.GetByRole(AriaRole.Button, new() { Name = "Start afresh" });
        if (await afresh.IsVisibleAsync())
        {
            await afresh.PressAsync("Enter");
            await Assertions.Expect(afresh).ToHaveCountAsync(0);
        }
    }

    public async Task ChooseFirstCaseAsync()
    {
        // Cases are known once the calendar was read for the first time, also when it cannot be read since.
        await Root.Page.GetByText(new Regex("Care360(: read| cannot be read)")).First.WaitForAsync();
        var box = Root.GetByRole(AriaRole.Combobox, new() { Name = "Case" });
        await box.ClickAsync();
        await box.PressAsync("ArrowDown");
        await Root.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).First.ClickAsync();
    }

    public async Task ChooseZoneAsync(string id)
    {
        var box = Root.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" });
        await box.FillAsync(id);
        await Root.GetByRole(AriaRole.Option, new() { Name = id.Replace('_', ' ') }).First.ClickAsync();
    }
}
