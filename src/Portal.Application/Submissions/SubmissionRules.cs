using System.Globalization;
using NodaTime;

namespace Portal.Application.Submissions;

/// <summary>
/// The state machine of a submission, without any I/O. Each function answers null where the step is not allowed.
/// Two replicas, a kill at any point and answers in any order leave nothing lost and nothing sent twice;
/// taking any one of these rules away does not (the exhaustive model in the tests runs these very functions).
/// </summary>
public static class SubmissionRules
{
    /// <summary>A sender takes a queued submission. The attempt is committed before the first byte goes out.</summary>
    public static SubmissionTransition? Claim(SubmissionStatus status, string holder, Instant now, SubmissionOptions options) =>
        status.State != SubmissionState.Queued
            ? null
            : new SubmissionTransition(
                Enter(status, SubmissionState.Sending, now) with
                {
                    Attempt = status.Attempt + 1,
                    Tries = status.Tries + 1,
                    FirstTryAt = status.FirstTryAt ?? now,
                    FirstSentAt = status.FirstSentAt ?? now,
                    LeaseHolder = holder,
                    LeaseExpiresAt = now + Duration.FromTimeSpan(options.Lease),
                },
                SubmissionEventKind.Sent);

    /// <summary>Asked right before sending: a process that slept through its lease, or has no row at all, must not send.</summary>
    public static bool MayStillSend(SubmissionStatus? status, int attempt, string holder, Instant now) =>
        status is { State: SubmissionState.Sending }
        && status.Attempt == attempt
        && string.Equals(status.LeaseHolder, holder, StringComparison.Ordinal)
        && status.LeaseExpiresAt > now;

