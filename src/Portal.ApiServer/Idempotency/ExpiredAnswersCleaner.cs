using NodaTime;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Idempotency;

/// <summary>Forgets expired answers once an hour.</summary>
internal sealed partial class ExpiredAnswersCleaner(
    IdempotencyStore store, OrganizationStore organizations, IClock clock, ILogger<ExpiredAnswersCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            do
            {
                await CleanAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var organization in await organizations.ListIdsAsync(cancellationToken))
            {
                await store.DeleteExpiredAsync(organization, clock.GetCurrentInstant(), cancellationToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, it must not end the server: the rows do no harm, and the next round takes them.
            Log.Postponed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "Expired idempotency answers could not be deleted")]
        public static partial void Postponed(ILogger logger, Exception exception);
    }
}
