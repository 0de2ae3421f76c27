using System.Data.Common;
using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Scheduling;

/// <summary>Event types of an organisation, and what keeps their providers busy.</summary>
internal sealed class EventTypeStore(Database database)
{
    private const string Columns =
        """
        id AS Id, provider_email AS ProviderEmail, provider_name AS ProviderName, provider_time_zone AS ProviderTimeZone,
        provider_states AS ProviderStates, name AS Name, calendly_link AS CalendlyLink, duration_minutes AS DurationMinutes,
        slot_interval_minutes AS SlotIntervalMinutes, buffer_before_minutes AS BufferBeforeMinutes, buffer_after_minutes AS BufferAfterMinutes,
        minimum_notice_minutes AS MinimumNoticeMinutes, horizon_days AS HorizonDays, locations AS Locations, weekly_hours AS WeeklyHours,
        exceptions AS Exceptions
        """;

    private const string Insert =
        """
        INSERT INTO event_types (
            organization_id, id, provider_email, provider_name, provider_time_zone, provider_states, name, calendly_link, duration_minutes,
            slot_interval_minutes, buffer_before_minutes, buffer_after_minutes, minimum_notice_minutes, horizon_days, locations, weekly_hours,
            exceptions)
        VALUES (
            @organizationId, @Id, @ProviderEmail, @ProviderName, @ProviderTimeZone, @ProviderStates, @Name, @CalendlyLink, @DurationMinutes,
            @SlotIntervalMinutes, @BufferBeforeMinutes, @BufferAfterMinutes, @MinimumNoticeMinutes, @HorizonDays, @Locations, @WeeklyHours,
            @Exceptions)
        ON CONFLICT (organization_id, id)
        """;

    /// <summary>The organisation's event types, of one provider and one id where these are given; by provider's name, then name, then id.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="providerEmail">Lower-case; null for every provider.</param>
    /// <param name="id">Null for every event type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<List<EventType>> ListAsync(string organizationId, string? providerEmail, string? id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QueryAsync<EventTypeRow>(new CommandDefinition(
                $"""
                SELECT {Columns} FROM event_types
                WHERE organization_id = @organizationId AND (@providerEmail IS NULL OR provider_email = @providerEmail) AND (@id IS NULL OR id = @id)
                ORDER BY provider_name, name, id
                """,
                new { organizationId, providerEmail, id },
                cancellationToken: cancellationToken))).Select(row => row.ToEventType()).ToList(),
            cancellationToken);

    /// <summary>The event type; null when the organisation has none of this id.</summary>
    public static async Task<EventType?> FindAsync(WriteTransaction write, string organizationId, string id) =>
        (await write.Connection.QuerySingleOrDefaultAsync<EventTypeRow>(
            $"SELECT {Columns} FROM event_types WHERE organization_id = @organizationId AND id = @id", new { organizationId, id }, write.Transaction))
        ?.ToEventType();

    /// <summary>As <see cref="ListBusyAsync(DbConnection, DbTransaction?, string, string, Interval)"/>, on a connection of its own.</summary>
    public Task<List<Interval>> ListBusyAsync(string organizationId, string providerEmail, Interval range, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ListBusyAsync(connection, transaction: null, organizationId, providerEmail, range), cancellationToken);

    /// <summary>
    /// What of the range (end exclusive) the provider cannot give: calendar events that are not deleted, and appointments of every event
    /// type with their buffers. In no order; they may overlap.
    /// </summary>
    public static async Task<List<Interval>> ListBusyAsync(
        DbConnection connection, DbTransaction? transaction, string organizationId, string providerEmail, Interval range) =>
        (await connection.QueryAsync<BusyRow>(
            """
            SELECT start_at AS StartAt, end_at AS EndAt FROM calendar_events
            WHERE organization_id = @organizationId AND lower(provider_email) = @providerEmail AND is_deleted = FALSE
                AND end_at > @from AND start_at < @before
            UNION ALL
            SELECT busy_from AS StartAt, busy_until AS EndAt FROM appointments
            WHERE organization_id = @organizationId AND provider_email = @providerEmail AND is_cancelled = FALSE
                AND busy_until > @from AND busy_from < @before
            """,
            new { organizationId, providerEmail, from = range.Start, before = range.End },
            transaction)).Select(row => new Interval(row.StartAt, row.EndAt)).ToList();

    /// <summary>Adds an event type; one that exists stays as it is.</summary>
    public static Task AddAsync(WriteTransaction write, string organizationId, EventType added) =>
        write.Connection.ExecuteAsync($"{Insert} DO NOTHING", Parameters(organizationId, added), write.Transaction);

    /// <summary>Adds an event type or replaces the one of the same id.</summary>
    public static Task PutAsync(WriteTransaction write, string organizationId, EventType put) =>
        write.Connection.ExecuteAsync(
            $"""
            {Insert} DO UPDATE SET
                provider_email = excluded.provider_email, provider_name = excluded.provider_name,
                provider_time_zone = excluded.provider_time_zone, provider_states = excluded.provider_states, name = excluded.name,
                calendly_link = excluded.calendly_link, duration_minutes = excluded.duration_minutes,
                slot_interval_minutes = excluded.slot_interval_minutes, buffer_before_minutes = excluded.buffer_before_minutes,
                buffer_after_minutes = excluded.buffer_after_minutes, minimum_notice_minutes = excluded.minimum_notice_minutes,
                horizon_days = excluded.horizon_days, locations = excluded.locations, weekly_hours = excluded.weekly_hours,
                exceptions = excluded.exceptions
            """,
            Parameters(organizationId, put),
            write.Transaction);

    private static DynamicParameters Parameters(string organizationId, EventType eventType)
    {
        var parameters = new DynamicParameters(EventTypeRow.Of(eventType));
        parameters.Add("organizationId", organizationId);
        return parameters;
    }

    private sealed record BusyRow
    {
        public Instant StartAt { get; init; }

        public Instant EndAt { get; init; }
    }
}
