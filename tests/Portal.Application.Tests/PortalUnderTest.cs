using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiClient.Care360;
using Portal.ApiClient.Sweeppea;
using Portal.ApiContract.Care360;
using Portal.Application.Calendar;
using Portal.Application.Organizations;
using Portal.Application.Submissions;
using Portal.Application.Time;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests;

/// <summary>The application on one empty database of one engine, with an upstream that does as told. Nothing runs by itself unless a test starts it.</summary>
internal sealed class PortalUnderTest : IAsyncDisposable
{
    public const string CaseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    public const string NorthsideSecret = "webhooks-of-northside";
    public const string LakeviewSecret = "webhooks-of-lakeview";

    private static readonly Dictionary<string, string?> NoSettings = new(StringComparer.Ordinal);

    private readonly TestDatabase _test;
    private readonly ServiceProvider _services;
    private readonly bool _ownsTest;

    private PortalUnderTest(TestDatabase test, Database database, FakeCare360 care360, IReadOnlyDictionary<string, string?> settings, bool ownsTest)
    {
        (_test, Database, Care360, _ownsTest) = (test, database, care360, ownsTest);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(database)
            .AddSingleton<ICare360Api>(care360)
            .AddSingleton<ISweeppeaApi>(Sweeppea)
            .AddSingleton<IClock>(SystemClock.Instance)
            .Configure<OrganizationsOptions>(o =>
            {
                o.ById["northside"] = Organization("America/New_York", honoursKey: false, NorthsideSecret);
                o.ById["lakeview"] = Organization("Europe/London", honoursKey: false, LakeviewSecret);
                o.ById["campaigns"] = new OrganizationOptions { Name = "Campaigns only", TimeZone = "Etc/UTC", Sweeppea = new SweeppeaOptions { ApiKey = "test" } };
                o.ById["embedded"] = Organization("Etc/UTC", honoursKey: true);
            })
            .AddPortalApplication(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    public DatabaseOptions Options => _test.Options;

    public Database Database { get; }

    public FakeCare360 Care360 { get; }

    public FakeSweeppea Sweeppea { get; } = new();

    public CalendarService Calendar => Get<CalendarService>();

    public SubmissionStore Submissions => Get<SubmissionStore>();

    public OrganizationDirectory Organizations => Get<OrganizationDirectory>();

    public static Caller Clinician { get; } = new("t:1", "Dana Reyes", "dana@northside.example", "northside", new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Clinical });

    public static Caller Marketer { get; } = Clinician with { PersonId = "t:2", Roles = new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Marketing } };

    public static Caller Foreigner { get; } = Clinician with { PersonId = "t:3", OrganizationId = "lakeview" };

    public static async Task<PortalUnderTest> CreateAsync(DatabaseEngine engine, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var test = await TestDatabase.CreateAsync(engine, typeof(CalendarService).Assembly);
        return new PortalUnderTest(test, test.Database, new FakeCare360(SystemClock.Instance), settings ?? NoSettings, ownsTest: true);
    }

    /// <summary>Another replica on the same data and the same upstream.</summary>
    public PortalUnderTest Replica() => new(_test, _test.OpenAgain(), Care360, NoSettings, ownsTest: false);

    public static string NewForm() => Guid.NewGuid().ToString("D");

