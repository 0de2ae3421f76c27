using Dapper;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Submissions;

/// <summary>
/// The ledger. A step is one transaction: the row by compare-and-set, its line in the append-only history, and the calendar item
/// that people see. All instants are the database's, so replicas with skewed clocks agree.
/// </summary>
internal sealed class SubmissionStore(Database database)
{
    public const string Topic = "submissions";

    /// <summary>Applies one rule to the newest state of a row. The row afterwards, or null when there is no such row or the rule said no.</summary>
    /// <exception cref="System.Data.Common.DbException">Nothing was written.</exception>
    public Task<SubmissionRow?> StepAsync(
        SubmissionKey key, Func<SubmissionStatus, Instant, SubmissionTransition?> rule, Person? person, CancellationToken cancellationToken) =>
        database.WriteAsync(write => StepAsync(write, key, rule, person), cancellationToken);

    /// <summary>As the other one, inside a transaction that does more.</summary>
    public async Task<SubmissionRow?> StepAsync(
        WriteTransaction write, SubmissionKey key, Func<SubmissionStatus, Instant, SubmissionTransition?> rule, Person? person)
    {
        // On PostgreSQL another replica may commit between the read and the update: then the rule decides anew on what is there now.
        while (await FindAsync(write, key) is { } row)
        {
            var now = await NowAsync(write);
            if (rule(row.Status, now) is not { } transition)
            {
                return null;
            }

            if (await TrySaveAsync(write, row, transition.After))
            {
                await AddEventAsync(write, row, transition, person, now);
                await ItemProjection.ApplyAsync(write, row, transition, now);
                await Cancellations.CancelReplacedAsync(this, write, row, transition, now);
                write.Announce(new Change(key.OrganizationId, Topic, key.Id));
                return await FindAsync(write, key);
            }
        }

        return null;
    }

