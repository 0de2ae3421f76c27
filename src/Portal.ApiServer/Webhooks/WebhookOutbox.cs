using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Webhooks;

/// <summary>
/// Where effects leave what their organisation is to be called about, in the transaction of the effect: what is rolled back is never told,
/// and what is committed is told though the server be killed. An organisation without a webhook gets no row.
/// </summary>
internal static class WebhookOutbox
{
    /// <summary>
    /// Adds one delivery, if the organisation has a webhook. For a command of several statements: further conditions may follow.
    /// Parameters: <c>organizationId</c>, <c>deliveryId</c>, <c>webhookEvent</c>, <c>caseId</c>, <c>id</c> of the subject, <c>now</c>.
    /// </summary>
    public const string Insert =
        """
        INSERT INTO webhook_deliveries (organization_id, id, event, case_id, subject_id, state, tries, created_at, next_try_at)
        SELECT w.organization_id, @deliveryId, @webhookEvent, @caseId, @id, 'pending', 0, @now, @now
        FROM webhooks w
        WHERE w.organization_id = @organizationId
        """;

    /// <summary>A new value for <c>deliveryId</c>: a lower-case UUID.</summary>
    public static string NewDeliveryId() => Guid.NewGuid().ToString("D");

    /// <summary>Adds one delivery, if the organisation has a webhook. It is made after the commit, soonest after <see cref="WebhookSignal.Wake"/>.</summary>
    /// <param name="write">The transaction of the effect.</param>
    /// <param name="organizationId">Whose event it is.</param>
    /// <param name="eventName">One of <see cref="Portal.ApiContract.Care360.Webhooks.WebhookEvents"/>.</param>
    /// <param name="caseId">Null for an appointment of no case.</param>
    /// <param name="subjectId">The calendar event or comment; it is read when the call is made.</param>
    /// <param name="now">When it happened.</param>
    public static Task AddAsync(WriteTransaction write, string organizationId, string eventName, string? caseId, string subjectId, Instant now) =>
        write.Connection.ExecuteAsync(
            Insert,
            new { organizationId, deliveryId = NewDeliveryId(), webhookEvent = eventName, caseId, id = subjectId, now },
            write.Transaction);

    /// <summary>As <see cref="AddAsync"/>, for a stored calendar event whose case only the database knows.</summary>
    public static Task AddForStoredEventAsync(WriteTransaction write, string organizationId, string eventName, string eventId, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO webhook_deliveries (organization_id, id, event, case_id, subject_id, state, tries, created_at, next_try_at)
            SELECT w.organization_id, @deliveryId, @eventName, e.case_id, e.id, 'pending', 0, @now, @now
            FROM webhooks w
            JOIN calendar_events e ON e.organization_id = w.organization_id AND e.id = @eventId
            WHERE w.organization_id = @organizationId
            """,
            new { organizationId, deliveryId = NewDeliveryId(), eventName, eventId, now },
            write.Transaction);
}
