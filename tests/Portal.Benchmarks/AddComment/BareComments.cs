using System.Text.Json;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.Benchmarks.AddComment;

/// <summary>
/// What a comment is measured against: a minimal-API endpoint that parses the same body into memory, writes the decoded file to disk,
/// flushes it, and does one durable insert.
/// </summary>
internal static class BareComments
{
    public static async Task<WebApplication> StartAsync(string directory, Func<CalendarEventDetails, Task<string>> insert)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(
            "/api/v1/cases/{caseId}",
            async (HttpContext context) =>
            {
                using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
                var communication = document.RootElement.GetProperty("communication");
                var file = communication.GetProperty("attachments")[0].GetProperty("content").GetBytesFromBase64();
                await WriteAsync(Path.Combine(directory, Guid.NewGuid().ToString("N")), file);
                var id = await insert(Row(communication.GetProperty("text").GetString() ?? ""));
                await context.Response.WriteAsync($"{{\"commentId\":\"{id}\"}}");
            });
        await app.StartAsync();
        return app;
    }

    private static async Task WriteAsync(string path, byte[] file)
    {
        await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await stream.WriteAsync(file);
        stream.Flush(flushToDisk: true);
    }

    private static CalendarEventDetails Row(string text) => new()
    {
        Title = text,
        StartTime = "2026-03-11T14:00:00Z",
        EndTime = "2026-03-11T15:00:00Z",
        TimeZone = "America/New_York",
        MeetingLink = "https://example.com/meet/123",
        Location = "zoom_conference",
    };
}
