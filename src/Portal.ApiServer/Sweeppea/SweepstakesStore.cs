using Dapper;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Sweeppea;
using Portal.Storage;

namespace Portal.ApiServer.Sweeppea;

/// <summary>The sweepstakes of an account; this server only lists them.</summary>
internal sealed class SweepstakesStore(Database database)
{
    /// <summary>The vendor's number of UTC among its time zones.</summary>
    private const int Utc = 1;

    /// <summary>All, newest first.</summary>
    public Task<List<Sweepstakes>> ListAsync(string organizationId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<Row>(new CommandDefinition(
                """
                SELECT token AS Token, name AS Name, type AS Type, handler AS Handler, start_date AS StartDate, start_time AS StartTime,
                    expiration_date AS ExpirationDate, end_time AS EndTime, is_archived AS IsArchived, is_active AS IsActive, created_at AS CreatedAt
                FROM sweepstakes
                WHERE organization_id = @organizationId
                ORDER BY created_at DESC, token
                """,
                new { organizationId },
                cancellationToken: cancellationToken))).Select(ToSweepstakes).ToList(),
            cancellationToken);

    /// <summary>Adds one; what exists under the token stays.</summary>
    public static Task AddAsync(WriteTransaction write, string organizationId, Sweepstakes added, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO sweepstakes (
                organization_id, token, name, type, handler, start_date, start_time, expiration_date, end_time, is_archived, is_active, created_at)
            VALUES (@organizationId, @token, @name, @type, @handler, @startDate, @startTime, @expirationDate, @endTime, FALSE, TRUE, @now)
            ON CONFLICT (organization_id, token) DO NOTHING
            """,
            new
            {
                organizationId,
                token = added.SweepstakesToken,
                name = added.SweepstakesName,
                type = added.SweepstakesType ?? 1,
                handler = added.Handler ?? "",
                startDate = added.Settings?.StartDate ?? "",
                startTime = added.Settings?.StartTime ?? "",
                expirationDate = added.Settings?.ExpirationDate ?? "",
                endTime = added.Settings?.EndTime ?? "",
                now,
            },
            write.Transaction);

    private static Sweepstakes ToSweepstakes(Row row) => new()
    {
        SweepstakesToken = row.Token,
        SweepstakesName = row.Name,
        SweepstakesType = (int)row.Type,
        Handler = row.Handler,
        Settings = new SweepstakesSettings
        {
            Timezone = Utc,
            StartDate = row.StartDate,
            StartTime = row.StartTime,
            ExpirationDate = row.ExpirationDate,
            EndTime = row.EndTime,
        },
        Archived = row.IsArchived,
        Status = row.IsActive,
        CreationDate = IsoDateTime.FormatMilliseconds(row.CreatedAt),
    };

    private sealed record Row
    {
        public string Token { get; init; } = "";

        public string Name { get; init; } = "";

        public long Type { get; init; }

        public string Handler { get; init; } = "";

        public string StartDate { get; init; } = "";

        public string StartTime { get; init; } = "";

        public string ExpirationDate { get; init; } = "";

        public string EndTime { get; init; } = "";

        public bool IsArchived { get; init; }

        public bool IsActive { get; init; }

        public Instant CreatedAt { get; init; }
    }
}
