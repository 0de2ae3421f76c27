using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Portal.Application.Organizations;
using Portal.Benchmarks.Grid;
using Portal.Benchmarks.Load;
using Portal.Web.Hosting;

namespace Portal.Benchmarks.Book;

/// <summary>
/// How long a person waits from the click on "Book appointment" to "Booked", on the whole portal with its embedded API and demo data, in Chromium;
/// beside it a step of the same wizard, which stores nothing. It fails when a booking takes a second or more in the median.
/// </summary>
internal static class BookBenchmark
{
    public const string Name = "book";

    private const string EventType = "0d9c7a52-3b1e-4f68-a1c4-7e5b2f8d9036";
    private const double MostMilliseconds = 1000;

    // From the click to the heading, as the page itself sees it.
    private const string Measured =
        """
        ([button, heading]) => new Promise((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`"${heading}" never came`)), 30000);
          const look = () => {
            if (document.querySelector("#step-title")?.textContent === heading) {
              observer.disconnect();
              clearTimeout(timer);
              resolve(performance.now() - start);
            }
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          const start = performance.now();
          document.querySelector(button).click();
        })
        """;

    /// <param name="options"><c>[bookings]</c>; three before them are not counted.</param>
    public static async Task RunAsync(string[] options)
    {
        var bookings = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 20;
        var directory = Directory.CreateTempSubdirectory("portal-benchmark-");
        try
        {
            await using var app = await StartAsync(directory.FullName);
            await MeasureAsync(new Uri(app.Urls.First()), app.Services.GetRequiredService<EmbeddedAddress>().Current, bookings);
            await app.StopAsync();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<WebApplication> StartAsync(string directory)
    {
        var app = await PortalApplication.CreateAsync(
            [
                "--environment=Development",
                "--applicationName=Portal.Web",
                $"--contentRoot={AppContext.BaseDirectory}",
                "--urls=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=Critical",
                $"--Data:Directory={directory}",
                "--Backend:EmbeddedUrl=http://127.0.0.1:0",
            ],
            CancellationToken.None);
        await app.StartAsync();
        return app;
    }

    private static async Task MeasureAsync(Uri portal, Uri api, int bookings)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { BaseURL = portal.AbsoluteUri, TimezoneId = "America/New_York" });
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "clinical@northside.example" }).ClickAsync();
        await page.Locator("html[data-interactive]").WaitForAsync();

        var (steps, results) = (new List<double>(), new List<double>());
        var slots = await ReadSlotsAsync(api);
        for (var i = -3; i < bookings; i++)
        {
            var start = slots[i + 3];
            await page.GotoAsync($"/book?eventType={EventType}&start={start}&email=invitee{i + 3}@patients.example&location=zoom_conference");
            await page.Locator("html[data-interactive]").WaitForAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Is everything right?" }).WaitForAsync();
            await page.Locator("a[href*='step=where']").First.ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Where?" }).WaitForAsync();
            var step = await page.EvaluateAsync<double>(Measured, new[] { "main button[type=submit]", "Is everything right?" });
            var result = await page.EvaluateAsync<double>(Measured, new[] { "main button[type=submit]", "Booked" });
            if (i >= 0)
            {
                steps.Add(step);
                results.Add(result);
            }
        }

        var (ofStep, ofResult) = (Medians.Of(steps, ms => ms), Medians.Of(results, ms => ms));
        Console.WriteLine("| from the click | median ms | longest ms | of a step |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| a step of the wizard | {ofStep:F0} | {steps.Max():F0} | |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| \"Book appointment\" to \"Booked\" | {ofResult:F0} | {results.Max():F0} | {ofResult / ofStep:F2} |"));
        if (ofResult >= MostMilliseconds)
        {
            throw new LoadException(string.Create(CultureInfo.InvariantCulture, $"Missed: a booking in less than {MostMilliseconds} ms"));
        }
    }

    /// <summary>Free slots of the demo's follow-up visit, from tomorrow on.</summary>
    private static async Task<IReadOnlyList<string>> ReadSlotsAsync(Uri api)
    {
        using var client = new HttpClient { BaseAddress = api };
        client.DefaultRequestHeaders.Add("cv-api-key", "demo-care360-northside");
        var from = DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var to = DateTime.UtcNow.AddDays(29).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var answer = await client.GetStringAsync(new Uri(
            $"/api/v1/calendar/provider-availability?provider_states=NY&event_type_id={EventType}&start_time={from}&end_time={to}", UriKind.Relative));
        using var json = JsonDocument.Parse(answer);
        return [.. json.RootElement.GetProperty("data")[0].GetProperty("slots").EnumerateArray().Select(slot => slot.GetProperty("startTime").GetString() ?? "")];
    }
}
