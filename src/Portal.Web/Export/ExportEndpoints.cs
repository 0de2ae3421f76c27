using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Application.Export;
using Portal.Web.Components;
using Portal.Web.SignIn;

namespace Portal.Web.Export;

/// <summary>
/// <c>GET /calendar/events/{id}.ics</c> for the signed-in person, and <c>GET /feeds/{token}.ics</c> for calendar programs, which have nothing but
/// the token. 404 for what is not there or not theirs, 429 for too many, 503 while the database does not answer.
/// </summary>
public static class ExportEndpoints
{
    private const string RateLimit = "feeds";
    private const int FeedsPerMinute = 60;

    public static IServiceCollection AddPortalExport(this IServiceCollection services) =>
        services.AddRateLimiter(limiter => limiter.AddPolicy(RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = FeedsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })));

    /// <summary>Needs the rate limiter and authorization in the pipeline.</summary>
    public static void MapPortalExport(this WebApplication app)
    {
        app.MapGet("/calendar/events/{id}.ics", ReadEventAsync);
        app.MapGet("/feeds/{token}.ics", ReadFeedAsync).AllowAnonymous().RequireRateLimiting(RateLimit);
    }

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> ReadEventAsync(
        string id, HttpContext context, FeedService feeds, CancellationToken cancellationToken) =>
        AnswerAsync("event.ics", PortalClaims.CallerOf(context.User) is { } caller ? () => feeds.ReadEventAsync(caller, id, cancellationToken) : () => Task.FromResult<string?>(null));

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> ReadFeedAsync(string token, FeedService feeds, CancellationToken cancellationToken) =>
        AnswerAsync("calendar.ics", () => feeds.ReadAsync(token, cancellationToken));

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> AnswerAsync(string name, Func<Task<string?>> read)
    {
        try
        {
            return await read() is { } text
                ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(text), $"{ICalendarWriter.MediaType}; charset=utf-8", name)
                : TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
