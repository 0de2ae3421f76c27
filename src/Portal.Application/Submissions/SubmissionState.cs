namespace Portal.Application.Submissions;

/// <summary>What a submission asks of the upstream.</summary>
public enum SubmissionOperation
{
    /// <summary>Document 000. Not safe to repeat, except where the backend honours the idempotency key.</summary>
    CreateCalendarEvent,

    /// <summary>Document 001. Safe to repeat: a second cancel is refused as already done.</summary>
    CancelCalendarEvent,

    /// <summary>Document 002. Not safe to repeat, except where the backend honours the idempotency key. Its answer names no id.</summary>
    ScheduleAppointment,

    /// <summary>Companion 1.3. Safe to repeat, as <see cref="CancelCalendarEvent"/>.</summary>
    CancelAppointment,
}

/// <summary>What operations have in common.</summary>
public static class SubmissionOperations
{
    /// <summary>The operations that bring an item into being, as a list for SQL.</summary>
    internal const string CreatesSql = "('CreateCalendarEvent', 'ScheduleAppointment')";

    /// <summary>Whether it ends an item; otherwise it brings one into being.</summary>
    public static bool IsCancel(this SubmissionOperation operation) =>
        operation is SubmissionOperation.CancelCalendarEvent or SubmissionOperation.CancelAppointment;

    /// <summary>Whether it brings an item into being.</summary>
    public static bool IsCreate(this SubmissionOperation operation) => !operation.IsCancel();
}

/// <summary>Where a submission stands. People see <see cref="Calendar.ItemState"/> instead.</summary>
public enum SubmissionState
{
    /// <summary>May be claimed by any sender.</summary>
    Queued,

    /// <summary>Claimed under a lease; its request may be on the wire.</summary>
    Sending,

    /// <summary>Nothing was done upstream; queued again at its next attempt.</summary>
    Waiting,

    /// <summary>Done upstream.</summary>
    Confirmed,

    /// <summary>Not done upstream, and not going to be.</summary>
    Rejected,

    /// <summary>Nobody knows. A next attempt is set only where a repetition is safe.</summary>
    Unknown,
}

/// <summary>What happened to a submission; one per line of its history.</summary>
public enum SubmissionEventKind
{
    /// <summary>A person asked for it.</summary>
    Requested,

    /// <summary>A sender took it; the request goes out now.</summary>
    Sent,

    /// <summary>The service did it.</summary>
    Confirmed,

    /// <summary>The service refused it.</summary>
    Refused,

    /// <summary>The service asked to wait.</summary>
    Throttled,

    /// <summary>The service could not be reached; nothing was sent.</summary>
    NotSent,

    /// <summary>Given up after the last permitted try; nothing was done.</summary>
    GivenUp,

    /// <summary>No usable answer: nobody knows.</summary>
    Unclear,

    /// <summary>The sender did not come back: nobody knows.</summary>
    Interrupted,

    /// <summary>Queued again after its pause.</summary>
    Requeued,

    /// <summary>Not repeated any more.</summary>
    RepetitionEnded,

    /// <summary>An answer came that changes nothing any more.</summary>
    LateAnswer,

    /// <summary>Reading the upstream showed that it was done.</summary>
    ReadBack,

    /// <summary>A person found it upstream.</summary>
    FoundByPerson,

    /// <summary>A person stated that it is not there.</summary>
    NotThereByPerson,

    /// <summary>A person stated that it is not there, and ordered it sent again.</summary>
    SentAgainByPerson,

    /// <summary>A person asked for the cancellation again.</summary>
    RepeatedByPerson,

    /// <summary>A person put the refused item away.</summary>
    Dismissed,
}
