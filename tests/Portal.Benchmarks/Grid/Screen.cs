using Microsoft.Playwright;
using Portal.Benchmarks.Load;

namespace Portal.Benchmarks.Grid;

/// <summary>A Chromium whose frames do not wait for a display, so that a paint is measured and not rounded up to the next 60th of a second.</summary>
internal sealed class Screen : IAsyncDisposable
{
    // Until the second animation frame after the last change; a change that comes later than the quiet time would be missed.
    private const string Step =
        """
        (selector) => new Promise((resolve, reject) => {
          const quiet = 120;
          let changes = 0, painted = 0, timer = setTimeout(() => reject(new Error("nothing changed")), 20000);
          const finish = () => {
            if (painted === 0) { timer = setTimeout(finish, quiet); return; }
            observer.disconnect();
            resolve(painted - start);
          };
          const observer = new MutationObserver(() => {
            const change = ++changes;
            painted = 0;
            requestAnimationFrame(() => requestAnimationFrame(() => { if (change === changes) { painted = performance.now(); } }));
            clearTimeout(timer);
            timer = setTimeout(finish, quiet);
          });
          observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
          const start = performance.now();
          document.querySelector(selector).click();
        })
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Screen(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Screen> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
                "--disable-frame-rate-limit", "--disable-gpu-vsync",
            ],
        });
        return new Screen(playwright, browser);
    }

    /// <summary>A new page of the address, once its clicks arrive.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, TimezoneId = "America/New_York" });
        await page.GotoAsync(address.AbsoluteUri);
        await page.Locator("#measured[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>A browser profile of its own, signed in, whose pages may be watched by scripts that their policy would not let run.</summary>
    /// <param name="server">Whose cookies they are.</param>
    /// <param name="cookie">As a Cookie header has them; empty for none.</param>
    public async Task<IBrowserContext> OpenProfileAsync(Uri server, string cookie)
    {
        var profile = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, TimezoneId = "America/New_York", BypassCSP = true });
        await profile.AddCookiesAsync(cookie
            .Split("; ", StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split('=', 2))
            .Select(one => new Cookie { Name = one[0], Value = one[1], Url = server.AbsoluteUri }));
        return profile;
    }

    /// <summary>Clicks and returns the milliseconds until the result is painted.</summary>
    /// <exception cref="LoadException">The period did not change.</exception>
    public static async Task<double> StepAsync(IPage page, string button, string title)
    {
        var before = await page.Locator(title).TextContentAsync();
        var milliseconds = await page.EvaluateAsync<double>(Step, button);
        return string.Equals(before, await page.Locator(title).TextContentAsync(), StringComparison.Ordinal)
            ? throw new LoadException($"{page.Url}: the period did not change")
            : milliseconds;
    }

    public static Task<int> CountNodesAsync(IPage page) => page.EvaluateAsync<int>("document.querySelectorAll('#measured *').length");

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
