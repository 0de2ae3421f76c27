using Dapper;
using NodaTime;
using Portal.ApiServer.People;
using Portal.Storage;

namespace Portal.ApiServer.Administration;

/// <summary>Writes cases and the people they name; who is known stays as they are.</summary>
internal static class CaseWrites
{
    /// <summary>Adds a case. False, and nothing happens, when the organisation has one of this id.</summary>
    public static async Task<bool> AddAsync(WriteTransaction write, string organizationId, NewCase added, Instant now) =>
        await PutAsync(write, organizationId, added, "DO NOTHING", now) == 1;

    /// <summary>
    /// Adds a case or brings the one of its id up to date; what is left out stays as it is. True when anything but the care team changed:
    /// the second time the same is put, nothing does.
    /// </summary>
    public static async Task<bool> PutAsync(WriteTransaction write, string organizationId, NewCase put, Instant now) =>
        await PutAsync(
            write,
            organizationId,
            put,
            """
            DO UPDATE SET
                short_id = COALESCE(@ShortId, cases.short_id), title = @Title, status = COALESCE(@Status, cases.status), type = COALESCE(@Type, cases.type),
                submitter_name = @SubmitterName, submitter_email = @SubmitterEmail,
                assigned_at = CASE WHEN @AssignedTo IS NULL OR @AssignedTo = cases.assigned_to_email THEN cases.assigned_at ELSE @now END,
                assigned_to_email = COALESCE(@AssignedTo, cases.assigned_to_email), updated_at = @now
            WHERE cases.short_id <> COALESCE(@ShortId, cases.short_id) OR cases.title <> @Title OR cases.status <> COALESCE(@Status, cases.status)
                OR cases.type <> COALESCE(@Type, cases.type) OR cases.submitter_name <> @SubmitterName OR cases.submitter_email <> @SubmitterEmail
                OR COALESCE(cases.assigned_to_email, '') <> COALESCE(@AssignedTo, cases.assigned_to_email, '')
            """,
            now) == 1;

    /// <summary>Adds whom the cases name: submitters as patients, the others, of whom only the address is known, as staff.</summary>
    public static async Task AddPeopleAsync(WriteTransaction write, string organizationId, IReadOnlyList<NewCase> cases, Instant now)
    {
        var people = cases.SelectMany(StaffOf).Concat(cases.Select(PatientOf)).DistinctBy(person => person.Email, StringComparer.Ordinal);
        foreach (var person in people)
        {
            await UserStore.AddAsync(write, organizationId, person, now);
        }
    }

    private static async Task<int> PutAsync(WriteTransaction write, string organizationId, NewCase put, string onConflict, Instant now)
    {
        var count = await write.Connection.ExecuteAsync(
            $"""
            INSERT INTO cases (
                organization_id, id, short_id, title, status, type, is_archived, submitter_name, submitter_email, assigned_to_email, assigned_at,
                created_at, updated_at)
            VALUES (
                @organizationId, @Id, COALESCE(@ShortId, @startOfId), @Title, COALESCE(@Status, 'OPEN'), COALESCE(@Type, 'GENERAL'), FALSE,
                @SubmitterName, @SubmitterEmail, @AssignedTo, @assignedAt, @now, @now)
            ON CONFLICT (organization_id, id) {onConflict}
            """,
            new
            {
                organizationId,
                put.Id,
                put.ShortId,
                startOfId = put.Id[..8],
                put.Title,
                put.Status,
                put.Type,
                put.SubmitterName,
                put.SubmitterEmail,
                put.AssignedTo,
                assignedAt = put.AssignedTo is null ? (Instant?)null : now,
                now,
            },
            write.Transaction);
        if (put.Assignees.Count > 0 && (count == 1 || onConflict.StartsWith("DO UPDATE", StringComparison.Ordinal)))
        {
            await PutAssigneesAsync(write, organizationId, put);
        }

        return count;
    }

    private static async Task PutAssigneesAsync(WriteTransaction write, string organizationId, NewCase put)
    {
        await write.Connection.ExecuteAsync(
            "DELETE FROM case_assignees WHERE organization_id = @organizationId AND case_id = @Id", new { organizationId, put.Id }, write.Transaction);
        foreach (var email in put.Assignees)
        {
            await write.Connection.ExecuteAsync(
                "INSERT INTO case_assignees (organization_id, case_id, email) VALUES (@organizationId, @Id, @email)",
                new { organizationId, put.Id, email },
                write.Transaction);
        }
    }

    private static NewUser PatientOf(NewCase from)
    {
        var blank = from.SubmitterName.LastIndexOf(' ');
        return blank < 0
            ? new NewUser(from.SubmitterEmail, from.SubmitterName, "", UserRoles.Patient)
            : new NewUser(from.SubmitterEmail, from.SubmitterName[..blank].TrimEnd(), from.SubmitterName[(blank + 1)..], UserRoles.Patient);
    }

    private static IEnumerable<NewUser> StaffOf(NewCase from) => from.Assignees
        .Concat(from.AssignedTo is { } assigned ? [assigned] : [])
        .Select(email => new NewUser(email, "", "", UserRoles.Staff));
}
