using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.ApiClient;
using Portal.ApiClient.Sweeppea;
using Portal.ApiContract.Sweeppea;
using Portal.Application.Calendar;
using Portal.Application.Organizations;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Changes;
using Portal.Storage.Leases;

namespace Portal.Application.Marketing;

/// <summary>
/// Reads every organisation's marketing events from Sweeppea, on a schedule and on request, one replica at a time per organisation and one
/// organisation after the other: the vendor takes one call at a time per account anyway. A failed reading leaves the data and shows its age.
/// </summary>
internal sealed partial class MarketingSync(
    Database database,
    [FromKeyedServices(SyncStore.Sweeppea)] SyncStore syncs,
    MarketingStore store,
    LeaseStore leases,
    OrganizationDirectory organizations,
    ISweeppeaApi sweeppea,
    IOptions<SyncOptions> options,
    ILogger<MarketingSync> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>Reads one organisation now. False when another replica is at it, or it failed; the failure is written down.</summary>
    public Task<bool> SyncAsync(string organizationId, CancellationToken cancellationToken) => UpstreamReading.AloneAsync(
        leases, $"sync:{organizationId}:{SyncStore.Sweeppea}", _holder, options.Value.Deadline, () => ReadAsync(organizationId, cancellationToken), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new WakeSignal(database, change => change == Change.Everything || string.Equals(change.Topic, SyncStore.Topic, StringComparison.Ordinal));
        await WorkLoop.RunAsync(SyncDueAsync, token => wake.WaitAsync(PollInterval, token), e => Log.LookFailed(logger, e.GetType().Name), stoppingToken);
    }

    private async Task SyncDueAsync(CancellationToken cancellationToken)
    {
        var served = organizations.All.Select(organization => organization.Id).Where(organizations.HasSweeppea).ToList();
        foreach (var id in served.Count == 0 ? [] : await syncs.ReadDueAsync(served, Duration.FromTimeSpan(options.Value.Interval), cancellationToken))
        {
            await SyncAsync(id, cancellationToken);
        }
    }

    private async Task<bool> ReadAsync(string organizationId, CancellationToken cancellationToken)
    {
        var startedAt = await syncs.BeginAsync(organizationId, cancellationToken);
        var listed = await UpstreamReading.AskAsync(
            token => sweeppea.ListEventsAsync(organizationId, token),
            options.Value.Deadline,
            e => Log.SyncFailed(logger, organizationId, e.GetType().Name),
            cancellationToken);
        if (listed is ApiOutcome<IReadOnlyList<MarketingEvent>>.Accepted accepted)
        {
            return await TryStoreAsync(organizationId, accepted.Value, startedAt, cancellationToken);
        }

        if (UpstreamReading.FailureOf(listed, "the events", options.Value.Interval) is { } failure)
        {
            await syncs.FailAsync(organizationId, failure.Problem, failure.Pause, cancellationToken);
        }

        return false;
    }

    /// <summary>A fault of ours must show on the page as well, and not keep the other organisations from being read.</summary>
    private async Task<bool> TryStoreAsync(string organizationId, IReadOnlyList<MarketingEvent> listed, Instant startedAt, CancellationToken cancellationToken)
    {
        try
        {
            var items = listed.Select(MarketingItem.Of).OfType<MarketingItem>().ToList();
            await store.ApplyAsync(organizationId, items, listed.Count - items.Count, startedAt, cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SyncFailed(logger, organizationId, e.GetType().Name);
            await syncs.FailAsync(organizationId, "The events were read but could not be stored.", pause: null, cancellationToken);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2111, LogLevel.Warning, "Reading the marketing events of {OrganizationId} failed: {Kind}")]
        public static partial void SyncFailed(ILogger logger, string organizationId, string kind);

        [LoggerMessage(2112, LogLevel.Warning, "Looking for marketing events to read failed: {Kind}")]
        public static partial void LookFailed(ILogger logger, string kind);
    }
}
