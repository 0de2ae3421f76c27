using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Portal.ApiContract.Care360.Cases;

namespace Portal.ApiServer.Attachments;

/// <summary>
/// Addresses that let whoever has them read one attachment for 15 minutes:
/// <c>{origin}/attachments/{organizationId}/{attachmentId}?expires=…&amp;signature=…</c> [ours]. <c>expires</c> is in seconds since 1970 UTC.
/// </summary>
internal sealed class AttachmentLinks(ServerKeyStore keys, AttachmentSettings settings, IClock clock)
{
    public const string Route = "/attachments/{organizationId}/{attachmentId}";
    public const string ExpiresParameter = "expires";
    public const string SignatureParameter = "signature";

    private const string KeyName = "attachment-links";

    private static readonly Duration Lifetime = Duration.FromMinutes(15);

    private byte[]? _key;

    /// <summary>Makes links for one answer, all of which expire at the same time.</summary>
    public async Task<LinkForm> ForAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(cancellationToken);
        var origin = settings.PublicOrigin ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
        var expires = (clock.GetCurrentInstant() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new LinkForm(file =>
            $"{origin}/attachments/{Uri.EscapeDataString(file.OrganizationId)}/{file.Id}"
            + $"?{ExpiresParameter}={expires}&{SignatureParameter}={Base64Url.EncodeToString(Sign(key, file.OrganizationId, file.Id, expires))}");
    }

    /// <summary>Whether this database's servers made the link, and it has not expired.</summary>
    public async Task<bool> IsValidAsync(string organizationId, string attachmentId, string expires, string signature, CancellationToken cancellationToken)
    {
        var expected = Sign(await KeyAsync(cancellationToken), organizationId, attachmentId, expires);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Base64Url.EncodeToUtf8(expected))
            && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds > clock.GetCurrentInstant().ToUnixTimeSeconds();
    }

    private static byte[] Sign(byte[] key, string organizationId, string attachmentId, string expires) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{organizationId}\n{attachmentId}\n{expires}"));

    private async ValueTask<byte[]> KeyAsync(CancellationToken cancellationToken) =>
        _key ??= await keys.GetOrCreateAsync(KeyName, cancellationToken);
}

/// <summary>Gives every attachment of an answer its <c>url</c>.</summary>
internal sealed class LinkForm(Func<AttachmentFile, string> link) : IAttachmentForm
{
    public CaseAttachment Complete(CaseAttachment metadata, AttachmentFile file) => metadata with { Url = link(file) };
}
