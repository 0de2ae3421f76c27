using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiClient.Care360;
using Portal.ApiClient.Sweeppea;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.TestSupport;

namespace Portal.ApiClient.Tests;

/// <summary>The client as the portal registers it, pointed at one address.</summary>
public sealed class TestClient : IDisposable, IApiCredentialsSource
{
    public const string Key = "canary-key-6b1f";
    public const string Title = "canary-title-93aa";

    public static readonly Guid CaseId = new("a1b2c3d4-e5f6-7890-abcd-ef1234567890");
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 12, 0);

    public static readonly CalendarEventDetails Details = new()
    {
        Title = Title,
        StartTime = "2026-03-11T14:00:00Z",
        EndTime = "2026-03-11T15:00:00Z",
        TimeZone = "America/New_York",
        MeetingLink = "https://example.com/meet/123",
        Location = LocationTypes.Zoom,
    };

    private readonly ServiceProvider _services;
    private readonly Uri _address;
    private readonly string _key;

    public TestClient(string address, string key = Key)
    {
        _address = new Uri(address);
        _key = key;
        _services = new ServiceCollection()
            .AddSingleton<IClock>(new TestClock(Now))
            .AddSingleton<IApiCredentialsSource>(this)
            .AddSingleton<ISweeppeaTurns>(Turns)
            .AddPortalApiClients()
            .BuildServiceProvider();
    }

    public ICare360Api Api => _services.GetRequiredService<ICare360Api>();

    /// <summary>The only one that has credentials.</summary>
    public string Organization { get; init; } = "north";

    public ISweeppeaApi Marketing => _services.GetRequiredService<ISweeppeaApi>();

    internal FreeTurns Turns { get; } = new();

    public ApiCredentials Care360(string organizationId) =>
        string.Equals(organizationId, Organization, StringComparison.Ordinal) ? new ApiCredentials(_address, _key) : throw new KeyNotFoundException();

    public ApiCredentials Sweeppea(string organizationId) => Care360(organizationId);

    public async Task<ApiOutcome<CreatedCalendarEvent>> CreateAsync(CalendarEventDetails? details = null, TimeSpan? deadline = null, string key = "idem-1")
    {
        using var end = new CancellationTokenSource(deadline ?? TimeSpan.FromSeconds(60));
        return await Api.CreateCalendarEventAsync("north", CaseId, details ?? Details, key, end.Token);
    }

    public async Task<ApiOutcome<CancelledCalendarEvent>> CancelAsync(TimeSpan? deadline = null)
    {
        using var end = new CancellationTokenSource(deadline ?? TimeSpan.FromSeconds(60));
        return await Api.CancelCalendarEventAsync("north", CaseId, "987fcdeb-51a2-43d7-9876-543210fedcba", "idem-2", end.Token);
    }

    public void Dispose() => _services.Dispose();
}
