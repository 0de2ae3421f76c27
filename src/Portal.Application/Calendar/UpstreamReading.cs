using NodaTime;
using NodaTime.Text;
using Portal.ApiClient;
using Portal.Storage.Leases;

namespace Portal.Application.Calendar;

/// <summary>What readings of any upstream have in common: one replica at a time, a deadline, and words for what went wrong.</summary>
internal static class UpstreamReading
{
    private static readonly Duration LongestPause = Duration.FromHours(1);
    private static readonly Duration StoringTime = Duration.FromSeconds(10);

    /// <summary>Reads under a lease; false when another holder is at it.</summary>
    /// <param name="leases">Where the lease is.</param>
    /// <param name="lease">Its name.</param>
    /// <param name="holder">Who asks for it.</param>
    /// <param name="deadline">Of one reading. The lease is little longer: it is also how long a killed replica keeps the others from reading.</param>
    /// <param name="read">The reading.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<bool> AloneAsync(
        LeaseStore leases, string lease, string holder, TimeSpan deadline, Func<Task<bool>> read, CancellationToken cancellationToken)
    {
        if (!await leases.TryAcquireAsync(lease, holder, Duration.FromTimeSpan(deadline) + StoringTime, cancellationToken))
        {
            return false;
        }

        try
        {
            return await read();
        }
        finally
        {
            await leases.ReleaseAsync(lease, holder, CancellationToken.None);
        }
    }

    /// <summary>Asks the upstream within the deadline. What it throws is an unknown outcome: its text may hold an address, its kind is enough for people.</summary>
    /// <param name="ask">The call.</param>
    /// <param name="deadline">For the answer.</param>
    /// <param name="failed">Told of what was thrown.</param>
    /// <param name="cancellationToken">Gives up, and throws.</param>
    public static async Task<ApiOutcome<T>> AskAsync<T>(
        Func<CancellationToken, Task<ApiOutcome<T>>> ask, TimeSpan deadline, Action<Exception> failed, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline);
        try
        {
            return await ask(limit.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            failed(e);
            return new ApiOutcome<T>.Unknown(e is OperationCanceledException ? "no answer in time." : "the request failed.");
        }
    }

    /// <summary>An upstream's time to the millisecond; null for anything but ISO 8601 with an offset, and for the first and last year, where arithmetic would leave the calendar.</summary>
    public static Instant? ToInstant(string? text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text ?? "") is { Success: true, Value.Year: > 0 and < 9999 } parsed
            ? Instant.FromUnixTimeMilliseconds(parsed.Value.ToInstant().ToUnixTimeMilliseconds())
            : null;

    /// <summary>Why there is nothing to store, for people, and how long the upstream wants to be left alone; null for an accepted list.</summary>
    /// <param name="outcome">The answer.</param>
    /// <param name="what">What was to be listed, for example "the calendar".</param>
    /// <param name="interval">The pause where the upstream names none. A longer one than an hour counts as one: a mistaken header must not stop the reading for years.</param>
    public static (string Problem, Duration? Pause)? FailureOf<T>(ApiOutcome<T> outcome, string what, TimeSpan interval) => outcome switch
    {
        ApiOutcome<T>.Accepted => null,
        ApiOutcome<T>.Throttled throttled => ("The service asked to wait.", Duration.Min(throttled.RetryAfter ?? Duration.FromTimeSpan(interval), LongestPause)),
        ApiOutcome<T>.Refused refused => ($"The service refused to list {what}: {refused.Reason}", null),
        ApiOutcome<T>.NeverSent neverSent => ($"The service could not be reached: {neverSent.Reason}", null),
        ApiOutcome<T>.Unknown unknown => ($"The service did not answer as agreed: {unknown.Reason}", null),
        _ => throw new InvalidOperationException($"An outcome of an unknown kind: {outcome.GetType().Name}"),
    };
}
