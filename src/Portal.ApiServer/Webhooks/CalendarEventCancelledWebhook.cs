using Portal.ApiContract.Care360.Webhooks;

namespace Portal.ApiServer.Webhooks;

/// <summary><c>CALENDAR_EVENT_CANCELED</c>: the event with <c>isDeleted</c>, updated when it was cancelled.</summary>
internal sealed class CalendarEventCancelledWebhook(CalendarEventReader events) : IWebhookEvent
{
    public string Name => WebhookEvents.CalendarEventCancelled;

    public async Task<WebhookPayload?> RenderAsync(string organizationId, string subjectId, CancellationToken cancellationToken) =>
        await events.FindAsync(organizationId, subjectId, cancellationToken) is { } found
            ? new WebhookPayload { CalendarEvent = found with { IsDeleted = true } }
            : null;
}