    public static NewCaseEvent NewEvent(string title = "Care plan review", int hoursAhead = 24)
    {
        var start = Instant.FromUnixTimeSeconds(SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds()) + Duration.FromHours(hoursAhead);
        return new NewCaseEvent(
            CaseId, title, "Bring the records", start, start + Duration.FromHours(1), "America/New_York", "https://meet.example/abc", LocationTypes.Zoom, "Dr. Kim", "kim@clinic.example");
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A worker that is not running, to be driven step by step.</summary>
    public T Worker<T>() => ActivatorUtilities.CreateInstance<T>(_services);

    /// <summary>A sender under other options, checked by nobody.</summary>
    public SubmissionSender Sender(SubmissionOptions options) => ActivatorUtilities.CreateInstance<SubmissionSender>(_services, Microsoft.Extensions.Options.Options.Create(options));

    public async Task<string> SubmitAsync(NewCaseEvent? entered = null, Caller? caller = null) =>
        (await Calendar.CreateEventAsync(caller ?? Clinician, NewForm(), entered ?? NewEvent(), default)).ShouldBeOfType<CreateEventResult.Submitted>().ItemId;

    /// <summary>Submits an event and has it confirmed.</summary>
    public async Task<CalendarItem> ConfirmedAsync(NewCaseEvent? entered = null)
    {
        var id = await SubmitAsync(entered);
        await SendAsync(id);
        return await ItemAsync(id);
    }

    public Task<bool> SendAsync(string id, string organization = "northside") => Worker<SubmissionSender>().SendAsync(new SubmissionKey(organization, id), default);

    /// <summary>Sends everything that is queued now; how many.</summary>
    public async Task<int> SendQueuedAsync()
    {
        var queued = await Submissions.ReadQueuedAsync(["northside", "lakeview", "embedded"], 100, default);
        foreach (var key in queued)
        {
            await SendAsync(key.Id, key.OrganizationId);
        }

        return queued.Count;
    }

    public Task<int> SweepAsync() => Worker<SubmissionSweeper>().SweepAsync(default);

    public Task<bool> SyncAsync(string organization = "northside") =>
        Worker<CalendarSync>().SyncAsync(Organizations.Find(organization) ?? throw new InvalidOperationException(), default);

    public async Task<CalendarItem> ItemAsync(string id, Caller? caller = null) => (await Calendar.FindAsync(caller ?? Clinician, id, default)).ShouldNotBeNull();

    public async Task<SubmissionRow> RowAsync(string id, string organization = "northside") =>
        (await Submissions.ReadAsync(new SubmissionKey(organization, id), default)).ShouldNotBeNull().Row;

    public async Task<IReadOnlyList<SubmissionEventKind>> HistoryAsync(string itemId) =>
        [.. (await Calendar.ReadHistoryAsync(Clinician, itemId, default)).Select(e => e.What)];

    /// <summary>Everything in a wide range, as the clinician sees it, by start.</summary>
    public async Task<IReadOnlyList<CalendarItem>> AllAsync(Caller? caller = null) =>
        [.. (await Calendar.ReadAgendaAsync(caller ?? Clinician, UtcDay(2000), UtcDay(2100), CalendarFilter.None, int.MaxValue, default)).Items
            .OrderBy(item => item.Start).ThenBy(item => item.End).ThenBy(item => item.Id, StringComparer.Ordinal)];

    /// <summary>New Year's Day in UTC.</summary>
    public static ZonedDay UtcDay(int year) => ZonedDay.Of(new LocalDate(year, 1, 1), DateTimeZone.Utc);

    /// <summary>Lets time pass for the database's clock, by making everything that is stored older.</summary>
    public Task TimePassesAsync(Duration duration) =>
        Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                """
                UPDATE submissions SET state_since = state_since - @ms, first_try_at = first_try_at - @ms, first_sent_at = first_sent_at - @ms,
                    unclear_since = unclear_since - @ms, lease_expires_at = lease_expires_at - @ms, next_attempt_at = next_attempt_at - @ms,
                    created_at = created_at - @ms;
                UPDATE calendar_items SET state_since = state_since - @ms, retry_at = retry_at - @ms, unclear_since = unclear_since - @ms,
                    first_seen_at = first_seen_at - @ms;
                UPDATE sync_states SET last_attempt_at = last_attempt_at - @ms, last_success_at = last_success_at - @ms,
                    requested_at = requested_at - @ms, not_before = not_before - @ms;
                UPDATE leases SET expires_at = expires_at - @ms
                """,
                new { ms = (long)duration.TotalMilliseconds },
                write.Transaction),
            default);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsTest)
        {
            await _test.DisposeAsync();
        }
        else
        {
            await Database.DisposeAsync();
        }
    }

    private static OrganizationOptions Organization(string zone, bool honoursKey, string? webhookSecret = null) => new()
    {
        Name = "An organisation",
        TimeZone = zone,
        Care360 = new Care360Options { BaseAddress = "http://upstream.example", ApiKey = "test", HonoursIdempotencyKey = honoursKey, WebhookSecret = webhookSecret },
    };
}
