using Portal.Storage.Leases;

namespace Portal.ApiServer.Webhooks;

/// <summary>Webhooks of organisations: outbox, delivery, administration.</summary>
internal static class WebhooksRegistration
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new WebhookSettings { AllowsLocal = provider.GetRequiredService<IHostEnvironment>().IsDevelopment() });
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<WebhookDeliveryStore>();
        services.AddSingleton<WebhookRenderer>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<WebhookAdministration>();
        services.AddHostedService<WebhookDelivery>();
        services.AddHostedService<WebhookDeliveryCleaner>();

        services.AddSingleton<CalendarEventReader>();
        services.AddSingleton<IWebhookEvent, CalendarEventCreatedWebhook>();
        services.AddSingleton<IWebhookEvent, CalendarEventCancelledWebhook>();
        services.AddSingleton<IWebhookEvent, CommentAddedWebhook>();
    }
}
