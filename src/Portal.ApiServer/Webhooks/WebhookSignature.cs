using System.Security.Cryptography;
using System.Text;

namespace Portal.ApiServer.Webhooks;

/// <summary>The signature of a call (companion 1.8).</summary>
internal static class WebhookSignature
{
    /// <summary>Lower-case hexadecimal HMAC-SHA256 of the body's bytes under the secret in UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
