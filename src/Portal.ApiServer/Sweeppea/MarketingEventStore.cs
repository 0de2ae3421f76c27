using Dapper;
using Portal.Storage;

namespace Portal.ApiServer.Sweeppea;

/// <summary>The marketing events of an account, past and future.</summary>
internal sealed class MarketingEventStore(Database database)
{
    private const string Columns =
        """
        organization_id AS OrganizationId, token AS Token, id AS Id, title AS Title, description AS Description, location AS Location,
        latitude AS Latitude, longitude AS Longitude, url AS Url, start_date AS StartDate, end_date AS EndDate, start_time AS StartTime,
        end_time AS EndTime, start_at AS StartAt, end_at AS EndAt, color AS Color, is_all_day AS IsAllDay, is_busy AS IsBusy,
        is_private AS IsPrivate, notifies_by_sms AS NotifiesBySms, is_completed AS IsCompleted, sweepstakes_token AS SweepstakesToken,
        people_involved AS PeopleInvolved, repeat_this_event AS RepeatThisEvent, notification AS Notification, created_at AS CreatedAt
        """;

    private const string One = $"SELECT {Columns} FROM marketing_events WHERE organization_id = @organizationId AND token = @token";

    /// <summary>All, by start, then token.</summary>
    public Task<List<MarketingEventRow>> ListAsync(string organizationId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<MarketingEventRow>(new CommandDefinition(
                $"SELECT {Columns} FROM marketing_events WHERE organization_id = @organizationId ORDER BY start_at, token",
                new { organizationId },
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    /// <summary>One by its token; null when the account has none such.</summary>
    public Task<MarketingEventRow?> FindAsync(string organizationId, string token, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<MarketingEventRow>(
                new CommandDefinition(One, new { organizationId, token }, cancellationToken: cancellationToken)),
            cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, inside a write, with the row locked until its end.</summary>
    public static async Task<MarketingEventRow?> LockAsync(WriteTransaction write, string organizationId, string token)
    {
        // Both engines lock a row that is updated, and only one of them knows FOR UPDATE.
        var locked = await write.Connection.ExecuteAsync(
            "UPDATE marketing_events SET token = token WHERE organization_id = @organizationId AND token = @token", new { organizationId, token }, write.Transaction);
        return locked == 0
            ? null
            : await write.Connection.QuerySingleOrDefaultAsync<MarketingEventRow>(One, new { organizationId, token }, write.Transaction);
    }

    /// <summary>Adds an event; what exists under the token stays.</summary>
    public static Task AddAsync(WriteTransaction write, MarketingEventRow added) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO marketing_events (
                organization_id, token, id, title, description, location, latitude, longitude, url, start_date, end_date, start_time, end_time, start_at,
                end_at, color, is_all_day, is_busy, is_private, notifies_by_sms, is_completed, sweepstakes_token, people_involved, repeat_this_event,
                notification, created_at)
            VALUES (
                @OrganizationId, @Token, @Id, @Title, @Description, @Location, @Latitude, @Longitude, @Url, @StartDate, @EndDate, @StartTime, @EndTime, @StartAt,
                @EndAt, @Color, @IsAllDay, @IsBusy, @IsPrivate, @NotifiesBySms, @IsCompleted, @SweepstakesToken, @PeopleInvolved, @RepeatThisEvent,
                @Notification, @CreatedAt)
            ON CONFLICT (organization_id, token) DO NOTHING
            """,
            added,
            write.Transaction);

    /// <summary>Writes every member that an update may change.</summary>
    public static Task UpdateAsync(WriteTransaction write, MarketingEventRow changed) =>
        write.Connection.ExecuteAsync(
            """
            UPDATE marketing_events SET
                title = @Title, description = @Description, location = @Location, latitude = @Latitude, longitude = @Longitude, url = @Url,
                start_date = @StartDate, end_date = @EndDate, start_time = @StartTime, end_time = @EndTime, start_at = @StartAt, end_at = @EndAt,
                color = @Color, is_all_day = @IsAllDay, is_busy = @IsBusy, is_private = @IsPrivate, notifies_by_sms = @NotifiesBySms,
                is_completed = @IsCompleted
            WHERE organization_id = @OrganizationId AND token = @Token
            """,
            changed,
            write.Transaction);

    /// <summary>Deletes an event for good; of concurrent calls exactly one is true.</summary>
    public static async Task<bool> DeleteAsync(WriteTransaction write, string organizationId, string token) =>
        await write.Connection.ExecuteAsync(
            "DELETE FROM marketing_events WHERE organization_id = @organizationId AND token = @token", new { organizationId, token }, write.Transaction) == 1;
}
