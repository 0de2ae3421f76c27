using System.Security.Cryptography;
using System.Text;

namespace Portal.ApiServer.Organizations;

/// <summary>An organisation's key: what is made, and what is kept of it.</summary>
internal static class ApiKey
{
    private const int RandomBytes = 32;

    /// <summary>A new key: 256 random bits, URL-safe. It is shown once and stored nowhere.</summary>
    public static string Create() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>SHA-256 in lower-case hexadecimal. Unsalted on purpose: the key is random, and the hash is what it is looked up by.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Compares two hashes in constant time.</summary>
    public static bool SameHash(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));
}
