using Dapper;
using NodaTime;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Webhooks;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>What became of a cancel.</summary>
internal enum CancelResult
{
    Cancelled,
    CaseNotFound,
    EventNotFound,
    NotCustom,
    AlreadyCancelled,
}

/// <summary>An event to be inserted. Ids are lower-case UUIDs.</summary>
internal sealed record NewCalendarEvent(string OrganizationId, string CaseId, string Id, CalendarEventDetails Details, Interval Times, Instant Now);

/// <summary>Custom events of cases.</summary>
internal static class CalendarEventStore
{
    private const string InsertEvent =
        """
        INSERT INTO calendar_events (
            organization_id, id, case_id, title, description, agent_name, agent_event_id, start_at, end_at, time_zone, meeting_link, location,
            provider_email, provider_name, status, is_deleted, created_at, updated_at)
        SELECT c.organization_id, @id, c.id, @title, @description, @agentName, NULL, @start, @end, @timeZone, @meetingLink, @location,
            @providerEmail, @providerName, 'CONFIRMED', FALSE, @now, @now
        FROM cases c
        WHERE c.organization_id = @organizationId AND c.id = @caseId
        """;

    /// <summary>After the event's own statement: only an event that was inserted is told.</summary>
    private const string InsertDelivery =
        $"""
        {WebhookOutbox.Insert}
            AND EXISTS (SELECT 1 FROM calendar_events e WHERE e.organization_id = @organizationId AND e.id = @id)
        """;

    private const string InsertEventAndDelivery =
        $"""
        {InsertEvent};
        {InsertDelivery}
        """;

    /// <summary>The answer first, so that nothing need be rolled back: a key in force keeps its answer, and then there is none of this event's.</summary>
    private const string InsertAnswerAndEvent =
        $"""
        INSERT INTO idempotency_answers (organization_id, idempotency_key, request_hash, status, body, expires_at)
        SELECT c.organization_id, @key, @hash, @answerStatus, @answerBody, @expiresAt
        FROM cases c
        WHERE c.organization_id = @organizationId AND c.id = @caseId
        {IdempotencyStore.OnConflict};
        {InsertEvent}
            AND EXISTS (
                SELECT 1 FROM idempotency_answers a
                WHERE a.organization_id = @organizationId AND a.idempotency_key = @key AND a.body = @answerBody);
        {InsertDelivery}
        """;

    /// <summary>Inserts an event and its delivery to the webhook. False when the organisation has no such case.</summary>
    public static async Task<bool> TryAddAsync(WriteTransaction write, NewCalendarEvent added) =>
        await write.Connection.ExecuteAsync(InsertEventAndDelivery, Parameters(added, request: null, answer: null), write.Transaction) > 0;

    /// <summary>
    /// Inserts an event, its delivery to the webhook, and its answer under the request's key in one round trip. False, with nothing inserted, when the organisation has no such
    /// case or the key is in force. The answer must hold the event's id: it is how this event's answer is told from another's.
    /// </summary>
    public static async Task<bool> TryAddAsync(
        Database database, NewCalendarEvent added, IdempotentRequest request, ApiAnswer answer, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(InsertAnswerAndEvent, Parameters(added, request, answer), cancellationToken) > 0;

    /// <summary>Whether the organisation has the case, archived or not.</summary>
    public static Task<bool> HasCaseAsync(WriteTransaction write, string organizationId, string caseId) =>
        write.Connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM cases WHERE organization_id = @organizationId AND id = @caseId)",
            new { organizationId, caseId },
            write.Transaction);

    /// <summary>Marks an event deleted, with its delivery to the webhook, once: of concurrent calls exactly one is <see cref="CancelResult.Cancelled"/>.</summary>
    public static async Task<CancelResult> CancelAsync(WriteTransaction write, string organizationId, string caseId, string eventId, Instant now)
    {
        var parameters = new { organizationId, caseId, eventId, now, agentName = CalendarEventDetails.CustomAgent };
        var cancelled = await write.Connection.ExecuteAsync(
            """
            UPDATE calendar_events SET is_deleted = TRUE, updated_at = @now
            WHERE organization_id = @organizationId AND case_id = @caseId AND id = @eventId AND agent_name = @agentName AND is_deleted = FALSE
            """,
            parameters,
            write.Transaction);
        if (cancelled == 1)
        {
            await WebhookOutbox.AddAsync(write, organizationId, WebhookEvents.CalendarEventCancelled, caseId, eventId, now);
            return CancelResult.Cancelled;
        }

        var found = await write.Connection.QuerySingleOrDefaultAsync<FoundEvent>(
            """
            SELECT e.agent_name AS AgentName, e.is_deleted AS IsDeleted
            FROM cases c
            LEFT JOIN calendar_events e ON e.organization_id = c.organization_id AND e.case_id = c.id AND e.id = @eventId
            WHERE c.organization_id = @organizationId AND c.id = @caseId
            """,
            parameters,
            write.Transaction);
        return found switch
        {
            null => CancelResult.CaseNotFound,
            { AgentName: null } => CancelResult.EventNotFound,
            { AgentName: not CalendarEventDetails.CustomAgent } => CancelResult.NotCustom,
            _ => CancelResult.AlreadyCancelled,
        };
    }

    private static object Parameters(NewCalendarEvent added, IdempotentRequest? request, ApiAnswer? answer) => new
    {
        organizationId = added.OrganizationId,
        caseId = added.CaseId,
        id = added.Id,
        title = added.Details.Title,
        description = added.Details.Description,
        agentName = added.Details.AgentName,
        start = added.Times.Start,
        end = added.Times.End,
        timeZone = added.Details.TimeZone,
        meetingLink = added.Details.MeetingLink,
        location = added.Details.Location,
        providerEmail = added.Details.Provider?.Email,
        providerName = added.Details.Provider?.Name,
        now = added.Now,
        deliveryId = WebhookOutbox.NewDeliveryId(),
        webhookEvent = WebhookEvents.CalendarEventCreated,
        key = request?.Key,
        hash = request?.Hash,
        answerStatus = answer?.Status ?? 0,
        answerBody = answer?.Json,
        expiresAt = added.Now + IdempotencyStore.Retention,
    };

    private sealed record FoundEvent
    {
        public string? AgentName { get; init; }

        public bool? IsDeleted { get; init; }
    }
}
