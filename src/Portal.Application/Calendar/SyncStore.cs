using System.Data.Common;
using System.Globalization;
using Dapper;
using NodaTime;
using Portal.Application.Cases;
using Portal.Application.Organizations;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Calendar;

/// <summary>What readings of one upstream write, and when each organisation was last read from it. All instants are the database's.</summary>
internal sealed class SyncStore(Database database, SubmissionStore submissions, string source)
{
    public const string Topic = "sync";

    /// <summary>When an upstream was last read, and what hinders it; announced where somebody waits for it or it is news.</summary>
    public const string FreshnessTopic = "freshness";
    public const string Care360 = "care360";
    public const string Sweeppea = "sweeppea";

    private static readonly Duration RequestPause = Duration.FromSeconds(15);

    /// <summary>Asks for a reading on a person's behalf, unless one was asked for or begun within 15 seconds.</summary>
    public Task RequestAsync(string organizationId, CancellationToken cancellationToken) => RequestAsync(organizationId, RequestPause, cancellationToken);

    /// <summary>Asks for a reading because something changed upstream: one that has begun already may have missed it.</summary>
    public Task SignalAsync(string organizationId, CancellationToken cancellationToken) => RequestAsync(organizationId, Duration.Zero, cancellationToken);

    private Task RequestAsync(string organizationId, Duration pause, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                var isTaken = await write.Connection.ExecuteAsync(
                    $"""
                    INSERT INTO sync_states (organization_id, source, requested_at) VALUES (@organizationId, '{source}', {database.Now})
                    ON CONFLICT (organization_id, source) DO UPDATE SET requested_at = excluded.requested_at
                    WHERE coalesce(sync_states.requested_at, 0) <= excluded.requested_at - @pause
                      AND coalesce(sync_states.last_attempt_at, 0) <= excluded.requested_at - @pause
                    """,
                    new { organizationId, pause = (long)pause.TotalMilliseconds },
                    write.Transaction) == 1;
                if (isTaken)
                {
                    write.Announce(new Change(organizationId, Topic, source));
                }
            },
            cancellationToken);

    /// <summary>Those of the organisations whose reading is due: never read, the interval over, or asked for; and not told to wait.</summary>
    public Task<IReadOnlyList<string>> ReadDueAsync(IReadOnlyList<string> organizations, Duration interval, CancellationToken cancellationToken)
    {
        var asked = new InList(organizations);
        return database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
            {
                var resting = await connection.QueryAsync<string>(
                    $"""
                    SELECT organization_id FROM sync_states
                    WHERE organization_id IN {asked.Sql} AND source = '{source}'
                      AND (coalesce(not_before, 0) > {database.Now}
                        OR (last_attempt_at > {database.Now} - @interval AND coalesce(requested_at, 0) <= last_attempt_at))
                    """,
                    asked.With(new { interval = (long)interval.TotalMilliseconds }));
                return [.. organizations.Except(resting, StringComparer.Ordinal)];
            },
            cancellationToken);
    }

    /// <summary>Notes that a reading begins; the database's time.</summary>
    public Task<Instant> BeginAsync(string organizationId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                var now = await submissions.NowAsync(write);
                await write.Connection.ExecuteAsync(
                    $"""
                    INSERT INTO sync_states (organization_id, source, last_attempt_at) VALUES (@organizationId, '{source}', @now)
                    ON CONFLICT (organization_id, source) DO UPDATE SET last_attempt_at = excluded.last_attempt_at
                    """,
                    new { organizationId, now },
                    write.Transaction);
                return now;
            },
            cancellationToken);

    /// <summary>Notes why a reading failed; what is stored stays as it is. <paramref name="pause"/> is how long the upstream wants to be left alone.</summary>
    public Task FailAsync(string organizationId, string problem, Duration? pause, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                var notBefore = pause is { } wished ? await submissions.NowAsync(write) + wished : (Instant?)null;
                await FinishAsync(write, organizationId, problem, lastSuccess: null, notBefore);
            },
            cancellationToken);

    /// <summary>The stored items that a reading is compared with: of this upstream, and not over.</summary>
    public Task<IReadOnlyList<ItemRow>> ReadKnownAsync(string organizationId, Instant endsAfter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ItemRow>>(
            async connection => (await connection.QueryAsync<ItemRow>(
                $"""
                SELECT {ItemRow.Columns} FROM calendar_items i
                LEFT JOIN cases c ON c.organization_id = @organizationId AND c.id = i.case_id
                WHERE i.organization_id = @organizationId AND i.end_at > @endsAfter AND i.source <> 'Marketing'
                """,
                new { organizationId, endsAfter })).AsList(),
            cancellationToken);

    /// <summary>Carries a plan out. Settled submissions come first and one by one, so that no lock order can meet a sender's in reverse.</summary>
    public async Task ApplyAsync(Organization organization, SyncPlan plan, Instant startedAt, string tzdbVersion, CancellationToken cancellationToken)
    {
        foreach (var (key, upstreamId) in plan.Settled)
        {
            await submissions.StepAsync(key, (status, now) => SubmissionRules.ReadBack(status, upstreamId, now), person: null, cancellationToken);
        }

        await database.WriteAsync(
            async write =>
            {
                var now = await submissions.NowAsync(write);
                var refused = 0;
                foreach (var known in plan.Cases)
                {
                    refused += await TryAsync(write, () => CaseStore.UpsertAsync(write, organization.Id, known, now)) ? 0 : 1;
                }

                foreach (var item in plan.Upserts.OrderBy(i => i.UpstreamId, StringComparer.Ordinal))
                {
                    refused += await TryAsync(write, () => UpsertAsync(write, organization, item, tzdbVersion, now)) ? 0 : 1;
                }

                foreach (var row in plan.Removed.OrderBy(r => r.UpstreamId, StringComparer.Ordinal))
                {
                    await RemoveAsync(write, organization.Id, row, now);
                }

                var problem = refused == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{refused} of the entries could not be stored.");
                await FinishAsync(write, organization.Id, problem, startedAt, notBefore: null);
            },
            cancellationToken);
    }

    /// <summary>One row in a savepoint of its own: what the database refuses of it must not take the organisation's other rows along.</summary>
    public static async Task<bool> TryAsync(WriteTransaction write, Func<Task> store)
    {
        const string Savepoint = "row";
        await write.Transaction.SaveAsync(Savepoint);
        try
        {
            await store();
        }
        catch (DbException)
        {
            // Where the connection itself is gone, this throws and ends the whole write.
            await write.Transaction.RollbackAsync(Savepoint);
            return false;
        }

        await write.Transaction.ReleaseAsync(Savepoint);
        return true;
    }

    private static async Task UpsertAsync(WriteTransaction write, Organization organization, UpstreamItem item, string tzdbVersion, Instant now)
    {
        var id = await write.Connection.ExecuteScalarAsync<string>(
            """
            INSERT INTO calendar_items (organization_id, id, source, upstream_id, case_id, title, description, start_at, end_at, time_zone, tzdb_version,
                                        location, meeting_link, provider_name, provider_email, agent_name, state, state_since, upstream_created_at,
                                        first_seen_at, version)
            VALUES (@organizationId, @id, @source, @UpstreamId, @CaseId, @Title, @Description, @Start, @End, coalesce(@TimeZone, @organizationZone), @tzdbVersion,
                    @Location, @MeetingLink, @ProviderName, @ProviderEmail, @AgentName, 'Confirmed', @now, @CreatedAt, @now, 1)
            ON CONFLICT (organization_id, upstream_id) WHERE upstream_id IS NOT NULL AND source <> 'Marketing' DO UPDATE
            SET case_id = CASE WHEN calendar_items.created_by_id IS NULL THEN coalesce(excluded.case_id, calendar_items.case_id)
                    ELSE coalesce(calendar_items.case_id, excluded.case_id) END, title = excluded.title,
                description = coalesce(excluded.description, calendar_items.description), start_at = excluded.start_at, end_at = excluded.end_at,
                time_zone = coalesce(@TimeZone, calendar_items.time_zone), tzdb_version = excluded.tzdb_version,
                location = coalesce(excluded.location, calendar_items.location), meeting_link = coalesce(excluded.meeting_link, calendar_items.meeting_link),
                provider_name = coalesce(excluded.provider_name, calendar_items.provider_name),
                provider_email = coalesce(excluded.provider_email, calendar_items.provider_email),
                agent_name = CASE WHEN calendar_items.created_by_id IS NULL THEN coalesce(excluded.agent_name, calendar_items.agent_name)
                    ELSE calendar_items.agent_name END,
                upstream_created_at = coalesce(excluded.upstream_created_at, calendar_items.upstream_created_at),
                state_since = CASE WHEN calendar_items.state = 'Removed' THEN excluded.state_since ELSE calendar_items.state_since END,
                state = CASE WHEN calendar_items.state = 'Removed' THEN 'Confirmed' ELSE calendar_items.state END,
                version = calendar_items.version + 1
            RETURNING id
            """,
            new
            {
                organizationId = organization.Id,
                id = Guid.NewGuid().ToString("D"),
                source = item.Source.ToString(),
                item.UpstreamId,
                item.CaseId,
                item.Title,
                item.Description,
                item.Start,
                item.End,
                item.TimeZone,
                organizationZone = organization.TimeZone,
                tzdbVersion,
                item.Location,
                item.MeetingLink,
                item.ProviderName,
                item.ProviderEmail,
                item.AgentName,
                now,
                item.CreatedAt,
            },
            write.Transaction);
        write.Announce(new Change(organization.Id, ItemProjection.Topic, id));
    }

    private static async Task RemoveAsync(WriteTransaction write, string organizationId, ItemRow row, Instant now)
    {
        var removed = await write.Connection.ExecuteAsync(
            """
            UPDATE calendar_items SET state = 'Removed', state_since = @now, version = version + 1
            WHERE organization_id = @organizationId AND id = @Id AND state = 'Confirmed' AND version = @Version
            """,
            new { organizationId, row.Id, row.Version, now },
            write.Transaction);
        if (removed == 1)
        {
            write.Announce(new Change(organizationId, ItemProjection.Topic, row.Id));
        }
    }

    /// <summary>Pages are told when the problem changed, and when the reading was asked for.</summary>
    public async Task FinishAsync(WriteTransaction write, string organizationId, string? problem, Instant? lastSuccess, Instant? notBefore)
    {
        var before = await write.Connection.QuerySingleOrDefaultAsync<(string? Problem, long Requested)>(
            $"""
            SELECT problem, CASE WHEN requested_at IS NULL THEN 0 ELSE 1 END FROM sync_states
            WHERE organization_id = @organizationId AND source = '{source}'
            """,
            new { organizationId },
            write.Transaction);
        await write.Connection.ExecuteAsync(
            $"""
            UPDATE sync_states
            SET problem = @problem, last_success_at = coalesce(@lastSuccess, last_success_at), not_before = @notBefore,
                requested_at = CASE WHEN requested_at <= last_attempt_at THEN NULL ELSE requested_at END
            WHERE organization_id = @organizationId AND source = '{source}'
            """,
            new { organizationId, problem, lastSuccess, notBefore },
            write.Transaction);
        if (before.Requested == 1 || !string.Equals(before.Problem, problem, StringComparison.Ordinal))
        {
            write.Announce(new Change(organizationId, FreshnessTopic, source));
        }
    }
}