    /// <summary>Notes an answer that came too late to change anything.</summary>
    public Task NoteLateAnswerAsync(SubmissionKey key, int attempt, string evidence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                if (await FindAsync(write, key) is { } row)
                {
                    var note = new SubmissionTransition(row.Status with { Attempt = attempt }, SubmissionEventKind.LateAnswer, evidence);
                    await AddEventAsync(write, row, note, person: null, await NowAsync(write));
                }
            },
            cancellationToken);

    /// <summary>
    /// Stores a new submission, queued. False when the form was submitted before, a cancellation of the item is under way, or another move of the
    /// item to replace is.
    /// </summary>
    public async Task<bool> TryInsertAsync(
        WriteTransaction write,
        SubmissionKey key,
        SubmissionOperation operation,
        string itemId,
        string? caseId,
        string requestJson,
        string? upstreamId,
        string? note,
        Person person,
        string? replacesItemId = null)
    {
        var now = await NowAsync(write);
        var inserted = await write.Connection.ExecuteAsync(
            """
            INSERT INTO submissions (organization_id, id, operation, item_id, case_id, request_json, state, state_since, attempt, tries,
                                     upstream_id, created_by_id, created_by_name, created_at, replaces_item_id, version)
            VALUES (@OrganizationId, @Id, @operation, @itemId, @caseId, @requestJson, 'queued', @now, 0, 0,
                    @upstreamId, @personId, @personName, @now, @replacesItemId, 1)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                key.OrganizationId,
                key.Id,
                operation = operation.ToString(),
                itemId,
                caseId,
                requestJson,
                now,
                upstreamId,
                personId = person.Id,
                personName = person.Name,
                replacesItemId,
            },
            write.Transaction);
        if (inserted == 0)
        {
            return false;
        }

        await InsertEventAsync(write, key, SubmissionEventKind.Requested, person, fromState: null, "queued", attempt: 0, evidence: null, note, now);
        write.Announce(new Change(key.OrganizationId, Topic, key.Id));
        return true;
    }

    /// <summary>What may be claimed, oldest first.</summary>
    public Task<IReadOnlyList<SubmissionKey>> ReadQueuedAsync(IReadOnlyList<string> organizations, int limit, CancellationToken cancellationToken)
    {
        var served = new InList(organizations);
        return ReadKeysAsync(
            $"""
            SELECT organization_id AS OrganizationId, id AS Id FROM submissions
            WHERE organization_id IN {served.Sql} AND state = 'queued'
            ORDER BY created_at, id LIMIT @limit
            """,
            served.With(new { limit }),
            cancellationToken);
    }

    /// <summary>Claims whose lease has run out, and waits that are over.</summary>
    public Task<IReadOnlyList<SubmissionKey>> ReadDueAsync(IReadOnlyList<string> organizations, CancellationToken cancellationToken)
    {
        var served = new InList(organizations);
        return ReadKeysAsync(
            $"""
            SELECT organization_id AS OrganizationId, id AS Id FROM submissions
            WHERE organization_id IN {served.Sql}
              AND ((state = 'sending' AND lease_expires_at <= {database.Now})
                OR (state IN ('waiting', 'unknown') AND next_attempt_at <= {database.Now}))
            ORDER BY created_at, id
            """,
            served.With(null),
            cancellationToken);
    }

    /// <summary>The committed row and the database's time; null when there is none.</summary>
    public Task<(SubmissionRow Row, Instant Now)?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        database.ReadAsync<(SubmissionRow, Instant)?>(
            async connection =>
            {
                var now = Instant.FromUnixTimeMilliseconds(await connection.ExecuteScalarAsync<long>($"SELECT {database.Now}"));
                var row = await connection.QuerySingleOrDefaultAsync<SubmissionRow>(
                    $"SELECT {SubmissionRow.Columns} FROM submissions WHERE organization_id = @OrganizationId AND id = @Id", key);
                return row is null ? null : (row, now);
            },
            cancellationToken);

    public static Task<SubmissionRow?> FindAsync(WriteTransaction write, SubmissionKey key) =>
        write.Connection.QuerySingleOrDefaultAsync<SubmissionRow>(
            $"SELECT {SubmissionRow.Columns} FROM submissions WHERE organization_id = @OrganizationId AND id = @Id", key, write.Transaction);

    /// <summary>What reading the upstream may settle: everything neither confirmed nor rejected, and creates whose id upstream is not known.</summary>
    public Task<IReadOnlyList<SubmissionRow>> ReadUnsettledAsync(string organizationId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SubmissionRow>>(
            async connection => (await connection.QueryAsync<SubmissionRow>(
                $"""
                SELECT {SubmissionRow.Columns} FROM submissions
                WHERE organization_id = @organizationId AND state NOT IN ('confirmed', 'rejected')
                UNION ALL
                SELECT {SubmissionRow.Columns} FROM submissions
                WHERE organization_id = @organizationId AND state = 'confirmed' AND operation IN {SubmissionOperations.CreatesSql} AND upstream_id IS NULL
                """,
                new { organizationId })).AsList(),
            cancellationToken);

    /// <summary>What happened to an item, oldest first.</summary>
    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(string organizationId, string itemId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<HistoryEntry>>(
            async connection => [.. (await connection.QueryAsync<EventRow>(
                """
                SELECT e.at AS At, e.person_name AS Who, s.operation AS Operation, e.kind AS Kind, e.attempt AS Attempt, e.note AS Note
                FROM submissions s
                JOIN submission_events e ON e.organization_id = s.organization_id AND e.submission_id = s.id
                WHERE s.organization_id = @organizationId AND s.item_id = @itemId
                ORDER BY e.number
                """,
                new { organizationId, itemId })).Select(row => row.ToEntry())],
            cancellationToken);

    /// <summary>Adds a line to the history that changes no state.</summary>
    public async Task AddNoteAsync(WriteTransaction write, SubmissionRow row, SubmissionEventKind kind, Person person) =>
        await AddEventAsync(write, row, new SubmissionTransition(row.Status, kind), person, await NowAsync(write));

    public async Task<Instant> NowAsync(WriteTransaction write) =>
        Instant.FromUnixTimeMilliseconds(await write.Connection.ExecuteScalarAsync<long>($"SELECT {database.Now}", transaction: write.Transaction));

    private static async Task<bool> TrySaveAsync(WriteTransaction write, SubmissionRow before, SubmissionStatus after) =>
        await write.Connection.ExecuteAsync(
            """
            UPDATE submissions
            SET state = @state, state_since = @StateSince, attempt = @Attempt, tries = @Tries, first_try_at = @FirstTryAt, first_sent_at = @FirstSentAt,
                unclear_since = @UnclearSince, lease_holder = @LeaseHolder, lease_expires_at = @LeaseExpiresAt, next_attempt_at = @NextAttemptAt,
                upstream_id = @UpstreamId, reason = @Reason, version = version + 1
            WHERE organization_id = @OrganizationId AND id = @Id AND state = @stateBefore AND attempt = @attemptBefore AND version = @versionBefore
            """,
            new
            {
                before.OrganizationId,
                before.Id,
                state = SubmissionRow.Name(after.State),
                after.StateSince,
                after.Attempt,
                after.Tries,
                after.FirstTryAt,
                after.FirstSentAt,
                after.UnclearSince,
                after.LeaseHolder,
                after.LeaseExpiresAt,
                after.NextAttemptAt,
                after.UpstreamId,
                after.Reason,
                stateBefore = before.StateName,
                attemptBefore = before.Attempt,
                versionBefore = before.Version,
            },
            write.Transaction) == 1;

    private static Task<int> AddEventAsync(WriteTransaction write, SubmissionRow before, SubmissionTransition transition, Person? person, Instant at) =>
        InsertEventAsync(
            write,
            new SubmissionKey(before.OrganizationId, before.Id),
            transition.Kind,
            person,
            before.StateName,
            SubmissionRow.Name(transition.After.State),
            transition.After.Attempt,
            transition.Evidence,
            transition.Note,
            at);

    private static Task<int> InsertEventAsync(
        WriteTransaction write,
        SubmissionKey key,
        SubmissionEventKind kind,
        Person? person,
        string? fromState,
        string toState,
        int attempt,
        string? evidence,
        string? note,
        Instant at) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO submission_events (organization_id, submission_id, kind, at, person_id, person_name, from_state, to_state, attempt, evidence, note)
            VALUES (@OrganizationId, @Id, @kind, @at, @personId, @personName, @fromState, @toState, @attempt, @evidence, @note)
            """,
            new { key.OrganizationId, key.Id, kind = kind.ToString(), at, personId = person?.Id, personName = person?.Name, fromState, toState, attempt, evidence, note },
            write.Transaction);

    private Task<IReadOnlyList<SubmissionKey>> ReadKeysAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SubmissionKey>>(
            async connection => (await connection.QueryAsync<(string OrganizationId, string Id)>(sql, parameters))
                .Select(row => new SubmissionKey(row.OrganizationId, row.Id)).ToList(),
            cancellationToken);

    private sealed record EventRow
    {
        public Instant At { get; init; }

        public string? Who { get; init; }

        public string Operation { get; init; } = "";

        public string Kind { get; init; } = "";

        public int Attempt { get; init; }

        public string? Note { get; init; }

        public HistoryEntry ToEntry() => new(At, Who, Enum.Parse<SubmissionOperation>(Operation), Enum.Parse<SubmissionEventKind>(Kind), Attempt, Note);
    }
}
