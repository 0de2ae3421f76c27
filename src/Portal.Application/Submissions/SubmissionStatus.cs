using NodaTime;

namespace Portal.Application.Submissions;

/// <summary>Everything of a submission that its rules look at. All instants are the database's.</summary>
public sealed record SubmissionStatus
{
    public required SubmissionOperation Operation { get; init; }

    public required SubmissionState State { get; init; }

    public required Instant StateSince { get; init; }

    /// <summary>How often it was claimed, ever. An outcome counts only for the attempt that it belongs to.</summary>
    public int Attempt { get; init; }

    /// <summary>How often it was claimed since a person last ordered it.</summary>
    public int Tries { get; init; }

    /// <summary>The first claim since a person last ordered it.</summary>
    public Instant? FirstTryAt { get; init; }

    /// <summary>The first claim ever: nothing of it exists upstream from before.</summary>
    public Instant? FirstSentAt { get; init; }

    /// <summary>When the latest attempt that may have been applied was given up; null when no attempt may have been applied.</summary>
    public Instant? UnclearSince { get; init; }

    public string? LeaseHolder { get; init; }

    public Instant? LeaseExpiresAt { get; init; }

    /// <summary>When a waiting submission, or an unknown one that is safe to repeat, is queued again.</summary>
    public Instant? NextAttemptAt { get; init; }

    /// <summary>The created event's id upstream; for a cancel the event to cancel.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>For people; may hold the upstream's words, so it is never logged.</summary>
    public string? Reason { get; init; }
}

/// <summary>One step of a submission: what it becomes, and why.</summary>
/// <param name="After">What it becomes.</param>
/// <param name="Kind">Why.</param>
/// <param name="Evidence">A short code without names or texts, for the append-only history; null when the kind says all.</param>
/// <param name="Note">What a person gave as the reason, for the history; at most 500 characters, never logged.</param>
public sealed record SubmissionTransition(SubmissionStatus After, SubmissionEventKind Kind, string? Evidence = null, string? Note = null);
