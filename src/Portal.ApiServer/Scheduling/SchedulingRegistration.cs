using Portal.ApiContract.Care360;
using Portal.ApiServer.Appointments;

namespace Portal.ApiServer.Scheduling;

/// <summary>Availability, and the appointments that are booked from it.</summary>
internal static class SchedulingRegistration
{
    public static void AddScheduling(this IServiceCollection services)
    {
        services.AddSingleton<EventTypeStore>();
        services.AddSingleton<AvailabilityEndpoint>();
        services.AddSingleton<AppointmentStore>();
        services.AddSingleton<AppointmentsEndpoint>();
        services.AddSingleton<CalendarWrites>();
        services.AddSingleton<ScheduleAppointment>();
        services.AddSingleton<CancelAppointment>();
    }

    public static void MapScheduling(this RouteGroupBuilder care360, IServiceProvider services)
    {
        var availability = services.GetRequiredService<AvailabilityEndpoint>();
        care360.MapGet(Care360Routes.ProviderAvailability, availability.HandleAsync);
        care360.MapGet(Care360Routes.ProviderAvailabilityOlder, availability.HandleAsync);
        care360.MapGet(Care360Routes.Appointments, services.GetRequiredService<AppointmentsEndpoint>().HandleAsync);
        care360.MapPost(Care360Routes.Appointments, services.GetRequiredService<ScheduleAppointment>().HandleAsync);
        care360.MapPost(Care360Routes.AppointmentCancel, services.GetRequiredService<CancelAppointment>().HandleAsync);
    }
}
