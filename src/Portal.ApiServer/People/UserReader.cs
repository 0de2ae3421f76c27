using Dapper;
using NodaTime;
using Portal.ApiContract.Care360.Users;
using Portal.Storage;

namespace Portal.ApiServer.People;

/// <summary>Reads the people of an organisation.</summary>
internal sealed class UserReader(Database database)
{
    /// <summary>
    /// The page, by creation, then id. Whoever is added meanwhile stands after everybody, so going on from a cursor loses and repeats nobody.
    /// </summary>
    public async Task<UserListAnswer> ReadPageAsync(string organizationId, UserQuery query, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            async connection => (await connection.QueryAsync<UserRow>(new CommandDefinition(
                $"""
                SELECT id AS Id, email AS Email, first_name AS FirstName, last_name AS LastName, phone_number AS PhoneNumber, created_at AS CreatedAt
                FROM users
                WHERE organization_id = @organizationId
                    {(query.EmailStart.Length == 0 ? "" : """AND email LIKE @pattern ESCAPE '\'""")}
                    {(query.After is null ? "" : $"AND (created_at, id) {(query.IsDescending ? "<" : ">")} (@createdAt, @id)")}
                ORDER BY {(query.IsDescending ? "created_at DESC, id DESC" : "created_at, id")}
                LIMIT @limit
                """,
                new
                {
                    organizationId,
                    pattern = PatternOf(query.EmailStart),
                    createdAt = query.After?.CreatedAt,
                    id = query.After?.Id,
                    limit = query.Size + 1,
                },
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);
        var page = rows[..Math.Min(rows.Count, query.Size)];
        var hasMore = rows.Count > query.Size;
        return new UserListAnswer(
            new UserPageInfo(hasMore, hasMore ? new UserCursor(page[^1].CreatedAt, page[^1].Id).ToString() : null),
            page.ConvertAll(ToProfile));
    }

    private static string PatternOf(string start) =>
        start.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    private static UserProfile ToProfile(UserRow row) =>
        new() { Email = row.Email, FirstName = row.FirstName, LastName = row.LastName, PhoneNumber = row.PhoneNumber };

    private sealed record UserRow
    {
        public string Id { get; init; } = "";

        public string Email { get; init; } = "";

        public string FirstName { get; init; } = "";

        public string LastName { get; init; } = "";

        public string? PhoneNumber { get; init; }

        public Instant CreatedAt { get; init; }
    }
}
