using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.ApiClient.Sweeppea;
using Portal.Application.Submissions;
using Portal.Storage.Leases;

namespace Portal.Application.Marketing;

/// <summary>
/// One call to Sweeppea at a time per organisation. Within the process first come, first served; among replicas by a lease, which outlives the
/// call that holds it, and which a replica that died leaves to the others after <see cref="SubmissionOptions.Lease"/>.
/// </summary>
internal sealed partial class SweeppeaTurns(LeaseStore leases, IOptions<SubmissionOptions> options, ILogger<SweeppeaTurns> logger) : ISweeppeaTurns
{
    /// <summary>How soon a lease that another replica gives back is seen.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Unique per replica and start: a process that comes back is someone else.</summary>
    private readonly string _holder = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _queues = new(StringComparer.Ordinal);

    public async Task<ISweeppeaTurn?> TakeAsync(string organizationId, CancellationToken cancellationToken)
    {
        // Waiters of a semaphore are served in the order in which they came.
        var queue = _queues.GetOrAdd(organizationId, _ => new SemaphoreSlim(1, 1));
        if (!await IsReachedAsync(queue, cancellationToken))
        {
            return null;
        }

        if (await LeaseAsync(NameOf(organizationId), cancellationToken) is not { } over)
        {
            queue.Release();
            return null;
        }

        return new Turn(this, organizationId, queue, over);
    }

    private static string NameOf(string organizationId) => $"sweeppea:{organizationId}";

    private static async Task<bool> IsReachedAsync(SemaphoreSlim queue, CancellationToken cancellationToken)
    {
        try
        {
            await queue.WaitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The end of the call's time, counted from before the lease was asked for; null when it cannot be had.</summary>
    private async Task<CancellationTokenSource?> LeaseAsync(string lease, CancellationToken cancellationToken)
    {
        var duration = Duration.FromTimeSpan(options.Value.Lease);
        try
        {
            while (true)
            {
                var over = new CancellationTokenSource(options.Value.Deadline);
                if (await leases.TryAcquireAsync(lease, _holder, duration, cancellationToken))
                {
                    return over;
                }

                over.Dispose();
                await Task.Delay(PollInterval, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            // Without the lease another replica may be calling, so this one must not.
            Log.LeaseFailed(logger, e.GetType().Name);
            return null;
        }
    }

    /// <summary>The call has its outcome; a lease that cannot be given back must not cost it, and expires.</summary>
    private async Task GiveBackAsync(string organizationId)
    {
        try
        {
            await leases.ReleaseAsync(NameOf(organizationId), _holder, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            Log.ReleaseFailed(logger, e.GetType().Name);
        }
    }

    private sealed class Turn(SweeppeaTurns turns, string organizationId, SemaphoreSlim queue, CancellationTokenSource over) : ISweeppeaTurn
    {
        public CancellationToken Over { get; } = over.Token;

        public async ValueTask DisposeAsync()
        {
            try
            {
                await turns.GiveBackAsync(organizationId);
            }
            finally
            {
                over.Dispose();
                queue.Release();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Warning, "The turn to call Sweeppea could not be taken: {Kind}")]
        public static partial void LeaseFailed(ILogger logger, string kind);

        [LoggerMessage(2202, LogLevel.Warning, "The turn to call Sweeppea could not be given back, and expires: {Kind}")]
        public static partial void ReleaseFailed(ILogger logger, string kind);
    }
}
