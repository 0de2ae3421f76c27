using Portal.ApiContract.Care360.Webhooks;

namespace Portal.ApiServer.Webhooks;

/// <summary>One kind of event.</summary>
internal interface IWebhookEvent
{
    /// <summary>One of <see cref="WebhookEvents"/>.</summary>
    string Name { get; }

    /// <summary>What the call tells beside the case; null when the subject is gone.</summary>
    Task<WebhookPayload?> RenderAsync(string organizationId, string subjectId, CancellationToken cancellationToken);
}
