using Microsoft.Extensions.DependencyInjection;
using Portal.Application.Calendar;
using Portal.Application.Organizations;

namespace Portal.Application.Booking;

internal static class BookingRegistration
{
    public static IServiceCollection AddBooking(this IServiceCollection services)
    {
        services.AddSingleton<EventTypes>();
        services.AddSingleton<SlotHolds>();
        services.AddSingleton<NewAppointmentValidator>();
        services.AddSingleton<Bookings>();
        services.AddSingleton<BookingChanges>();
        services.AddSingleton(provider => new BookingService(
            provider.GetRequiredService<EventTypes>(),
            provider.GetRequiredService<SlotHolds>(),
            provider.GetRequiredService<Bookings>(),
            provider.GetRequiredService<Cancellations>(),
            provider.GetRequiredService<OrganizationDirectory>()));
        return services;
    }
}
