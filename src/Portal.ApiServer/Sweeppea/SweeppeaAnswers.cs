using System.Text.Json.Serialization.Metadata;
using Portal.ApiContract.Sweeppea;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Sweeppea;

/// <summary>Answers in Sweeppea's envelope.</summary>
internal static class SweeppeaAnswers
{
    public static ApiAnswer MissingToken { get; } = Refuse(StatusCodes.Status401Unauthorized, SweeppeaTexts.MissingToken);

    public static ApiAnswer InvalidToken { get; } = Refuse(StatusCodes.Status403Forbidden, SweeppeaTexts.InvalidToken);

    public static ApiAnswer EventNotFound { get; } = Refuse(StatusCodes.Status404NotFound, SweeppeaTexts.EventNotFound);

    public static ApiAnswer Busy { get; } = Refuse(StatusCodes.Status503ServiceUnavailable, SweeppeaTexts.Busy).WithRetryAfter(TimeSpan.FromSeconds(1));

    public static ApiAnswer NotFound { get; } = Refuse(StatusCodes.Status404NotFound, SweeppeaTexts.NotFound);

    public static ApiAnswer MethodNotAllowed { get; } = Refuse(StatusCodes.Status405MethodNotAllowed, SweeppeaTexts.MethodNotAllowed);

    public static ApiAnswer InternalError { get; } = Refuse(StatusCodes.Status500InternalServerError, SweeppeaTexts.InternalError);

    public static ApiAnswer Refuse(int status, string message) =>
        ApiAnswer.Of(status, new SweeppeaRefusal(Response: false, message, status), SweeppeaJson.Strict.SweeppeaRefusal);

    /// <summary>400 with a reason.</summary>
    public static ApiAnswer Invalid(string message) => Refuse(StatusCodes.Status400BadRequest, message);

    public static ApiAnswer Message(string message) =>
        ApiAnswer.Of(StatusCodes.Status200OK, new SweeppeaMessage(Response: true, message), SweeppeaJson.Strict.SweeppeaMessage);

    /// <summary>A success with data; <paramref name="message"/> is null where the documents have none.</summary>
    public static ApiAnswer Data<T>(int status, string? message, T data, JsonTypeInfo<SweeppeaData<T>> type)
        where T : class =>
        ApiAnswer.Of(status, new SweeppeaData<T>(Response: true, message, data), type);

    /// <summary>What the parts that both APIs share refuse, in this envelope; every other answer as it is.</summary>
    public static ApiAnswer Of(ApiAnswer answer) => answer.Reason is { } reason ? Refuse(answer.Status, reason) : answer;
}
