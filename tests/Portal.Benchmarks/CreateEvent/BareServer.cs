using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.Benchmarks.CreateEvent;

/// <summary>What the server is measured against: a minimal-API endpoint that parses the same body and answers, with one insert before or none.</summary>
internal static class BareServer
{
    /// <summary>Starts the endpoint; <paramref name="insert"/> null only parses.</summary>
    public static async Task<WebApplication> StartAsync(Func<CalendarEventDetails, Task<string>>? insert)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, Care360Json.Strict));
        var app = builder.Build();
        app.MapPost(
            "/api/v1/cases/{caseId}",
            async (string caseId, CreateCalendarEventRequest request) => Results.Ok(new Care360Data<CreatedCalendarEvent>(
                StatusCodes.Status200OK,
                Success: true,
                caseId,
                new CreatedCalendarEvent(Success: true, insert is null ? request.Calendar.Title : await insert(request.Calendar)))));
        await app.StartAsync();
        return app;
    }
}
