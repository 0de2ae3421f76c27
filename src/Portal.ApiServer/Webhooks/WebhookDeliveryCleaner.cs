using NodaTime;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Webhooks;

/// <summary>Forgets, once an hour, deliveries of more than a week ago; none of them is tried any more.</summary>
internal sealed partial class WebhookDeliveryCleaner(
    WebhookDeliveryStore deliveries, OrganizationStore organizations, IClock clock, ILogger<WebhookDeliveryCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly Duration Retention = Duration.FromDays(7);

    /// <summary>One round.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        foreach (var organization in await organizations.ListIdsAsync(cancellationToken))
        {
            await deliveries.DeleteAsync(organization, clock.GetCurrentInstant() - Retention, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            do
            {
                await TryCleanAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task TryCleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CleanAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, it must not end the server: the rows do no harm, and the next round takes them.
            Log.Postponed(logger, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(64, LogLevel.Warning, "Old webhook deliveries could not be deleted: {Failure}")]
        public static partial void Postponed(ILogger logger, string failure);
    }
}
