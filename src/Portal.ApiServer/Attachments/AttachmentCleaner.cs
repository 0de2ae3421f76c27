using NodaTime;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Attachments;

/// <summary>Removes, once an hour, what a stopped server left of uploads and contents that no attachment refers to.</summary>
internal sealed partial class AttachmentCleaner(
    AttachmentFiles files, AttachmentStore attachments, OrganizationStore organizations, IClock clock, ILogger<AttachmentCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>An upload that goes on writes far more often.</summary>
    private static readonly Duration LongestUpload = Duration.FromHours(1);

    /// <summary>A content is kept before its comment is committed, and that takes far less.</summary>
    private static readonly Duration LongestCommit = Duration.FromHours(24);

    /// <summary>One round.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        files.DeleteStaleIncoming(now - LongestUpload);
        foreach (var organization in await organizations.ListIdsAsync(cancellationToken))
        {
            foreach (var sha256 in files.ListKeptBefore(organization, now - LongestCommit))
            {
                if (!await attachments.HasContentAsync(organization, sha256, cancellationToken))
                {
                    files.Delete(organization, sha256, now - LongestCommit);
                }
            }
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
            // Whatever it is, also another server's cleaner at the same file: the files do no harm, and the next round takes them.
            Log.Postponed(logger, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        // The type only: a message of the file system names the path.
        [LoggerMessage(40, LogLevel.Warning, "Files of attachments that nobody needs could not be deleted: {Failure}")]
        public static partial void Postponed(ILogger logger, string failure);
    }
}
