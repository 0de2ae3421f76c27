using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Portal.EndToEnd.Tests.Hosting.Browser))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>One Debian Chromium for all tests; each person has a context of their own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
            ],
        });
    }

    public async Task<Visitor> VisitAsync(PortalServer server, string timeZone = "America/New_York", int width = 1280, int height = 800, ColorScheme theme = ColorScheme.Light)
    {
        var browser = _browser ?? throw new InvalidOperationException("Not started.");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = server.Url,
            TimezoneId = timeZone,
            Locale = "en-US",
            ColorScheme = theme,
            ViewportSize = new() { Width = width, Height = height },
        });
        await context.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>The same person where no script runs, so that a page is what the server answered; their browser has told its zone before.</summary>
    public async Task<Visitor> ReadWithoutScriptsAsync(PortalServer server, IEnumerable<BrowserContextCookiesResult> cookies, string timeZone)
    {
        var browser = _browser ?? throw new InvalidOperationException("Not started.");
        var context = await browser.NewContextAsync(new() { BaseURL = server.Url, JavaScriptEnabled = false, ViewportSize = new() { Width = 1280, Height = 800 } });
        await context.AddCookiesAsync(
        [
            .. cookies.Where(cookie => cookie.Name is not "portal-time-zone").Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = server.Url }),
            new Cookie { Name = "portal-time-zone", Value = Uri.EscapeDataString(timeZone), Url = server.Url },
        ]);
        await context.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
