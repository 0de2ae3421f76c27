using Dapper;
using NodaTime;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Calendar;

/// <summary>The items of every calendar, one row each from the moment they are asked for.</summary>
internal sealed class CalendarStore(Database database)
{
    /// <summary>One item, put away or not; null when the organisation has none of that id.</summary>
    public Task<ItemRow?> FindAsync(string organizationId, string itemId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<ItemRow>(
                $"""
                SELECT {ItemRow.Columns} FROM calendar_items i
                LEFT JOIN cases c ON c.organization_id = @organizationId AND c.id = i.case_id
                WHERE i.organization_id = @organizationId AND i.id = @itemId
                """,
                new { organizationId, itemId }),
            cancellationToken);

    public static Task<ItemRow?> FindAsync(WriteTransaction write, string organizationId, string itemId) =>
        write.Connection.QuerySingleOrDefaultAsync<ItemRow>(
            $"""
            SELECT {ItemRow.Columns} FROM calendar_items i
            LEFT JOIN cases c ON c.organization_id = @organizationId AND c.id = i.case_id
            WHERE i.organization_id = @organizationId AND i.id = @itemId
            """,
            new { organizationId, itemId },
            write.Transaction);

    /// <summary>The oldest item of the same case, title and times that exists, may exist, or is on its way; null when there is none.</summary>
    public Task<ItemRow?> FindSameAsync(string organizationId, NewCaseEvent entered, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<ItemRow>(
                $"""
                SELECT {ItemRow.Columns} FROM calendar_items i
                LEFT JOIN cases c ON c.organization_id = @organizationId AND c.id = i.case_id
                WHERE i.organization_id = @organizationId AND i.start_at = @Start AND i.end_at = @End AND i.case_id = @CaseId AND i.title = @Title
                  AND i.state IN ('Pending', 'Waiting', 'Confirmed', 'Unknown')
                ORDER BY i.first_seen_at, i.id LIMIT 1
                """,
                new { organizationId, entered.Start, entered.End, CaseId = CanonicalId(entered.CaseId), Title = entered.Title.Trim() }),
            cancellationToken);

    /// <summary>Adds what a person asked for, pending. False when the id is taken.</summary>
    public static async Task<bool> TryInsertAsync(WriteTransaction write, NewItem item, string tzdbVersion, Person person, Instant now)
    {
        var inserted = await write.Connection.ExecuteAsync(
            """
            INSERT INTO calendar_items (organization_id, id, source, case_id, title, description, start_at, end_at, time_zone, tzdb_version,
                                        location, meeting_link, provider_name, provider_email, agent_name, invitee_name, invitee_email,
                                        state, state_since, submission_id, created_by_id, created_by_name, first_seen_at, version)
            VALUES (@OrganizationId, @Id, @source, @CaseId, @Title, @Description, @Start, @End, @TimeZone, @tzdbVersion,
                    @Location, @MeetingLink, @ProviderName, @ProviderEmail, @AgentName, @InviteeName, @InviteeEmail,
                    'Pending', @now, @Id, @personId, @personName, @now, 1)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                item.OrganizationId,
                item.Id,
                source = item.Source.ToString(),
                item.CaseId,
                item.Title,
                item.Description,
                item.Start,
                item.End,
                item.TimeZone,
                tzdbVersion,
                item.Location,
                item.MeetingLink,
                item.ProviderName,
                item.ProviderEmail,
                item.AgentName,
                item.InviteeName,
                item.InviteeEmail,
                now,
                personId = person.Id,
                personName = person.Name,
            },
            write.Transaction);
        write.Announce(new Change(item.OrganizationId, ItemProjection.Topic, item.Id));
        return inserted == 1;
    }

    /// <summary>Marks a confirmed item as being cancelled. False when it is no longer confirmed: someone was quicker.</summary>
    public static async Task<bool> TrySetCancellingAsync(WriteTransaction write, string organizationId, string itemId, string submissionId, Instant now)
    {
        var updated = await write.Connection.ExecuteAsync(
            """
            UPDATE calendar_items SET state = 'Cancelling', state_since = @now, reason = NULL, is_given_up = FALSE, retry_at = NULL, submission_id = @submissionId, version = version + 1
            WHERE organization_id = @organizationId AND id = @itemId AND state = 'Confirmed'
            """,
            new { organizationId, itemId, submissionId, now },
            write.Transaction);
        write.Announce(new Change(organizationId, ItemProjection.Topic, itemId));
        return updated == 1;
    }

    /// <summary>Puts a rejected item away.</summary>
    public static async Task DismissAsync(WriteTransaction write, string organizationId, string itemId)
    {
        await write.Connection.ExecuteAsync(
            "UPDATE calendar_items SET is_dismissed = TRUE, version = version + 1 WHERE organization_id = @organizationId AND id = @itemId AND state = 'Rejected'",
            new { organizationId, itemId },
            write.Transaction);
        write.Announce(new Change(organizationId, ItemProjection.Topic, itemId));
    }

    /// <summary>Whether another item has this upstream id and a submission of its own.</summary>
    public static async Task<bool> IsClaimedAsync(WriteTransaction write, string organizationId, string upstreamId, string exceptItemId) =>
        await write.Connection.ExecuteScalarAsync<long>(
            $"""
            SELECT count(*) FROM calendar_items i
            JOIN submissions s ON s.organization_id = @organizationId AND s.item_id = i.id AND s.operation IN {SubmissionOperations.CreatesSql}
            WHERE i.organization_id = @organizationId AND i.upstream_id = @upstreamId AND i.id <> @exceptItemId
            """,
            new { organizationId, upstreamId, exceptItemId },
            write.Transaction) > 0;

    /// <summary>Ids are lower-case text in every table.</summary>
    public static string CanonicalId(string id) => Guid.TryParse(id, out var guid) ? guid.ToString("D") : id;
}
