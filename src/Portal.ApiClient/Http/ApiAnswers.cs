using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Extensions;

namespace Portal.ApiClient.Http;

/// <summary>A refusal as the upstream words it.</summary>
internal sealed record ApiRefusal(string Message, string? Error);

/// <summary>Decides what an exchange means: by the status first, then by the contract's shape. Texts decide nothing.</summary>
internal static class ApiAnswers
{
    /// <param name="exchange">What came back.</param>
    /// <param name="readAccepted">What a 2xx says, null unless it has the operation's documented shape.</param>
    /// <param name="readRefusal">What a refusal says, null unless it has the upstream's documented shape.</param>
    /// <param name="now">To turn a <c>Retry-After</c> date into a wait.</param>
    public static ApiOutcome<T> Classify<T>(
        ApiExchange exchange, Func<ApiExchange.Answered, T?> readAccepted, Func<ApiExchange.Answered, ApiRefusal?> readRefusal, Instant now)
        where T : class =>
        exchange switch
        {
            ApiExchange.NotSent notSent => new ApiOutcome<T>.NeverSent(notSent.Reason),
            ApiExchange.Broken broken => new ApiOutcome<T>.Unknown(broken.Reason),
            ApiExchange.Answered { Status: HttpStatusCode.TooManyRequests } answered => Throttle<T>(answered, now),
            ApiExchange.Answered { IsSuccess: true } answered when readAccepted(answered) is { } value => new ApiOutcome<T>.Accepted(value),
            ApiExchange.Answered answered when IsRefusal(answered.Status) && readRefusal(answered) is { } refusal =>
                new ApiOutcome<T>.Refused((int)answered.Status, refusal.Message, refusal.Error),
            ApiExchange.Answered answered => new ApiOutcome<T>.Unknown(Unclear(answered)),
            _ => throw new ArgumentOutOfRangeException(nameof(exchange)),
        };

    /// <summary>Nothing was done; the wait is the upstream's wish, where it names one.</summary>
    public static ApiOutcome<T> Throttle<T>(ApiExchange.Answered answered, Instant now) => new ApiOutcome<T>.Throttled(WaitOf(answered.RetryAfter, now));

    /// <summary>The body read strictly; null when it is not the type's JSON.</summary>
    public static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return null;
        }
    }

    /// <summary>What a reader throws at a body that is not as documented. InvalidOperationException: half of a surrogate pair, or another kind of member.</summary>
    public static bool IsUnreadable(Exception e) => e is JsonException or InvalidOperationException;

    private static bool IsRefusal(HttpStatusCode status) => status
        is HttpStatusCode.BadRequest
        or HttpStatusCode.Unauthorized
        or HttpStatusCode.Forbidden
        or HttpStatusCode.NotFound
        or HttpStatusCode.RequestEntityTooLarge
        or HttpStatusCode.UnprocessableEntity;

    private static Duration? WaitOf(RetryConditionHeaderValue? retryAfter, Instant now)
    {
        var wait = retryAfter?.Delta?.ToDuration() ?? (retryAfter?.Date?.ToInstant() - now);
        return wait < Duration.Zero ? Duration.Zero : wait;
    }

    private static string Unclear(ApiExchange.Answered answered) =>
        string.Create(CultureInfo.InvariantCulture, $"The service answered {(int)answered.Status} in a form that is not documented.");
}
