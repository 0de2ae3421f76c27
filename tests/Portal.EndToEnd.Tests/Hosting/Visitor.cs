using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Pages;

namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>One person with a browser of their own. Keeps a trace when the test fails, and refuses errors on the page's console.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentBag<string> _errors = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        Page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Script errors so far; a healthy page has none.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>
    /// Whether <see cref="CheckAppearanceAsync"/> looks for accessibility violations: costly, and on four screens each theme and each width would be
    /// looked at twice.
    /// </summary>
    public bool ChecksAccessibility { get; set; } = true;

    public Task<CalendarPage> SignInAsync(string email) => new SignInPage(Page).SignInAsync(email);

    /// <summary>Another window of the same person.</summary>
    public async Task<CalendarPage> OpenWindowAsync(string query)
    {
        var page = await _context.NewPageAsync();
        var calendar = new CalendarPage(page);
        await calendar.OpenAsync(query);
        return calendar;
    }

    /// <summary>Keeps a picture of the page as a test artefact, and refuses accessibility violations and anything wider than the screen.</summary>
    public async Task CheckAppearanceAsync(string name)
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Artefacts.Directory, "screenshots", name + ".png") });
        if (ChecksAccessibility)
        {
            var result = await Page.RunAxe(new AxeRunOptions());
            result.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty(name);
        }

        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, name);
    }

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        await _context.Tracing.StopAsync(failed
            ? new() { Path = Path.Combine(Artefacts.Directory, "traces", $"{TestContext.Current.Test?.TestDisplayName.Split('(')[0]}-{Guid.NewGuid():N}.zip") }
            : null);
        await _context.DisposeAsync();
    }
}
