using Dapper;
using NodaTime;
using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Booking;

/// <summary>
/// What of a provider's time people of this portal hold or have booked. A hold is short, one per form, and by the database's clock; a form that
/// is closed lets it run out.
/// </summary>
internal sealed class SlotHolds(Database database)
{
    public const string Topic = "holds";

    /// <summary>How long a chosen slot is held.</summary>
    public static readonly Duration Lifetime = Duration.FromMinutes(5);

    /// <summary>Holds a slot for a form, instead of what the form held before; false when it is taken.</summary>
    public Task<bool> TryHoldAsync(string organizationId, string formId, BookableEventType eventType, Interval slot, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                await DeleteAsync(write, organizationId, formId);
                await write.Connection.ExecuteAsync(
                    $"DELETE FROM slot_holds WHERE organization_id = @organizationId AND expires_at <= {database.Now}", new { organizationId }, write.Transaction);
                if (await IsTakenAsync(write, organizationId, formId, eventType, slot))
                {
                    return false;
                }

                // Of two at the same moment the table lets one in.
                var inserted = await write.Connection.ExecuteAsync(
                    $"""
                    INSERT INTO slot_holds (organization_id, event_type_id, start_at, end_at, provider_email, form_id, expires_at)
                    VALUES (@organizationId, @eventTypeId, @start, @end, @providerEmail, @formId, {database.Now} + @lifetime)
                    ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        organizationId,
                        eventTypeId = eventType.Id,
                        start = slot.Start,
                        end = slot.End,
                        providerEmail = eventType.ProviderEmail?.ToLowerInvariant(),
                        formId,
                        lifetime = (long)Lifetime.TotalMilliseconds,
                    },
                    write.Transaction);
                write.Announce(new Change(organizationId, Topic, formId));
                return inserted == 1;
            },
            cancellationToken);

    /// <summary>Lets go what a form holds; no error when it holds nothing.</summary>
    public Task ReleaseAsync(string organizationId, string formId, CancellationToken cancellationToken) =>
        database.WriteAsync(write => DeleteAsync(write, organizationId, formId), cancellationToken);

    /// <summary>As the other one, inside a transaction that does more.</summary>
    public static async Task DeleteAsync(WriteTransaction write, string organizationId, string formId)
    {
        var deleted = await write.Connection.ExecuteAsync(
            "DELETE FROM slot_holds WHERE organization_id = @organizationId AND form_id = @formId", new { organizationId, formId }, write.Transaction);
        if (deleted > 0)
        {
            write.Announce(new Change(organizationId, Topic, formId));
        }
    }

    /// <summary>What other forms hold, and what this portal knows to be booked or to be on its way, of the provider in a range; by start.</summary>
    public Task<IReadOnlyList<Interval>> ReadTakenAsync(
        string organizationId, string formId, BookableEventType eventType, Interval range, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Interval>>(
            async connection => [.. (await connection.QueryAsync<(long Start, long End)>(Taken(eventType), Parameters(organizationId, formId, eventType, range)))
                .Select(row => new Interval(Instant.FromUnixTimeMilliseconds(row.Start), Instant.FromUnixTimeMilliseconds(row.End)))],
            cancellationToken);

    /// <summary>Whether any of a slot is taken.</summary>
    public async Task<bool> IsTakenAsync(WriteTransaction write, string organizationId, string formId, BookableEventType eventType, Interval slot) =>
        (await write.Connection.QueryAsync<(long Start, long End)>(
            Taken(eventType), Parameters(organizationId, formId, eventType, slot), write.Transaction)).Any();

    private static object Parameters(string organizationId, string formId, BookableEventType eventType, Interval range) => new
    {
        organizationId,
        formId,
        eventTypeId = eventType.Id,
        provider = eventType.ProviderEmail?.ToLowerInvariant() ?? eventType.ProviderName,
        from = range.Start,
        to = range.End,
    };

    /// <summary>An appointment of unknown outcome occupies its time, and so does one whose cancellation is not confirmed.</summary>
    private string Taken(BookableEventType eventType)
    {
        var hasEmail = eventType.ProviderEmail is not null;
        return $"""
            SELECT start_at AS "Start", end_at AS "End" FROM calendar_items
            WHERE organization_id = @organizationId AND source = 'Appointment' AND end_at > @from AND start_at < @to
              AND {(hasEmail ? "lower(provider_email)" : "provider_name")} = @provider
              AND state IN ('Pending', 'Waiting', 'Confirmed', 'Unknown', 'Cancelling', 'CancelUnconfirmed')
            UNION
            SELECT start_at AS "Start", end_at AS "End" FROM slot_holds
            WHERE organization_id = @organizationId AND end_at > @from AND start_at < @to AND form_id <> @formId AND expires_at > {database.Now}
              AND (event_type_id = @eventTypeId{(hasEmail ? " OR provider_email = @provider" : "")})
            ORDER BY 1, 2
            """;
    }
}
