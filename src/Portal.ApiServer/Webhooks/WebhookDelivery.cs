using System.Collections.Concurrent;
using System.Diagnostics;
using NodaTime;
using Portal.Storage.Leases;

namespace Portal.ApiServer.Webhooks;

/// <summary>
/// Delivers what is due, at least once: organisations side by side, so that none waits for another's receiver, and the deliveries of
/// one organisation one after the other, under a lease that one server at a time holds.
/// </summary>
internal sealed partial class WebhookDelivery(
    WebhookDeliveryStore deliveries,
    WebhookRenderer renderer,
    WebhookSender sender,
    LeaseStore leases,
    WebhookSignal signal,
    IClock clock,
    ILogger<WebhookDelivery> logger) : BackgroundService
{
    /// <summary>How soon the retries that have come due are found, and what another server's requests have left.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks, however often it is woken.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>A round begins no try after this. With a try of 10 s and its record it ends well before the lease.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(5);

    private static readonly Duration Lease = Duration.FromSeconds(25);

    /// <summary>After a failure of our own: a delivery that cannot be recorded must not be made again and again.</summary>
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    /// <summary>For a try that is under way when the server stops: most receivers answer by then, and are not called twice.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private const int MostAtOnce = 64;

    /// <summary>Unique per server and start: a server that comes back is someone else.</summary>
    private readonly string _holder = Guid.NewGuid().ToString("N");

    private readonly ConcurrentDictionary<string, Task> _inFlight = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var cutOff = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => cutOff.CancelAfter(StopGrace));
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryStartDueAsync(cutOff.Token, stoppingToken);
            await Task.WhenAny(Task.Delay(ShortestWait, stoppingToken));
            await signal.WaitAsync(LongestWait, stoppingToken);
        }

        await Task.WhenAll(_inFlight.Values);
    }

    private async Task TryStartDueAsync(CancellationToken cutOff, CancellationToken stoppingToken)
    {
        try
        {
            foreach (var organizationId in await deliveries.FindDueOrganizationsAsync(clock.GetCurrentInstant(), stoppingToken))
            {
                var done = new TaskCompletionSource();
                if (_inFlight.Count < MostAtOnce && _inFlight.TryAdd(organizationId, done.Task))
                {
                    _ = RunAsync(organizationId, done, cutOff, stoppingToken);
                }
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is, it must not end the server: what is due stays due.
            Log.LookFailed(logger, e.GetType().Name);
        }
        catch (Exception)
        {
            // The server stops.
        }
    }

    private async Task RunAsync(string organizationId, TaskCompletionSource done, CancellationToken cutOff, CancellationToken stoppingToken)
    {
        var wasOurs = false;
        try
        {
            wasOurs = await DeliverRoundAsync(organizationId, cutOff, stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Log.RoundFailed(logger, organizationId, e.GetType().Name);
            await Task.WhenAny(Task.Delay(PauseAfterFault, stoppingToken));
        }
        catch (Exception)
        {
            // The server stops; the delivery is due still.
        }
        finally
        {
            _inFlight.TryRemove(organizationId, out _);
            done.SetResult();
            if (wasOurs)
            {
                // There may be more. What another server delivers is looked at again at leisure: it looks itself.
                signal.Wake();
            }
        }
    }

    /// <summary>False when another server delivers for this organisation.</summary>
    private async Task<bool> DeliverRoundAsync(string organizationId, CancellationToken cutOff, CancellationToken stoppingToken)
    {
        var held = Stopwatch.StartNew();
        var lease = $"webhook:{organizationId}";
        if (!await leases.TryAcquireAsync(lease, _holder, Lease, stoppingToken))
        {
            return false;
        }

        try
        {
            while (held.Elapsed < LongestRound
                && !stoppingToken.IsCancellationRequested
                && await deliveries.FindNextDueAsync(organizationId, clock.GetCurrentInstant(), stoppingToken) is { } delivery)
            {
                await DeliverAsync(delivery, cutOff);
            }
        }
        finally
        {
            await leases.ReleaseAsync(lease, _holder, CancellationToken.None);
        }

        return true;
    }

    private async Task DeliverAsync(DueDelivery delivery, CancellationToken cutOff)
    {
        if (await renderer.RenderAsync(delivery, cutOff) is not { } body)
        {
            await deliveries.RecordFailedAsync(delivery, WebhookProblems.SubjectGone, nextTryAt: null, CancellationToken.None);
            Log.GivenUp(logger, delivery.OrganizationId, delivery.Id, delivery.Tries, WebhookProblems.SubjectGone);
            return;
        }

        if (await sender.SendAsync(delivery, body, cutOff) is not { } problem)
        {
            await deliveries.RecordDeliveredAsync(delivery, CancellationToken.None);
            return;
        }

        var failed = delivery.Tries + 1;
        var next = WebhookDeliveryRules.NextTry(delivery.CreatedAt, failed, clock.GetCurrentInstant(), Random.Shared.NextDouble());
        await deliveries.RecordFailedAsync(delivery, problem, next, CancellationToken.None);
        if (next is null)
        {
            Log.GivenUp(logger, delivery.OrganizationId, delivery.Id, failed, problem);
        }
        else
        {
            Log.TryFailed(logger, delivery.OrganizationId, delivery.Id, failed, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Information, "Webhook delivery {DeliveryId} of {OrganizationId}: try {Tries} failed and is repeated: {Problem}")]
        public static partial void TryFailed(ILogger logger, string organizationId, string deliveryId, int tries, string problem);

        [LoggerMessage(61, LogLevel.Warning, "Webhook delivery {DeliveryId} of {OrganizationId}: given up after {Tries} tries: {Problem}")]
        public static partial void GivenUp(ILogger logger, string organizationId, string deliveryId, int tries, string problem);

        // The types only: messages of the database and of the network name addresses and values.
        [LoggerMessage(62, LogLevel.Warning, "Webhooks of {OrganizationId} could not be delivered and are tried again: {Failure}")]
        public static partial void RoundFailed(ILogger logger, string organizationId, string failure);

        [LoggerMessage(63, LogLevel.Warning, "Due webhook deliveries could not be read: {Failure}")]
        public static partial void LookFailed(ILogger logger, string failure);
    }
}
