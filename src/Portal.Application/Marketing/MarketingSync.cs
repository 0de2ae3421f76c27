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
    private static readonly Duration LongestPause = Duration.FromHours(1);
    private static readonly Duration StoringTime = Duration.FromSeconds(10);

    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>Reads one organisation now. False when another replica is at it, or it failed; the failure is written down.</summary>
    public async Task<bool> SyncAsync(string organizationId, CancellationToken cancellationToken)
    {
        var lease = $"sync:{organizationId}:{SyncStore.Sweeppea}";
        if (!await leases.TryAcquireAsync(lease, _holder, Duration.FromTimeSpan(options.Value.Deadline) + StoringTime, cancellationToken))
        {
            return false;
        }

        try
        {
            return await ReadAsync(organizationId, cancellationToken);
        }
        finally
        {
            await leases.ReleaseAsync(lease, _holder, CancellationToken.None);
        }
    }

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
        switch (await ListAsync(organizationId, cancellationToken))
        {
            case ApiOutcome<IReadOnlyList<MarketingEvent>>.Accepted accepted:
                var items = accepted.Value.Select(MarketingItem.Of).OfType<MarketingItem>().ToList();
                await store.ApplyAsync(organizationId, items, accepted.Value.Count - items.Count, startedAt, cancellationToken);
                return true;
            case ApiOutcome<IReadOnlyList<MarketingEvent>>.Throttled throttled:
                var pause = Duration.Min(throttled.RetryAfter ?? Duration.FromTimeSpan(options.Value.Interval), LongestPause);
                await syncs.FailAsync(organizationId, "The service asked to wait.", pause, cancellationToken);
                return false;
            case ApiOutcome<IReadOnlyList<MarketingEvent>>.Refused refused:
                return await FailAsync(organizationId, $"The service refused to list the events: {refused.Reason}", cancellationToken);
            case ApiOutcome<IReadOnlyList<MarketingEvent>>.NeverSent neverSent:
                return await FailAsync(organizationId, $"The service could not be reached: {neverSent.Reason}", cancellationToken);
            case ApiOutcome<IReadOnlyList<MarketingEvent>>.Unknown unknown:
                return await FailAsync(organizationId, $"The service did not answer as agreed: {unknown.Reason}", cancellationToken);
            case var other:
                throw new InvalidOperationException($"An outcome of an unknown kind: {other.GetType().Name}");
        }
    }

    private async Task<bool> FailAsync(string organizationId, string problem, CancellationToken cancellationToken)
    {
        await syncs.FailAsync(organizationId, problem, pause: null, cancellationToken);
        return false;
    }

    private async Task<ApiOutcome<IReadOnlyList<MarketingEvent>>> ListAsync(string organizationId, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.Deadline);
        try
        {
            return await sweeppea.ListEventsAsync(organizationId, deadline.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The exception's own text may hold an address; its kind is enough for people.
            Log.SyncFailed(logger, organizationId, e.GetType().Name);
            return new ApiOutcome<IReadOnlyList<MarketingEvent>>.Unknown(e is OperationCanceledException ? "no answer in time." : "the request failed.");
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
