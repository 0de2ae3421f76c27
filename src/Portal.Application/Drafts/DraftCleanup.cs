using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Portal.Application.Organizations;

namespace Portal.Application.Drafts;

/// <summary>Removes drafts that nobody touched for <see cref="DraftService.Lifetime"/>, once an hour. Several replicas may do it at once.</summary>
public sealed partial class DraftCleanup(DraftStore store, OrganizationDirectory organizations, IClock clock, ILogger<DraftCleanup> logger)
    : BackgroundService
{
    /// <summary>Removes what has expired now, in every organisation.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var organization in organizations.All)
        {
            await store.DeleteOlderAsync(organization.Id, clock.GetCurrentInstant() - DraftService.Lifetime, cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        WorkLoop.RunAsync(RunOnceAsync, WorkLoop.Every(TimeSpan.FromHours(1)), e => Log.Failed(logger, e), stoppingToken);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Expired drafts could not be removed; the next attempt is in an hour")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
