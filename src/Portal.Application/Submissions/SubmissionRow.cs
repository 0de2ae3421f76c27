using NodaTime;

namespace Portal.Application.Submissions;

/// <summary>A row of <c>submissions</c>. Its id is the form instance's id and the idempotency key; for a create also the item's id.</summary>
internal sealed record SubmissionRow
{
    public const string Columns =
        """
        organization_id AS OrganizationId, id AS Id, operation AS OperationName, item_id AS ItemId, case_id AS CaseId, request_json AS RequestJson,
        state AS StateName, state_since AS StateSince, attempt AS Attempt, tries AS Tries, first_try_at AS FirstTryAt, first_sent_at AS FirstSentAt,
        unclear_since AS UnclearSince, lease_holder AS LeaseHolder, lease_expires_at AS LeaseExpiresAt, next_attempt_at AS NextAttemptAt,
        upstream_id AS UpstreamId, reason AS Reason, created_by_id AS CreatedById, created_by_name AS CreatedByName,
        replaces_item_id AS ReplacesItemId, version AS Version
        """;

    public string OrganizationId { get; init; } = "";

    public string Id { get; init; } = "";

    public string OperationName { get; init; } = "";

    public string ItemId { get; init; } = "";

    /// <summary>Null of an appointment that belongs to no case.</summary>
    public string? CaseId { get; init; }

    public string RequestJson { get; init; } = "";

    public string StateName { get; init; } = "";

    public Instant StateSince { get; init; }

    public int Attempt { get; init; }

    public int Tries { get; init; }

    public Instant? FirstTryAt { get; init; }

    public Instant? FirstSentAt { get; init; }

    public Instant? UnclearSince { get; init; }

    public string? LeaseHolder { get; init; }

    public Instant? LeaseExpiresAt { get; init; }

    public Instant? NextAttemptAt { get; init; }

    public string? UpstreamId { get; init; }

    public string? Reason { get; init; }

    public string CreatedById { get; init; } = "";

    public string CreatedByName { get; init; } = "";

    /// <summary>The item that is cancelled once this create is confirmed; null for an ordinary one.</summary>
    public string? ReplacesItemId { get; init; }

    public long Version { get; init; }

    public SubmissionOperation Operation => Enum.Parse<SubmissionOperation>(OperationName);

    public SubmissionStatus Status => new()
    {
        Operation = Operation,
        State = Enum.Parse<SubmissionState>(StateName, ignoreCase: true),
        StateSince = StateSince,
        Attempt = Attempt,
        Tries = Tries,
        FirstTryAt = FirstTryAt,
        FirstSentAt = FirstSentAt,
        UnclearSince = UnclearSince,
        LeaseHolder = LeaseHolder,
        LeaseExpiresAt = LeaseExpiresAt,
        NextAttemptAt = NextAttemptAt,
        UpstreamId = UpstreamId,
        Reason = Reason,
    };

    /// <summary>The state as the table spells it.</summary>
    public static string Name(SubmissionState state) => state switch
    {
        SubmissionState.Queued => "queued",
        SubmissionState.Sending => "sending",
        SubmissionState.Waiting => "waiting",
        SubmissionState.Confirmed => "confirmed",
        SubmissionState.Rejected => "rejected",
        SubmissionState.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

/// <summary>Which submission.</summary>
internal sealed record SubmissionKey(string OrganizationId, string Id);

/// <summary>Who took a step; null where the portal did.</summary>
internal sealed record Person(string Id, string Name)
{
    public static Person Of(Caller caller) => new(caller.PersonId, caller.Name);
}
