using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Application.Calendar;
using Portal.Application.Organizations;

namespace Portal.Application.Webhooks;

internal static class WebhooksRegistration
{
    /// <summary>Needs the calendar and the organisations among the services.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) =>
        services.AddSingleton(provider => new WebhookReceiver(
            provider.GetRequiredService<OrganizationDirectory>(),
            provider.GetRequiredService<SyncStore>(),
            provider.GetRequiredService<ILogger<WebhookReceiver>>()));
}
