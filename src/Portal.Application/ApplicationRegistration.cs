using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Application.Export;
using Portal.Application.Marketing;
using Portal.Application.Submissions;
using Portal.Application.Webhooks;

namespace Portal.Application;

/// <summary>Registers what the portal knows and does. The composition root adds the database, the API clients and logging.</summary>
public static class ApplicationRegistration
{
    public static IServiceCollection AddPortalApplication(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSubmissions(configuration)
            .AddCalendar(configuration)
            .AddBooking()
            .AddMarketing()
            .AddExport(configuration)
            .AddWebhooks();
}
