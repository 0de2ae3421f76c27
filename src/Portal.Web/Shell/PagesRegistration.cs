using FluentValidation;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Booking;
using Portal.Web.Calendar;

namespace Portal.Web.Shell;

/// <summary>Registers what the pages use beside the application's services.</summary>
public static class PagesRegistration
{
    public static IServiceCollection AddPortalPages(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TimeZoneCatalog>();
        services.AddSingleton<IValidator<NewCaseEvent>>(provider => provider.GetRequiredService<NewCaseEventValidator>());
        services.AddSingleton<IValidator<NewAppointment>>(provider => provider.GetRequiredService<NewAppointmentValidator>());
        services.AddSingleton<EventFormReader>();
        services.AddSingleton<BookingReader>();
        services.AddSingleton<BookingDrafts>();
        services.AddSingleton<BookingBeginnings>();
        services.AddSingleton<EventDrafts>();
        services.AddSingleton<Prerendered>();
        services.AddScoped<ViewerContext>();
        return services;
    }
}
