using System.Net.Http.Headers;
using System.Net.Sockets;
using Portal.ApiContract.Care360.Webhooks;

namespace Portal.ApiServer.Webhooks;

/// <summary>Makes one call: POST, signed, to an allowed address, without proxy, cookies, credentials or redirects.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const string UserAgent = "Portal-Webhooks/1";

    /// <summary>Of an answer's body, to keep its connection; what is longer is cut off.</summary>
    private const int LargestAnswer = 4096;

    private const int LargestHeadersKilobytes = 16;

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly WebhookSettings _settings;
    private readonly HttpClient _client;

    public WebhookSender(WebhookSettings settings)
    {
        var connector = new WebhookConnector(settings);
        _settings = settings;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseDrainSize = LargestAnswer,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            MaxResponseHeadersLength = LargestHeadersKilobytes,

            // Neither trace headers to a stranger nor his address in our traces.
            ActivityHeadersPropagator = null,
        })
        {
            // The token is the one limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Null when the receiver answered 2xx, else a code of <see cref="WebhookProblems"/>.</summary>
    /// <param name="delivery">Where it goes.</param>
    /// <param name="body">The bytes that are signed and sent.</param>
    /// <param name="stopping">Cuts the try off; whether it arrived is then unknown.</param>
    /// <exception cref="OperationCanceledException">The try was cut off.</exception>
    public async Task<string?> SendAsync(DueDelivery delivery, byte[] body, CancellationToken stopping)
    {
        if (WebhookUrl.Read(delivery.Url, _settings.AllowsLocal) is not { } url)
        {
            return WebhookProblems.UrlNotAllowed;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(_settings.TryTimeout);
        using var request = RequestOf(delivery, url, body);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return ProblemOf((int)response.StatusCode);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return WebhookProblems.TimedOut;
        }
        catch (HttpRequestException e)
        {
            return ProblemOf(e);
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage RequestOf(DueDelivery delivery, Uri url, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation(WebhookCall.DeliveryHeader, delivery.Id);
        if (delivery.Secret is { } secret)
        {
            request.Headers.TryAddWithoutValidation(WebhookCall.SignatureHeader, WebhookSignature.Of(body, secret));
        }

        return request;
    }

    private static string? ProblemOf(int status) => status switch
    {
        >= 200 and <= 299 => null,
        >= 300 and <= 399 => WebhookProblems.Redirected,
        _ => WebhookProblems.Status(status),
    };

    private static string ProblemOf(HttpRequestException failure) => failure switch
    {
        { InnerException: AddressNotPublicException } => WebhookProblems.AddressNotPublic,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => WebhookProblems.NameNotResolved,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => WebhookProblems.TlsFailed,
        { HttpRequestError: HttpRequestError.ConnectionError } => WebhookProblems.ConnectionFailed,
        _ => WebhookProblems.NoAnswer,
    };
}
