using System.Security.Cryptography;
using System.Text;

namespace Portal.Application.Webhooks;

/// <summary>The signature of a webhook call: lower-case hex of HMAC-SHA256 over the body as it came, under the UTF-8 of the secret (companion 1.8).</summary>
internal static class WebhookSignature
{
    /// <summary>Compares in constant time. False for any other spelling of the right value: the upstream's is documented.</summary>
    public static bool IsOf(ReadOnlySpan<byte> body, string secret, string? signature) =>
        signature is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))), Encoding.UTF8.GetBytes(signature));
}
