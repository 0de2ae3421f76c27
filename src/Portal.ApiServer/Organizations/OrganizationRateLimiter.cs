using System.Threading.RateLimiting;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Configuration;

namespace Portal.ApiServer.Organizations;

/// <summary>
/// The vendor's limit on <c>/calendar/*</c>: a token bucket per organisation that holds the window's whole number and refills evenly.
/// Per process: replicas of this server each grant their own.
/// </summary>
internal sealed class OrganizationRateLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter;

    public OrganizationRateLimiter(ApiServerSettings settings)
    {
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.RateLimitRequests,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = settings.RateLimitWindow.ToTimeSpan() / settings.RateLimitRequests,
            QueueLimit = 0,
        };
        _limiter = PartitionedRateLimiter.Create<string, string>(
            organizationId => RateLimitPartition.GetTokenBucketLimiter(organizationId, _ => options), StringComparer.Ordinal);
    }

    /// <summary>Takes a token; when there is none, the 429 with the seconds to wait.</summary>
    public ApiAnswer? Refuse(string organizationId)
    {
        using var lease = _limiter.AttemptAcquire(organizationId);
        if (lease.IsAcquired)
        {
            return null;
        }

        return FixedAnswers.RateLimitExceeded.WithRetryAfter(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
    }

    public void Dispose() => _limiter.Dispose();
}
