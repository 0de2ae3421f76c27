using Portal.ApiContract.Care360.Webhooks;

namespace Portal.ApiServer.Webhooks;

/// <summary><c>CALENDAR_EVENT_CREATED</c>: the event as it was created, though it be cancelled when the call is made.</summary>
internal sealed class CalendarEventCreatedWebhook(CalendarEventReader events) : IWebhookEvent
{
    public string Name => WebhookEvents.CalendarEventCreated;

    public async Task<WebhookPayload?> RenderAsync(string organizationId, string subjectId, CancellationToken cancellationToken) =>
        await events.FindAsync(organizationId, subjectId, cancellationToken) is { } found
            ? new WebhookPayload { CalendarEvent = found with { IsDeleted = false, UpdatedAt = found.CreatedAt } }
            : null;
}
