using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.ApiContract.Care360.Webhooks;
using Portal.Application.Webhooks;
using Portal.Web.Components;

namespace Portal.Web.Webhooks;

/// <summary>
/// <c>POST /webhooks/care360/{organizationId}</c>: for machines, which have neither cookie nor Origin and prove themselves by a signature.
/// Answers have no body: 200, 400 no JSON, 401 not signed, 404 not expected here, 413 too large, 429 too many, 503 not stored.
/// </summary>
public static class WebhookEndpoint
{
    private const string RateLimit = "webhooks";
    private const int LargestBodyBytes = 1024 * 1024;

    /// <summary>Calls at once, and calls a second in the long run, of one sender for one organisation: an import upstream may call for each of its cases.</summary>
    private const int Burst = 600;
    private const int PerSecond = 10;

    public static IServiceCollection AddPortalWebhooks(this IServiceCollection services) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(RateLimit, Partition);
            limiter.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var pause))
                {
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };
        });

    /// <summary>Needs the rate limiter in the pipeline.</summary>
    public static void MapPortalWebhooks(this WebApplication app) =>
        app.MapPost("/webhooks/care360/{organizationId}", ReceiveAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(RateLimit)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBodyBytes));

    private static async Task<StatusCodeHttpResult> ReceiveAsync(
        string organizationId, HttpRequest request, WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        if (!receiver.Expects(organizationId))
        {
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        }

        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            var signature = request.Headers[WebhookCall.SignatureHeader] is [{ } only] ? only : null;
            return TypedResults.StatusCode(StatusOf(await receiver.ReceiveAsync(organizationId, body.GetBuffer().AsMemory(0, (int)body.Length), signature, cancellationToken)));
        }
        catch (BadHttpRequestException e)
        {
            return TypedResults.StatusCode(e.StatusCode);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static int StatusOf(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Accepted => StatusCodes.Status200OK,
        WebhookOutcome.NotAnEvent => StatusCodes.Status400BadRequest,
        WebhookOutcome.NotSigned => StatusCodes.Status401Unauthorized,
        WebhookOutcome.NotExpected => StatusCodes.Status404NotFound,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>By the sender's address as well, so that a stranger who knows the address of an organisation cannot use up its calls. All unknown ids are one.</summary>
    private static RateLimitPartition<string> Partition(HttpContext context)
    {
        var id = context.GetRouteValue("organizationId") as string ?? "";
        var expected = context.RequestServices.GetRequiredService<WebhookReceiver>().Expects(id) ? id : "";
        return RateLimitPartition.GetTokenBucketLimiter(
            $"{expected} {context.Connection.RemoteIpAddress}",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            });
    }
}
