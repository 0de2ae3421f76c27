using System.Security.Cryptography;
using System.Text;
using Portal.ApiContract.Care360;

namespace Portal.ApiServer.Idempotency;

/// <summary>Binds an idempotency key to a request whose body is hashed as it passes.</summary>
internal sealed class RequestHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string _key;

    private RequestHash(string key) => _key = key;

    /// <summary>Begins with method and path; null without a key.</summary>
    public static RequestHash? Start(HttpRequest request)
    {
        if (request.Headers[Care360Routes.IdempotencyKeyHeader] is not [{ } key])
        {
            return null;
        }

        var hash = new RequestHash(key);
        hash.Append(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value}\n"));
        return hash;
    }

    /// <summary>Adds the next bytes of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public IdempotentRequest Finish() => new(_key, Convert.ToHexStringLower(_hash.GetHashAndReset()));

    public void Dispose() => _hash.Dispose();
}
