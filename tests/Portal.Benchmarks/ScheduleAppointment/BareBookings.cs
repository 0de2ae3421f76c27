using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.Benchmarks.ScheduleAppointment;

/// <summary>What a booking is measured against: a minimal-API endpoint that parses the same body and answers, with one insert before or none.</summary>
internal static class BareBookings
{
    /// <summary>Starts the endpoint; <paramref name="insert"/> null only parses.</summary>
    public static async Task<WebApplication> StartAsync(Func<CalendarEventDetails, Task<string>>? insert)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, Care360Json.Strict));
        var app = builder.Build();
        app.MapPost(
            Care360Routes.Appointments,
            async (ScheduleAppointmentRequest request) => Results.Ok(new Care360Message(
                StatusCodes.Status200OK, Success: true, insert is null ? request.EventTypeId : await insert(Row(request)))));
        await app.StartAsync();
        return app;
    }

    private static CalendarEventDetails Row(ScheduleAppointmentRequest request) => new()
    {
        Title = request.EventTypeId,
        Description = request.Email,
        StartTime = request.StartTime,
        EndTime = request.StartTime,
        TimeZone = request.TimeZone,
        MeetingLink = "https://example.com/meet/123",
        Location = request.Location,
    };
}
