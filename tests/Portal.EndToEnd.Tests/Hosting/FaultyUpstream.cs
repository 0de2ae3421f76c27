using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>Stands between a portal and its API and passes everything on, except what a test makes go wrong.</summary>
public sealed class FaultyUpstream : IAsyncDisposable
{
    private const string Book = "/api/v1/calendar/appointments";
    private const string Availability = "/api/v1/calendar/provider-availability";

    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private Func<HttpContext, Task>? _nextBooking;
    private int _bookings;

    private FaultyUpstream(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Where requests are passed on to.</summary>
    public string Target { get; set; } = "";

    /// <summary>The service lists event types, but no slots.</summary>
    public bool ListsNoSlots { get; set; }

    /// <summary>How often a booking arrived.</summary>
    public int Bookings => _bookings;

    public static async Task<FaultyUpstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var upstream = new FaultyUpstream(app);
        app.Run(upstream.HandleAsync);
        await app.StartAsync();
        return upstream;
    }

    /// <summary>A portal on its own embedded API behind this; the API is not known to honour the idempotency key, as the vendor's is not.</summary>
    public async Task<PortalServer> StartPortalAsync(params string[] settings)
    {
        var server = await PortalServer.StartAsync(
            ["--Organizations:northside:Care360:BaseAddress=" + Url, "--Organizations:northside:Care360:HonoursIdempotencyKey=false", .. settings]);
        Target = server.ApiUrl;
        return server;
    }

    /// <summary>The next booking is answered with 429.</summary>
    public void ThrottleNextBooking(int seconds) => _nextBooking = async context =>
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(new { status = 429, success = false, message = "Rate limit exceeded" });
    };

    /// <summary>The next booking is read in full and done, and its answer is lost.</summary>
    public void CutNextBookingAfterDoingIt() => _nextBooking = async context =>
    {
        using var answer = await SendAsync(context);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        context.Abort();
    };

    /// <summary>The next booking is read in full and forgotten.</summary>
    public void CutNextBooking() => _nextBooking = async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Abort();
    };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path == Book)
        {
            Interlocked.Increment(ref _bookings);
            if (Interlocked.Exchange(ref _nextBooking, null) is { } fault)
            {
                await fault(context);
                return;
            }
        }

        if (ListsNoSlots && context.Request.Path == Availability && context.Request.Query.ContainsKey("start_time"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsJsonAsync(new { status = 403, success = false, message = "Permission denied!" });
            return;
        }

        using var answer = await SendAsync(context);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = retryAfter.ToString();
        }

        await answer.Content.CopyToAsync(context.Response.Body);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), Target + context.Request.Path + context.Request.QueryString);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType ?? "application/json");
        }

        foreach (var header in new[] { "cv-api-key", "Idempotency-Key" })
        {
            if (context.Request.Headers.TryGetValue(header, out var value))
            {
                request.Headers.TryAddWithoutValidation(header, value.ToString());
            }
        }

        return await _client.SendAsync(request);
    }
}
