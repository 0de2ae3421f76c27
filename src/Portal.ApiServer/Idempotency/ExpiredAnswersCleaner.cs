using System.Data.Common;
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
        do
        {
            try
            {
                foreach (var organization in await organizations.ListIdsAsync(stoppingToken))
                {
                    await store.DeleteExpiredAsync(organization, clock.GetCurrentInstant(), stoppingToken);
                }
            }
            catch (DbException e)
            {
                // The rows do no harm; the next round takes them.
                Log.Postponed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "Expired idempotency answers could not be deleted")]
        public static partial void Postponed(ILogger logger, Exception exception);
    }
}
