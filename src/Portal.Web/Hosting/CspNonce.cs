using System.Security.Cryptography;

namespace Portal.Web.Hosting;

/// <summary>This request's nonce for an inline script in the document's head. The policy names it only if it was asked for.</summary>
public sealed class CspNonce
{
    private string? _value;

    /// <summary>128 random bits, base64.</summary>
    public string Value => _value ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    internal bool IsUsed => _value is not null;
}
