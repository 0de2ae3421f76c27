using NodaTime;

namespace Portal.Application.Submissions;

/// <summary>When a submission is tried again. Every answer is null where it is not.</summary>
public static class RetryRules
{
    /// <summary>After a 429: as the upstream wishes, else a doubling pause; bounded in tries and in time.</summary>
    public static Instant? AfterThrottling(SubmissionStatus status, Duration? retryAfter, Instant now, SubmissionOptions options)
    {
        var next = now + (retryAfter ?? Doubled(options.ThrottledPause, status.Tries));
        return status.Tries >= options.MaxTries || next > (status.FirstTryAt ?? now) + Duration.FromTimeSpan(options.ThrottledLimit) ? null : next;
    }

    /// <summary>After an attempt that never reached the upstream: a growing pause, bounded in time only (decision 6). The last try comes as the time ends.</summary>
    public static Instant? AfterNeverSent(SubmissionStatus status, Instant now, SubmissionOptions options)
    {
        var end = (status.FirstTryAt ?? now) + Duration.FromTimeSpan(options.NeverSentLimit);
        return now >= end ? null : Instant.Min(now + Listed(options.NeverSentPauses, status.Tries), end);
    }

    /// <summary>When an attempt of unknown outcome is repeated.</summary>
    /// <remarks>A cancel is safe to repeat. A create only under the same key, at a backend that honours it, for as long as it keeps the key.</remarks>
    public static Instant? Repetition(SubmissionStatus status, bool honoursKey, Instant now, SubmissionOptions options)
    {
        var pause = status.Operation.IsCancel()
            ? Doubled(options.CancelPause, status.Tries)
            : Listed(options.RepeatPauses, status.Tries);
        return MayRepeat(status, honoursKey, now + pause, options) ? now + pause : null;
    }

    /// <summary>Whether a submission of unknown outcome may be queued again without asking anyone.</summary>
    public static bool MayRepeat(SubmissionStatus status, bool honoursKey, Instant now, SubmissionOptions options) => status.Operation.IsCancel()
        ? status.Tries < options.MaxTries
        : honoursKey && now <= status.FirstSentAt + Duration.FromTimeSpan(options.RepeatLimit);

    private static Duration Listed(IReadOnlyList<TimeSpan> pauses, int tries) => Duration.FromTimeSpan(pauses[Math.Clamp(tries - 1, 0, pauses.Count - 1)]);

    private static Duration Doubled(TimeSpan first, int tries) => Duration.FromTimeSpan(first) * (1L << Math.Clamp(tries - 1, 0, 20));
}
