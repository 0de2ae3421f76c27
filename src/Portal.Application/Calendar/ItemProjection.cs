using Dapper;
using NodaTime;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Calendar;

/// <summary>Shows a submission's state in its calendar item, in the submission's own transaction: a page reads one table.</summary>
internal static class ItemProjection
{
    public const string Topic = "calendar";

    /// <summary>What people see of an item while this submission is its latest.</summary>
    /// <remarks>
    /// An item that may already exist stays Unknown while it is repeated: showing it as pending would deny what is known.
    /// A refused or given-up cancellation leaves the event standing.
    /// </remarks>
    public static ItemState StateOf(SubmissionStatus status) => status.Operation.IsCancel()
        ? status.State switch
        {
            SubmissionState.Confirmed => ItemState.Cancelled,
            SubmissionState.Rejected => ItemState.Confirmed,
            SubmissionState.Unknown when status.NextAttemptAt is null => ItemState.CancelUnconfirmed,
            _ => ItemState.Cancelling,
        }
        : status.State switch
        {
            SubmissionState.Confirmed => ItemState.Confirmed,
            SubmissionState.Rejected => ItemState.Rejected,
            SubmissionState.Unknown => ItemState.Unknown,
            _ when status.UnclearSince is not null => ItemState.Unknown,
            SubmissionState.Waiting => ItemState.Waiting,
            _ => ItemState.Pending,
        };

    /// <summary>What people read beside the state.</summary>
    public static string? ReasonOf(SubmissionStatus status) =>
        status is { State: SubmissionState.Rejected, Reason: { } reason } && status.Operation.IsCancel()
            ? $"The {(status.Operation == SubmissionOperation.CancelAppointment ? "appointment" : "event")} was not cancelled. {reason}"
            : status.Reason;

    /// <summary>Writes it, and announces the item.</summary>
    public static async Task ApplyAsync(WriteTransaction write, SubmissionRow submission, SubmissionTransition transition, Instant now)
    {
        var after = transition.After;
        var isCreated = after is { State: SubmissionState.Confirmed, UpstreamId: not null } && after.Operation.IsCreate();
        if (!isCreated || !await MergeAsync(write, submission, after.UpstreamId))
        {
            await SetStateAsync(write, submission, transition, isCreated, now);
        }

        write.Announce(new Change(submission.OrganizationId, Topic, submission.ItemId));
    }

    /// <summary>
    /// A sync may have listed the new event before its own answer was stored. Its row goes, and the item that people know stays.
    /// True when that row was already being cancelled: then the item takes its state over as well.
    /// </summary>
    private static async Task<bool> MergeAsync(WriteTransaction write, SubmissionRow submission, string? upstreamId)
    {
        var parameters = new { submission.OrganizationId, submission.ItemId, upstreamId };
        var twin = await write.Connection.QuerySingleOrDefaultAsync<TwinRow>(
            $"""
            SELECT i.id AS Id, i.state AS State, i.submission_id AS SubmissionId, i.reason AS Reason, i.is_given_up AS IsGivenUp, i.retry_at AS RetryAt,
                   i.state_since AS StateSince, i.upstream_created_at AS UpstreamCreatedAt
            FROM calendar_items i
            WHERE i.organization_id = @OrganizationId AND i.source <> 'Marketing' AND i.upstream_id = @upstreamId AND i.id <> @ItemId
              AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.organization_id = @OrganizationId AND s.item_id = i.id AND s.operation IN {SubmissionOperations.CreatesSql})
            """,
            parameters,
            write.Transaction);
        if (twin is null)
        {
            return false;
        }

        await write.Connection.ExecuteAsync(
            "UPDATE submissions SET item_id = @ItemId, version = version + 1 WHERE organization_id = @OrganizationId AND item_id = @twin",
            new { submission.OrganizationId, submission.ItemId, twin = twin.Id },
            write.Transaction);
        await write.Connection.ExecuteAsync(
            "UPDATE submissions SET replaces_item_id = @ItemId, version = version + 1 WHERE organization_id = @OrganizationId AND replaces_item_id = @twin",
            new { submission.OrganizationId, submission.ItemId, twin = twin.Id },
            write.Transaction);
        await write.Connection.ExecuteAsync(
            "DELETE FROM calendar_items WHERE organization_id = @OrganizationId AND id = @twin",
            new { submission.OrganizationId, twin = twin.Id },
            write.Transaction);
        write.Announce(new Change(submission.OrganizationId, Topic, twin.Id));
        if (twin.SubmissionId is null)
        {
            return false;
        }

        await write.Connection.ExecuteAsync(
            """
            UPDATE calendar_items
            SET state = @State, submission_id = @SubmissionId, reason = @Reason, is_given_up = @IsGivenUp, retry_at = @RetryAt, state_since = @StateSince,
                unclear_since = NULL, upstream_id = @upstreamId, upstream_created_at = @UpstreamCreatedAt, version = version + 1
            WHERE organization_id = @OrganizationId AND id = @ItemId
            """,
            new
            {
                submission.OrganizationId,
                submission.ItemId,
                upstreamId,
                twin.State,
                twin.SubmissionId,
                twin.Reason,
                twin.IsGivenUp,
                twin.RetryAt,
                twin.StateSince,
                twin.UpstreamCreatedAt,
            },
            write.Transaction);
        return true;
    }

    private static Task<int> SetStateAsync(WriteTransaction write, SubmissionRow submission, SubmissionTransition transition, bool isCreated, Instant now)
    {
        var after = transition.After;
        return write.Connection.ExecuteAsync(
            """
            UPDATE calendar_items
            SET state = @state, reason = @Reason, is_given_up = @isGivenUp, retry_at = @NextAttemptAt,
                state_since = CASE WHEN state = @state THEN state_since ELSE @now END,
                unclear_since = @UnclearSince,
                upstream_id = CASE WHEN @isCreated AND NOT EXISTS (
                        SELECT 1 FROM calendar_items other
                        WHERE other.organization_id = @OrganizationId AND other.source <> 'Marketing' AND other.upstream_id = @UpstreamId AND other.id <> @ItemId)
                    THEN @UpstreamId ELSE upstream_id END,
                version = version + 1
            WHERE organization_id = @OrganizationId AND id = @ItemId AND (state <> 'Cancelled' OR @state = 'Cancelled')
            """,
            new
            {
                submission.OrganizationId,
                submission.ItemId,
                state = StateOf(after).ToString(),
                Reason = ReasonOf(after),
                isGivenUp = transition.Kind is SubmissionEventKind.GivenUp or SubmissionEventKind.NotThereByPerson,
                after.NextAttemptAt,
                now,
                after.UnclearSince,
                isCreated,
                after.UpstreamId,
            },
            write.Transaction);
    }

    private sealed record TwinRow
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";

        public string? SubmissionId { get; init; }

        public string? Reason { get; init; }

        public bool IsGivenUp { get; init; }

        public Instant? RetryAt { get; init; }

        public Instant StateSince { get; init; }

        public Instant? UpstreamCreatedAt { get; init; }
    }
}
