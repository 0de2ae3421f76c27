using Dapper;
using NodaTime;
using Portal.ApiServer.People;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Cases;

/// <summary>Cases put straight into the database of a running server.</summary>
internal static class StoredCases
{
    /// <summary>In the range that <see cref="Range"/> asks for.</summary>
    public static readonly Instant Start = Instant.FromUtc(2024, 5, 1, 9, 0);

    public const string Range = "startTime=2024-05-01T00:00:00Z&endTime=2024-06-30T00:00:00Z";

    public static StoredCase Create(int number, string status = "OPEN", Instant? createdAt = null) => new()
    {
        Id = Guid.NewGuid().ToString("D"),
        ShortId = $"T-{number}",
        Title = $"Case {number}",
        Status = status,
        SubmitterName = "Pat Patient",
        Submitter = new NewUser("pat@example.com", "Pat", "Patient", UserRoles.Patient),

        // Several at the same instant, so that the order among them counts.
        CreatedAt = createdAt ?? (Start + Duration.FromSeconds(number / 3)),
    };

    public static Task AddAsync(RunningServer server, IReadOnlyList<StoredCase> cases, string organizationId = "north") =>
        server.Database.WriteAsync(
            async write =>
            {
                foreach (var added in cases)
                {
                    foreach (var person in added.People)
                    {
                        await UserStore.AddAsync(write, organizationId, person, Start);
                    }

                    await AddAsync(write, organizationId, added);
                }
            },
            CancellationToken.None);

    private static async Task AddAsync(WriteTransaction write, string organizationId, StoredCase added)
    {
        await write.Connection.ExecuteAsync(
            """
            INSERT INTO cases (
                organization_id, id, short_id, title, status, type, is_archived, submitter_name, submitter_email, assigned_to_email, assigned_by_email,
                hr_rep_email, assigned_at, in_progress_at, created_at, updated_at)
            VALUES (
                @organizationId, @Id, @ShortId, @Title, @Status, @Type, @IsArchived, @SubmitterName, @submitter, @assignedTo, @assignedBy, @hrRep,
                @assignedAt, @inProgressAt, @CreatedAt, @CreatedAt)
            """,
            new
            {
                organizationId,
                added.Id,
                added.ShortId,
                added.Title,
                added.Status,
                added.Type,
                added.IsArchived,
                added.SubmitterName,
                submitter = added.Submitter.Email,
                assignedTo = added.AssignedTo?.Email,
                assignedBy = added.AssignedBy?.Email,
                hrRep = added.HrRep?.Email,
                assignedAt = added.AssignedTo is null ? (Instant?)null : added.CreatedAt,
                inProgressAt = added.Status == "IN_PROGRESS" ? added.CreatedAt : (Instant?)null,
                added.CreatedAt,
            },
            write.Transaction);
        await write.Connection.ExecuteAsync(
            "INSERT INTO case_assignees (organization_id, case_id, email) VALUES (@organizationId, @caseId, @email)",
            added.Assignees.Select(person => new { organizationId, caseId = added.Id, email = person.Email }),
            write.Transaction);
    }
}
