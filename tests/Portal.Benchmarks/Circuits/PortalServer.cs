using System.Globalization;
using System.Security.Claims;
using Dapper;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Benchmarks.Grid;
using Portal.Storage;
using Portal.Web.Hosting;
using Portal.Web.SignIn;

namespace Portal.Benchmarks.Circuits;

/// <summary>
/// The whole portal in Production, in a process of its own, on a SQLite store with a month of events, and a session of one person. The month
/// is over, so that its reading from the embedded API, which has no events, leaves it alone.
/// </summary>
internal static class PortalServer
{
    /// <summary>The argument that starts it; not for people.</summary>
    public const string Name = "serve-portal";

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>The month that the events are in.</summary>
    public static LocalDate Month => NodaTime.SystemClock.Instance.GetCurrentInstant().InZone(Zone).Date.With(DateAdjusters.StartOfMonth).PlusMonths(-2);

    /// <summary>Of the calendar page with that month.</summary>
    public static string Path => string.Create(CultureInfo.InvariantCulture, $"/calendar?view=month&date={Month:uuuu-MM-dd}");

    /// <param name="options">How many events.</param>
    public static async Task RunAsync(string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("portal-benchmark-");
        try
        {
            await ServeAsync(directory.FullName, int.Parse(options[0], CultureInfo.InvariantCulture));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task ServeAsync(string directory, int size)
    {
        var account = DemoAccounts.All[0];
        await using var app = await PortalApplication.CreateAsync(
            [
                "--environment=Production",
                "--applicationName=Portal.Web",
                $"--contentRoot={directory}",
                "--urls=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=Critical",
                $"--Data:Directory={System.IO.Path.Combine(directory, "data")}",
                "--Backend:EmbeddedUrl=http://127.0.0.1:0",
                $"--Organizations:{account.OrganizationId}:Name={account.OrganizationName}",
                $"--Organizations:{account.OrganizationId}:Tenant={account.Tenant}",
                $"--Organizations:{account.OrganizationId}:TimeZone={Zone.Id}",
                $"--Organizations:{account.OrganizationId}:Care360:ApiKey=benchmark",
            ],
            CancellationToken.None);
        await FillAsync(app.Services.GetRequiredService<Database>(), account.OrganizationId, size);
        await app.StartAsync();
        await FigureReports.AnswerAsync(app.Urls.First(), SignIn(app.Services, account.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme)), new SentBytes());
        await app.StopAsync();
    }

    /// <summary>The cookies of a browser that signed in and told its time zone.</summary>
    private static string SignIn(IServiceProvider services, ClaimsPrincipal person)
    {
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(person, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + cookie.ExpireTimeSpan }, scheme);
        return $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}; portal-time-zone={Uri.EscapeDataString(Zone.Id)}; portal-week-start=7";
    }

    private static Task<int> FillAsync(Database database, string organization, int size) => database.WriteAsync(
        write => write.Connection.ExecuteAsync(
            """
            INSERT INTO calendar_items (organization_id, id, source, upstream_id, title, description, start_at, end_at, time_zone, tzdb_version,
                                        location, meeting_link, provider_name, provider_email, agent_name, state, state_since, first_seen_at, version)
            VALUES (@organization, @Id, @source, @Id, @Title, 'Progress since the last visit, pain diary, next exercises.', @start, @end, @zone, 'test',
                    'Zoom', 'https://example.com/meet/123', 'Dr. Smith', 'provider@example.com', 'custom', @state, 0, 0, 1)
            """,
            MeasuredEvents.OfMonth(size, Month, firstNumber: 0).Select(entry => new
            {
                organization,
                entry.Id,
                source = entry.Source.ToString(),
                entry.Title,
                start = entry.Start.ToUnixTimeMilliseconds(),
                end = entry.End.ToUnixTimeMilliseconds(),
                zone = Zone.Id,
                state = entry.State.ToString(),
            }),
            write.Transaction),
        CancellationToken.None);
}
