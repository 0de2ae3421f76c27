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
        AddAsync(write, organizationId, [added], now);

    /// <summary>As <see cref="AddAsync(WriteTransaction, string, NewUser, Instant)"/>, with one statement for all of them.</summary>
    public static Task AddAsync(WriteTransaction write, string organizationId, IEnumerable<NewUser> added, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO users (organization_id, email, id, first_name, last_name, role, created_at)
            VALUES (@organizationId, @email, @id, @firstName, @lastName, @role, @now)
            ON CONFLICT (organization_id, email) DO NOTHING
            """,
            added.Select(user => new
            {
                organizationId,
                email = user.Email,
                id = Guid.NewGuid().ToString("D"),
                firstName = user.FirstName,
                lastName = user.LastName,
                role = user.Role,
                now,
            }),
            write.Transaction);
}
