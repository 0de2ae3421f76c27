using Dapper;
using NodaTime;
using Portal.ApiServer.People;
using Portal.Storage;

namespace Portal.ApiServer.Administration;

/// <summary>Writes cases and the people they name; who is known stays as they are.</summary>
internal static class CaseWrites
{
    private const string Insert =
        """
        INSERT INTO cases (
            organization_id, id, short_id, title, status, type, is_archived, submitter_name, submitter_email, assigned_to_email, assigned_at,
            created_at, updated_at)
        VALUES (
            @organizationId, @Id, COALESCE(@ShortId, @startOfId), @Title, COALESCE(@Status, 'OPEN'), COALESCE(@Type, 'GENERAL'), FALSE,
            @SubmitterName, @SubmitterEmail, @AssignedTo, @assignedAt, @now, @now)
        ON CONFLICT (organization_id, id)
        """;

    /// <summary>Adds a case. False, and nothing happens, when the organisation has one of this id.</summary>
    public static async Task<bool> AddAsync(WriteTransaction write, string organizationId, NewCase added, Instant now)
    {
        if (await write.Connection.ExecuteAsync($"{Insert} DO NOTHING", ParametersOf(organizationId, added, now), write.Transaction) == 0)
        {
            return false;
        }

        await PutPeopleAsync(write, organizationId, [added], now);
        return true;
    }

    /// <summary>Adds cases, and brings those whose ids exist up to date; what is left out stays as it is.</summary>
    /// <returns>How many were added or differ now in anything but the care team; putting the same twice gives 0.</returns>
    public static async Task<int> PutAsync(WriteTransaction write, string organizationId, IReadOnlyList<NewCase> cases, Instant now)
    {
        // One statement for all of them: it is compiled once, and on SQLite the servers' writes wait for this one.
        var changed = await write.Connection.ExecuteAsync(
            $"""
            {Insert} DO UPDATE SET
                short_id = COALESCE(@ShortId, cases.short_id), title = @Title, status = COALESCE(@Status, cases.status), type = COALESCE(@Type, cases.type),
                submitter_name = @SubmitterName, submitter_email = @SubmitterEmail,
                assigned_at = CASE WHEN COALESCE(@AssignedTo, '') IN ('', cases.assigned_to_email) THEN cases.assigned_at ELSE @now END,
                assigned_to_email = COALESCE(@AssignedTo, cases.assigned_to_email), updated_at = @now
            WHERE cases.short_id <> COALESCE(@ShortId, cases.short_id) OR cases.title <> @Title OR cases.status <> COALESCE(@Status, cases.status)
                OR cases.type <> COALESCE(@Type, cases.type) OR cases.submitter_name <> @SubmitterName OR cases.submitter_email <> @SubmitterEmail
                OR COALESCE(cases.assigned_to_email, '') <> COALESCE(@AssignedTo, cases.assigned_to_email, '')
            """,
            cases.Select(put => ParametersOf(organizationId, put, now)),
            write.Transaction);
        await PutPeopleAsync(write, organizationId, cases, now);
        return changed;
    }

    /// <summary>Care teams that are given replace those there were. Submitters become patients, the others, of whom only the address is known, staff.</summary>
    private static async Task PutPeopleAsync(WriteTransaction write, string organizationId, IReadOnlyList<NewCase> cases, Instant now)
    {
        await UserStore.AddAsync(
            write,
            organizationId,
            cases.SelectMany(StaffOf).Concat(cases.Select(PatientOf)).DistinctBy(person => person.Email, StringComparer.Ordinal),
            now);
        await write.Connection.ExecuteAsync(
            "DELETE FROM case_assignees WHERE organization_id = @organizationId AND case_id = @Id",
            cases.Where(put => put.Assignees.Count > 0).Select(put => new { organizationId, put.Id }),
            write.Transaction);
        await write.Connection.ExecuteAsync(
            "INSERT INTO case_assignees (organization_id, case_id, email) VALUES (@organizationId, @Id, @email)",
            cases.SelectMany(put => put.Assignees.Select(email => new { organizationId, put.Id, email })),
            write.Transaction);
    }

    private static object ParametersOf(string organizationId, NewCase put, Instant now) => new
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
    };

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
