using Portal.ApiContract.Care360;

namespace Portal.ApiServer.Answers;

/// <summary>The answers that never vary, made once.</summary>
internal static class FixedAnswers
{
    public static ApiAnswer InvalidKey { get; } = ApiAnswer.Message(StatusCodes.Status401Unauthorized, Care360Texts.InvalidKey);

    public static ApiAnswer Unauthorized { get; } = ApiAnswer.Message(StatusCodes.Status401Unauthorized, Care360Texts.Unauthorized);

    public static ApiAnswer InvalidAction { get; } = Invalid(Care360Texts.InvalidAction);

    public static ApiAnswer CaseNotFound { get; } =
        ApiAnswer.Refusal(StatusCodes.Status404NotFound, Care360Texts.InvalidRequest, Care360Texts.CaseNotFound);

    public static ApiAnswer TimeValidationFailed { get; } =
        ApiAnswer.Message(StatusCodes.Status422UnprocessableEntity, Care360Texts.TimeValidationFailed);

    public static ApiAnswer BodyTooLarge { get; } =
        ApiAnswer.Refusal(StatusCodes.Status413PayloadTooLarge, Care360Texts.InvalidRequest, Care360Texts.BodyTooLarge);

    public static ApiAnswer MalformedRequest { get; } = Invalid(Care360Texts.MalformedRequest);

    public static ApiAnswer RateLimitExceeded { get; } =
        ApiAnswer.Message(StatusCodes.Status429TooManyRequests, Care360Texts.RateLimitExceeded);

    public static ApiAnswer NotFound { get; } = ApiAnswer.Message(StatusCodes.Status404NotFound, Care360Texts.NotFound);

    public static ApiAnswer MethodNotAllowed { get; } =
        ApiAnswer.Message(StatusCodes.Status405MethodNotAllowed, Care360Texts.MethodNotAllowed);

    public static ApiAnswer InternalError { get; } =
        ApiAnswer.Message(StatusCodes.Status500InternalServerError, Care360Texts.InternalError);

    /// <summary>400 <c>Invalid request</c> with a reason.</summary>
    public static ApiAnswer Invalid(string error) => ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, error);
}
