using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.People;

/// <summary>Somebody of an organisation. <paramref name="Email"/> is lower-case and unique in it.</summary>
internal sealed record NewUser(string Email, string FirstName, string LastName, string Role);

/// <summary>The vendor's roles that this server gives (companion 1.8).</summary>
internal static class UserRoles
{
    public const string Patient = "USER";
    public const string Staff = "CASEWORKER";
}

/// <summary>The people of an organisation: patients, providers, authors.</summary>
internal static class UserStore
{
    /// <summary>Adds a person; who exists stays as they are.</summary>
    public static Task AddAsync(WriteTransaction write, string organizationId, NewUser added, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO users (organization_id, email, id, first_name, last_name, role, created_at)
            VALUES (@organizationId, @email, @id, @firstName, @lastName, @role, @now)
            ON CONFLICT (organization_id, email) DO NOTHING
            """,
            new
            {
                organizationId,
                email = added.Email,
                id = Guid.NewGuid().ToString("D"),
                firstName = added.FirstName,
                lastName = added.LastName,
                role = added.Role,
                now,
            },
            write.Transaction);
}
