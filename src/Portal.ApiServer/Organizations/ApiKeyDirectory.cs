using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace Portal.ApiServer.Organizations;

/// <summary>Finds a caller's organisation by its key. Keys found are remembered for a moment; unknown ones never.</summary>
internal sealed class ApiKeyDirectory(OrganizationStore store, TimeProvider time)
{
    /// <summary>How long a revoked key may still pass.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private const int LongestKey = 256;

    private readonly ConcurrentDictionary<string, Remembered> _known = new(StringComparer.Ordinal);

    /// <summary>The organisation of the header's key; null when it is missing, repeated, unknown or revoked.</summary>
    public ValueTask<string?> FindOrganizationAsync(StringValues header, string api, CancellationToken cancellationToken)
    {
        if (header.Count != 1 || header[0] is not { Length: > 0 and <= LongestKey } key)
        {
            return new ValueTask<string?>((string?)null);
        }

        var hash = ApiKey.Hash(key);
        return _known.TryGetValue(api + hash, out var known) && time.GetElapsedTime(known.Since) < Lifetime
            ? new ValueTask<string?>(known.OrganizationId)
            : new ValueTask<string?>(ReadAsync(hash, api, cancellationToken));
    }

    private async Task<string?> ReadAsync(string hash, string api, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var owner = await store.FindKeyAsync(hash, api, cancellationToken);
        if (owner is null || !ApiKey.SameHash(owner.KeyHash, hash))
        {
            _known.TryRemove(api + hash, out _);
            return null;
        }

        _known[api + hash] = new Remembered(owner.OrganizationId, since);
        return owner.OrganizationId;
    }

    private sealed record Remembered(string OrganizationId, long Since);
}
