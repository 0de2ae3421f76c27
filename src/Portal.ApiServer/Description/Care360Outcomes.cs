using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Description;

/// <summary>Parameters and answers that Care360's operations share. Those marked [ours] are not the vendor's.</summary>
internal static class Care360Outcomes
{
    public static ApiParameter IdempotencyKey { get; } = new(
        Care360Routes.IdempotencyKeyHeader,
        "Our extension. 1 to 255 visible ASCII characters, kept 24 hours per organisation: the same request again gets the stored answer.")
    {
        IsHeader = true,
    };

    public static ApiOutcome InvalidKey { get; } = ApiOutcome.Of("Missing or unknown key", FixedAnswers.InvalidKey);

    public static ApiOutcome Unauthorized { get; } = ApiOutcome.Of("Missing or unknown key", FixedAnswers.Unauthorized);

    public static ApiOutcome TooMany { get; } =
        ApiOutcome.Of("More calls than the limit lets through", FixedAnswers.RateLimitExceeded) with { HasRetryAfter = true };

    public static ApiOutcome CaseNotFound { get; } =
        ApiOutcome.Of("No such case, or caseId is no UUID", FixedAnswers.CaseNotFound);

    public static ApiOutcome NotJson { get; } = Invalid("The body is not JSON [ours]", Care360Texts.NotJson);

    public static ApiOutcome TooLarge { get; } = ApiOutcome.Of("The body, a file or their number is over the limit [ours]", FixedAnswers.BodyTooLarge);

    public static ApiOutcome InternalError { get; } = ApiOutcome.Of("A fault of the server", FixedAnswers.InternalError);

    public static ApiOutcome MalformedIdempotencyKey { get; } = Invalid("Idempotency-Key is malformed [ours]", Care360Texts.MalformedIdempotencyKey);

    public static ApiOutcome IdempotencyKeyInFlight { get; } = Refusal(
        StatusCodes.Status409Conflict, "A request with this Idempotency-Key is in progress [ours]", Care360Texts.IdempotencyKeyInFlight);

    public static ApiOutcome IdempotencyKeyReused { get; } = Refusal(
        StatusCodes.Status422UnprocessableEntity, "Idempotency-Key was used for another request [ours]", Care360Texts.IdempotencyKeyReused);

    /// <summary>200 in the envelope with data.</summary>
    public static ApiOutcome Success<T>(string when, string message, string data)
        where T : class =>
        new(StatusCodes.Status200OK, when, typeof(Care360Data<T>), $$"""{"status":200,"success":true,"message":"{{message}}","data":{{data}}}""");

    /// <summary>200 in the envelope without data.</summary>
    public static ApiOutcome Success(string when, string message) => new(
        StatusCodes.Status200OK,
        when,
        typeof(Care360Message),
        JsonSerializer.Serialize(new Care360Message(StatusCodes.Status200OK, Success: true, message), Care360Json.Strict.Care360Message));

    /// <summary>400 <c>Invalid request</c>.</summary>
    public static ApiOutcome Invalid(string when, string error) => ApiOutcome.Of(when, FixedAnswers.Invalid(error));

    /// <summary><c>Invalid request</c> with another status.</summary>
    public static ApiOutcome Refusal(int status, string when, string error) =>
        ApiOutcome.Of(when, ApiAnswer.Refusal(status, Care360Texts.InvalidRequest, error));
}
