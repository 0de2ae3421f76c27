using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Portal.ApiClient.Http;

/// <summary>What came of sending one request: an answer read to its end, or why there is none.</summary>
internal abstract record ApiExchange
{
    private ApiExchange()
    {
    }

    /// <summary>A complete answer.</summary>
    public sealed record Answered(HttpStatusCode Status, RetryConditionHeaderValue? RetryAfter, byte[] Body) : ApiExchange
    {
        public bool IsSuccess => (int)Status is >= 200 and <= 299;
    }

    /// <summary>The upstream provably did not get the request.</summary>
    public sealed record NotSent(string Reason) : ApiExchange;

    /// <summary>Part of it may have arrived, and no complete answer came.</summary>
    public sealed record Broken(string Reason) : ApiExchange;
}

/// <summary>
/// Sends one request, once, and turns every fault of the way into an <see cref="ApiExchange"/>. Only a GET may reach the upstream up to four
/// times, where connections close unanswered: the transport asks again, as RFC 9110 9.2.2 allows for what has no effect.
/// </summary>
internal static class ApiTransport
{
    /// <summary>The largest answer that is read, in bytes, where one thing is answered.</summary>
    public const int LargestAnswer = 1024 * 1024;

    /// <summary>
    /// The largest list that is read, in bytes. The vendors' lists have no pages: a calendar of 400 days comes in one answer, up to 5 KB a row,
    /// and a case comes with all of its comments.
    /// </summary>
    public const int LargestList = 32 * LargestAnswer;

    /// <summary>
    /// The transport's kind of error alone does not decide: a request with a body is "not sent" only while its body has not been begun, and
    /// then it is, whatever failed. Without a body (GET) the kinds of error that come before any byte decide.
    /// </summary>
    public static async Task<ApiExchange> SendAsync(HttpClient http, HttpRequestMessage request, int largestAnswer, CancellationToken cancellationToken)
    {
        try
        {
            // The client's own limit holds for every call alike; this one is the call's.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await response.Content.LoadIntoBufferAsync(largestAnswer, cancellationToken);
            return new ApiExchange.Answered(
                response.StatusCode, response.Headers.RetryAfter, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException e)
        {
            var reason = e.InnerException is RequestBodyException body ? body.Message : ReasonOf(e.HttpRequestError);
            return IsBegun(request) ?? !IsBeforeSending(e.HttpRequestError) ? new ApiExchange.Broken(reason) : new ApiExchange.NotSent(reason);
        }
        catch (OperationCanceledException)
        {
            return IsBegun(request) ?? true
                ? new ApiExchange.Broken("No complete answer came in time.")
                : new ApiExchange.NotSent("No connection was made in time.");
        }
        catch (SocketException)
        {
            // A connection reset at once: the transport looks at its other end before it uses it, and lets this error through as it is.
            return IsBegun(request) == true
                ? new ApiExchange.Broken("The connection broke.")
                : new ApiExchange.NotSent("No connection to the service could be made.");
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            // FormatException: a key that no header can carry. Its text quotes the key.
            return IsBegun(request) ?? e is IOException
                ? new ApiExchange.Broken("The connection broke.")
                : new ApiExchange.NotSent("The request could not be formed from the configuration.");
        }
    }

    /// <summary>Whether the body was begun; null for a request without one.</summary>
    private static bool? IsBegun(HttpRequestMessage request) => request.Content is ApiRequestContent content ? content.IsStarted : null;

    private static bool IsBeforeSending(HttpRequestError error) => error
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static string ReasonOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "The service's host name was not found.",
        HttpRequestError.ConnectionError => "No connection to the service could be made.",
        HttpRequestError.SecureConnectionError => "No secure connection to the service could be made.",
        HttpRequestError.ProxyTunnelError => "The proxy let no connection through.",
        HttpRequestError.ConfigurationLimitExceeded => "The answer was larger than allowed.",
        HttpRequestError.ResponseEnded => "The connection ended before the answer was complete.",
        HttpRequestError.InvalidResponse => "The answer was not HTTP.",
        _ => "The connection broke.",
    };
}
