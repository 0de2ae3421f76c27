using Microsoft.Extensions.Primitives;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Idempotency;

/// <summary>A request under an <c>Idempotency-Key</c>.</summary>
/// <param name="Key">1-255 visible ASCII characters, unique per organisation.</param>
/// <param name="Hash">SHA-256 of method, path and body bytes, in lower-case hexadecimal.</param>
internal sealed record IdempotentRequest(string Key, string Hash)
{
    private const int LongestKey = 255;

    /// <summary>Whether the header is absent or well formed; the answer that refuses it otherwise.</summary>
    public static ApiAnswer? Refuse(StringValues header) => header.Count switch
    {
        0 => null,
        1 when header[0] is { Length: > 0 and <= LongestKey } key && !key.AsSpan().ContainsAnyExceptInRange('!', '~') => null,
        _ => FixedAnswers.Invalid(Care360Texts.MalformedIdempotencyKey),
    };

    /// <summary>The request's key bound to its content; null without a key.</summary>
    public static IdempotentRequest? Of(HttpRequest request, byte[] body)
    {
        using var hash = RequestHash.Start(request);
        hash?.Append(body);
        return hash?.Finish();
    }
}
