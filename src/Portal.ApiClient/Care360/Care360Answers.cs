using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Extensions;
using Portal.ApiClient.Http;
using Portal.ApiContract.Care360;

namespace Portal.ApiClient.Care360;

/// <summary>Decides what an exchange with Care360 means: by the status first, then by the contract's shape. Texts decide nothing.</summary>
internal static class Care360Answers
{
    /// <summary>The outcome of an operation whose 2xx carries <typeparamref name="T"/>.</summary>
    /// <param name="exchange">What came back.</param>
    /// <param name="type">Generated reader of the documented answer.</param>
    /// <param name="isDocumented">What the shape alone does not say of the data, for example that it says success itself.</param>
    /// <param name="now">To turn a <c>Retry-After</c> date into a wait.</param>
    public static ApiOutcome<T> Classify<T>(ApiExchange exchange, JsonTypeInfo<Care360Data<T>> type, Predicate<T> isDocumented, Instant now)
        where T : class =>
        exchange switch
        {
            ApiExchange.NotSent notSent => new ApiOutcome<T>.NeverSent(notSent.Reason),
            ApiExchange.Broken broken => new ApiOutcome<T>.Unknown(broken.Reason),
            ApiExchange.Answered { Status: HttpStatusCode.TooManyRequests } answered => new ApiOutcome<T>.Throttled(WaitOf(answered.RetryAfter, now)),
            ApiExchange.Answered answered => Accept(answered, type, isDocumented) ?? Refuse<T>(answered) ?? new ApiOutcome<T>.Unknown(Unclear(answered)),
            _ => throw new ArgumentOutOfRangeException(nameof(exchange)),
        };

    private static ApiOutcome<T>? Accept<T>(ApiExchange.Answered answered, JsonTypeInfo<Care360Data<T>> type, Predicate<T> isDocumented)
        where T : class =>
        (int)answered.Status is >= 200 and <= 299
        && Read(answered.Body, type) is { Success: true, Data: { } data } answer && answer.Status == (int)answered.Status && isDocumented(data)
            ? new ApiOutcome<T>.Accepted(data)
            : null;

    private static ApiOutcome<T>? Refuse<T>(ApiExchange.Answered answered) =>
        answered.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
            or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity
        && Read(answered.Body, Care360Json.Strict.Care360Message) is { Success: false } answer && answer.Status == (int)answered.Status
            ? new ApiOutcome<T>.Refused(answer.Status, answer.Message, answer.Error)
            : null;

    private static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair.
            return null;
        }
    }

    private static Duration? WaitOf(RetryConditionHeaderValue? retryAfter, Instant now)
    {
        var wait = retryAfter?.Delta?.ToDuration() ?? (retryAfter?.Date?.ToInstant() - now);
        return wait < Duration.Zero ? Duration.Zero : wait;
    }

    private static string Unclear(ApiExchange.Answered answered) =>
        string.Create(CultureInfo.InvariantCulture, $"The service answered {(int)answered.Status} in a form that is not documented.");
}
