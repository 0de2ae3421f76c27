using System.Data.Common;
using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Cases;

/// <summary>Where a case stands in the order of creation.</summary>
internal sealed record CasePosition
{
    public string Id { get; init; } = "";

    public Instant CreatedAt { get; init; }
}

/// <summary>Reads cases.</summary>
internal static class CaseStore
{
    private const string SelectCase =
        """
        SELECT c.id AS Id, c.type AS Type, c.title AS Title, c.status AS Status, c.short_id AS ShortId, c.created_at AS CreatedAt,
            c.updated_at AS UpdatedAt, c.assigned_at AS AssignedAt, c.in_progress_at AS InProgressAt, c.closed_at AS ClosedAt,
            c.is_archived AS IsArchived, c.submitter_name AS SubmitterName, c.submitter_email AS SubmitterEmail,
            t.id AS AssignedToId, t.first_name AS AssignedToFirstName, t.last_name AS AssignedToLastName,
            b.id AS AssignedById, b.first_name AS AssignedByFirstName, b.last_name AS AssignedByLastName,
            h.id AS HrRepId, h.first_name AS HrRepFirstName, h.last_name AS HrRepLastName,
            s.id AS SubmitterId, s.first_name AS SubmitterFirstName, s.last_name AS SubmitterLastName, s.phone_number AS SubmitterPhoneNumber
        FROM cases c
        LEFT JOIN users t ON t.organization_id = c.organization_id AND t.email = c.assigned_to_email
        LEFT JOIN users b ON b.organization_id = c.organization_id AND b.email = c.assigned_by_email
        LEFT JOIN users h ON h.organization_id = c.organization_id AND h.email = c.hr_rep_email
        LEFT JOIN users s ON s.organization_id = c.organization_id AND s.email = c.submitter_email
        """;

    /// <summary>Where the case stands; null when the organisation has no such case.</summary>
    public static Task<CasePosition?> FindPositionAsync(
        DbConnection connection, string organizationId, string caseId, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<CasePosition>(new CommandDefinition(
            "SELECT id AS Id, created_at AS CreatedAt FROM cases WHERE organization_id = @organizationId AND id = @caseId",
            new { organizationId, caseId },
            cancellationToken: cancellationToken));

    /// <summary>The cases of a page, and one more if there is one; by creation, then id, all after <paramref name="after"/>.</summary>
    public static async Task<List<CaseRow>> ListAsync(
        DbConnection connection, string organizationId, CaseQuery query, CasePosition? after, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<CaseRow>(new CommandDefinition(
            $"""
            {SelectCase}
            WHERE {ConditionsOf(query)} {(after is null ? "" : "AND (c.created_at, c.id) > (@createdAt, @id)")}
            ORDER BY c.created_at, c.id
            LIMIT @limit
            """,
            // From the cursor on also for the index, which would be read from the start of the range.
            ParametersOf(organizationId, after is null ? query : query with { From = Instant.Max(query.From, after.CreatedAt) }, after),
            cancellationToken: cancellationToken))).AsList();

    /// <summary>Whether the query has a case at or before the position.</summary>
    public static Task<bool> HasUntilAsync(
        DbConnection connection, string organizationId, CaseQuery query, CasePosition position, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"SELECT EXISTS (SELECT 1 FROM cases c WHERE {ConditionsOf(query)} AND (c.created_at, c.id) <= (@createdAt, @id))",
            ParametersOf(organizationId, query, position),
            cancellationToken: cancellationToken));

    /// <summary>The newest case with the id and of the submitter, each only where it is given; null when there is none.</summary>
    public static Task<CaseRow?> FindAsync(
        DbConnection connection, string organizationId, string? caseId, string? email, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<CaseRow>(new CommandDefinition(
            $"""
            {SelectCase}
            WHERE c.organization_id = @organizationId
                {(caseId is null ? "" : "AND c.id = @caseId")} {(email is null ? "" : "AND c.submitter_email = @email")}
            ORDER BY c.created_at DESC, c.id DESC
            LIMIT 1
            """,
            new { organizationId, caseId, email },
            cancellationToken: cancellationToken));

    /// <summary>The care teams of the cases, each by e-mail address.</summary>
    public static async Task<List<CaseAssigneeRow>> ListAssigneesAsync(
        DbConnection connection, string organizationId, InList caseIds, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<CaseAssigneeRow>(new CommandDefinition(
            $"""
            SELECT a.case_id AS CaseId, u.id AS Id, u.first_name AS FirstName, u.last_name AS LastName
            FROM case_assignees a
            JOIN users u ON u.organization_id = a.organization_id AND u.email = a.email
            WHERE a.organization_id = @organizationId AND a.case_id IN {caseIds.Sql}
            ORDER BY a.case_id, a.email
            """,
            caseIds.With(new { organizationId }),
            cancellationToken: cancellationToken))).AsList();

    private static string ConditionsOf(CaseQuery query) =>
        $"""
        c.organization_id = @organizationId AND c.created_at >= @from AND c.created_at < @before
            {(query.Statuses is { } statuses ? $"AND c.status IN {new InList(statuses).Sql}" : "")}
        """;

    private static DynamicParameters ParametersOf(string organizationId, CaseQuery query, CasePosition? position) =>
        new InList(query.Statuses ?? []).With(new
        {
            organizationId,
            from = query.From,
            before = query.Before,
            createdAt = position?.CreatedAt,
            id = position?.Id,
            limit = query.Size + 1,
        });
}