    /// <summary>
    /// Writes down what an attempt proved. Only the attempt in flight may do so, except that proof of success counts at any time;
    /// otherwise null, and the answer is only noted. With <paramref name="honoursKey"/> the backend does a request under the same
    /// idempotency key only once.
    /// </summary>
    public static SubmissionTransition? Record(
        SubmissionStatus status, int attempt, SendOutcome outcome, bool honoursKey, Instant now, SubmissionOptions options)
    {
        if (outcome is SendOutcome.Done done)
        {
            return Confirm(status, done.UpstreamId, now, SubmissionEventKind.Confirmed);
        }

        if (status.State != SubmissionState.Sending || status.Attempt != attempt)
        {
            return null;
        }

        return outcome switch
        {
            SendOutcome.Refused refused => Refuse(status, refused, honoursKey, now, options),
            SendOutcome.Throttled throttled => Wait(
                status, SubmissionEventKind.Throttled, RetryRules.AfterThrottling(status, throttled.RetryAfter, now, options), "The service was too busy.",
                $"The service was too busy. {NothingDone(status, "Nothing")}", honoursKey, now, options),
            SendOutcome.NeverSent neverSent => Wait(
                status, SubmissionEventKind.NotSent, RetryRules.AfterNeverSent(status, now, options), neverSent.Reason, Unreachable(status, options), honoursKey, now, options),
            SendOutcome.Unclear unclear => new SubmissionTransition(
                Doubt(status, now, unclear.Reason, honoursKey, now, options), SubmissionEventKind.Unclear),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    /// <summary>An expired lease leads to Unknown and nowhere else: its sender may have sent.</summary>
    public static SubmissionTransition? Sweep(SubmissionStatus status, bool honoursKey, Instant now, SubmissionOptions options) =>
        status.State == SubmissionState.Sending && status.LeaseExpiresAt <= now
            ? new SubmissionTransition(
                Doubt(status, now, "The request was interrupted before an answer was stored.", honoursKey, now, options),
                SubmissionEventKind.Interrupted)
            : null;

    /// <summary>Queues what waited long enough, and what may be repeated although its outcome is unknown.</summary>
    public static SubmissionTransition? Due(SubmissionStatus status, bool honoursKey, Instant now, SubmissionOptions options)
    {
        if (status.NextAttemptAt is not { } next || next > now)
        {
            return null;
        }

        return status.State switch
        {
            SubmissionState.Waiting => Requeue(),
            SubmissionState.Unknown when RetryRules.MayRepeat(status, honoursKey, now, options) => Requeue(),
            SubmissionState.Unknown => new SubmissionTransition(status with { NextAttemptAt = null }, SubmissionEventKind.RepetitionEnded),
            _ => null,
        };

        SubmissionTransition Requeue() => new(Enter(status, SubmissionState.Queued, now), SubmissionEventKind.Requeued);
    }

    /// <summary>Reading the upstream proved that an unclear submission was done, or showed the id of one that staff found. It proves nothing else.</summary>
    public static SubmissionTransition? ReadBack(SubmissionStatus status, string? upstreamId, Instant now) => status switch
    {
        { State: SubmissionState.Confirmed, UpstreamId: null } when upstreamId is not null && status.Operation.IsCreate() =>
            new SubmissionTransition(status with { UpstreamId = upstreamId }, SubmissionEventKind.ReadBack),
        { UnclearSince: not null } when IsOpen(status) => Confirm(status, upstreamId, now, SubmissionEventKind.ReadBack),
        _ => null,
    };

    /// <summary>Staff found it upstream. Allowed at once.</summary>
    public static SubmissionTransition? Found(SubmissionStatus status, string? upstreamId, Instant now) =>
        IsOpen(status) && status.UnclearSince is not null ? Confirm(status, upstreamId, now, SubmissionEventKind.FoundByPerson) : null;

    /// <summary>From when staff may say that it is not there; null while that question does not arise.</summary>
    public static Instant? ResolvableFrom(SubmissionStatus status, SubmissionOptions options) =>
        status.State == SubmissionState.Unknown && status.Operation.IsCreate()
            ? status.UnclearSince + Duration.FromTimeSpan(options.QuietPeriod)
            : null;

    /// <summary>Staff looked and it is not there: not before the quiet period has passed, else a request under way could still be applied.</summary>
    public static SubmissionTransition? NotThere(SubmissionStatus status, bool sendAgain, string reason, Instant now, SubmissionOptions options)
    {
        if (ResolvableFrom(status, options) is not { } from || now < from)
        {
            return null;
        }

        return sendAgain
            ? new SubmissionTransition(Reorder(status, now), SubmissionEventKind.SentAgainByPerson, Note: reason)
            : new SubmissionTransition(
                Enter(status, SubmissionState.Rejected, now) with { UnclearSince = null, Reason = "Stated not to be there." },
                SubmissionEventKind.NotThereByPerson,
                Note: reason);
    }

    /// <summary>Staff order an unconfirmed cancellation again. It is safe to repeat, so no quiet period applies.</summary>
    public static SubmissionTransition? RepeatCancel(SubmissionStatus status, string? reason, Instant now) =>
        status.State == SubmissionState.Unknown && status.Operation.IsCancel()
            ? new SubmissionTransition(Reorder(status, now) with { UnclearSince = status.UnclearSince }, SubmissionEventKind.RepeatedByPerson, Note: reason)
            : null;

    private static bool IsOpen(SubmissionStatus status) => status.State is not (SubmissionState.Confirmed or SubmissionState.Rejected);

    private static SubmissionTransition? Confirm(SubmissionStatus status, string? upstreamId, Instant now, SubmissionEventKind kind) =>
        status.State == SubmissionState.Confirmed
            ? null
            : new SubmissionTransition(
                Enter(status, SubmissionState.Confirmed, now) with { UnclearSince = null, UpstreamId = upstreamId ?? status.UpstreamId, Reason = null }, kind);

    private static SubmissionTransition Refuse(
        SubmissionStatus status, SendOutcome.Refused refused, bool honoursKey, Instant now, SubmissionOptions options)
    {
        var evidence = refused.Status.ToString(CultureInfo.InvariantCulture);

        // A key that was changed meanwhile, or a proxy's limit, refuses the repetition but says nothing about the earlier attempt.
        var saysNothingOfEarlier = status.UnclearSince is not null && refused.Status is 401 or 403 or 413;
        return saysNothingOfEarlier && status.UnclearSince is { } since
            ? new SubmissionTransition(Doubt(status, since, refused.Reason, honoursKey, now, options), SubmissionEventKind.Refused, evidence)
            : new SubmissionTransition(
                Enter(status, SubmissionState.Rejected, now) with { UnclearSince = null, Reason = refused.Reason }, SubmissionEventKind.Refused, evidence);
    }

    private static SubmissionTransition Wait(
        SubmissionStatus status, SubmissionEventKind kind, Instant? next, string reason, string givenUp, bool honoursKey, Instant now, SubmissionOptions options)
    {
        if (status.UnclearSince is { } since)
        {
            // This attempt did nothing, an earlier one may have: still unknown, and never "nothing was created".
            var doubt = Doubt(status, since, reason, honoursKey, now, options);
            return new SubmissionTransition(doubt with { NextAttemptAt = Later(doubt.NextAttemptAt, next) }, kind);
        }

        return next is null
            ? new SubmissionTransition(Enter(status, SubmissionState.Rejected, now) with { Reason = givenUp }, SubmissionEventKind.GivenUp)
            : new SubmissionTransition(Enter(status, SubmissionState.Waiting, now) with { NextAttemptAt = next, Reason = reason }, kind);
    }

    private static SubmissionStatus Doubt(
        SubmissionStatus status, Instant unclearSince, string reason, bool honoursKey, Instant now, SubmissionOptions options) =>
        Enter(status, SubmissionState.Unknown, now) with
        {
            UnclearSince = unclearSince,
            NextAttemptAt = RetryRules.Repetition(status, honoursKey, now, options),
            Reason = reason,
        };

    private static SubmissionStatus Reorder(SubmissionStatus status, Instant now) =>
        Enter(status, SubmissionState.Queued, now) with { Tries = 0, FirstTryAt = null, UnclearSince = null, Reason = null };

    private static SubmissionStatus Enter(SubmissionStatus status, SubmissionState state, Instant now) =>
        status with { State = state, StateSince = now, LeaseHolder = null, LeaseExpiresAt = null, NextAttemptAt = null };

    private static Instant? Later(Instant? repetition, Instant? wished) =>
        repetition is { } a && wished is { } b ? Instant.Max(a, b) : repetition;

    private static string Unreachable(SubmissionStatus status, SubmissionOptions options) => string.Create(
        CultureInfo.InvariantCulture, $"The service could not be reached for {options.NeverSentLimit.TotalMinutes:0.#} minutes; {NothingDone(status, "nothing")}");

    private static string NothingDone(SubmissionStatus status, string nothing) => status.Operation switch
    {
        SubmissionOperation.ScheduleAppointment => $"{nothing} was booked.",
        SubmissionOperation.CreateCalendarEvent => $"{nothing} was created.",
        _ => $"{nothing} was cancelled.",
    };
}
