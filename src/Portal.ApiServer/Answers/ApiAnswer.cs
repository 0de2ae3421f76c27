using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portal.ApiContract.Care360;

namespace Portal.ApiServer.Answers;

/// <summary>A finished answer: the HTTP status and the JSON bytes, as they are sent and, under an idempotency key, stored.</summary>
internal sealed class ApiAnswer
{
    private const string JsonContentType = "application/json; charset=utf-8";

    private readonly byte[] _body;

    private ApiAnswer(int status, byte[] body)
    {
        Status = status;
        _body = body;
    }

    public int Status { get; }

    /// <summary>Whole seconds of the <c>Retry-After</c> header; null for none.</summary>
    public int? RetryAfterSeconds { get; private init; }

    /// <summary>The more particular text of a refusal that <see cref="Refusal"/> made; null for every other answer, a stored one included.</summary>
    public string? Reason { get; private init; }

    public ReadOnlyMemory<byte> Body => _body;

    public string Json => Encoding.UTF8.GetString(_body);

    public static ApiAnswer Message(int status, string message) => Refusal(status, message, error: null);

    public static ApiAnswer Refusal(int status, string message, string? error) =>
        new(status, Serialize(new Care360Message(status, Success: false, message, error), Care360Json.Strict.Care360Message)) { Reason = error ?? message };

    public static ApiAnswer Success(string message) => new(
        StatusCodes.Status200OK,
        Serialize(new Care360Message(StatusCodes.Status200OK, Success: true, message), Care360Json.Strict.Care360Message));

    public static ApiAnswer Success<T>(string message, T data, JsonTypeInfo<Care360Data<T>> type)
        where T : class =>
        new(StatusCodes.Status200OK, Serialize(new Care360Data<T>(StatusCodes.Status200OK, Success: true, message, data), type));

    /// <summary>An answer in any envelope.</summary>
    public static ApiAnswer Of<T>(int status, T body, JsonTypeInfo<T> type) => new(status, Serialize(body, type));

    /// <summary>An answer as it was stored.</summary>
    public static ApiAnswer Stored(int status, string json) => new(status, Encoding.UTF8.GetBytes(json));

    public ApiAnswer WithRetryAfter(TimeSpan wait) =>
        new(Status, _body) { Reason = Reason, RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) };

    /// <summary>Sends the answer as the whole response.</summary>
    public Task WriteToAsync(HttpContext context)
    {
        var response = context.Response;
        WriteHeaders(response, Status, _body.Length);
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Status == StatusCodes.Status413PayloadTooLarge)
        {
            // What is left of the body is not read, so the connection cannot carry another request.
            response.Headers.Connection = "close";
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(_body, context.RequestAborted).AsTask();
    }

    /// <summary>What every answer starts with.</summary>
    internal static void WriteHeaders(HttpResponse response, int status, long length)
    {
        response.StatusCode = status;
        response.ContentType = JsonContentType;
        response.ContentLength = length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    private static byte[] Serialize<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
