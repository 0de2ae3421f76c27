using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Portal.ApiContract.Sweeppea;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Configuration;

namespace Portal.ApiServer.Sweeppea;

/// <summary>
/// The vendor's limits per account: a number of calls per minute, and one call at a time. A second call waits for a moment, a third behind it.
/// Per process: replicas of this server each grant their own.
/// </summary>
internal sealed class SweeppeaLimits(ApiServerSettings settings) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    private readonly PartitionedRateLimiter<string> _rates = PartitionedRateLimiter.Create<string, string>(
        account => RateLimitPartition.GetTokenBucketLimiter(account, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.SweeppeaRateLimitRequests,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = settings.SweeppeaRateLimitWindow.ToTimeSpan() / settings.SweeppeaRateLimitRequests,
            QueueLimit = 0,
        }),
        StringComparer.Ordinal);

    private readonly ApiAnswer _tooMany = SweeppeaAnswers.Refuse(
        StatusCodes.Status429TooManyRequests, SweeppeaTexts.RateLimitExceeded(settings.SweeppeaRateLimitPerMinute));

    /// <summary>Takes one call of the account's; when there is none, the 429 with the seconds to wait.</summary>
    public ApiAnswer? Refuse(string organizationId) => Refuse(organizationId, calls: 1);

    /// <summary>The same answer, without taking a call.</summary>
    public ApiAnswer? RefuseWithoutTaking(string organizationId) => Refuse(organizationId, calls: 0);

    /// <summary>The account's turn, given back by disposing; null when another call has it for longer than a second.</summary>
    public async Task<IDisposable?> TakeTurnAsync(string organizationId, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(organizationId, _ => new SemaphoreSlim(1, 1));
        return await turn.WaitAsync(Patience, cancellationToken) ? new Turn(turn) : null;
    }

    public void Dispose()
    {
        _rates.Dispose();
        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }

    private ApiAnswer? Refuse(string organizationId, int calls)
    {
        using var lease = _rates.AttemptAcquire(organizationId, calls);
        return lease.IsAcquired ? null : _tooMany.WithRetryAfter(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
