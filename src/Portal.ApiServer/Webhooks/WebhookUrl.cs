namespace Portal.ApiServer.Webhooks;

/// <summary>Which addresses a webhook may have; which machines they lead to is seen when they are called.</summary>
internal static class WebhookUrl
{
    public const int Longest = 2000;

    /// <summary>The lowest port beside 443. Below it are mail, shells and other services that a call has no business with.</summary>
    public const int LowestPort = 1024;

    private const int HttpsPort = 443;

    /// <summary>
    /// Absolute https without credentials, on port 443 or from <see cref="LowestPort"/> [ours], at most <see cref="Longest"/> characters; null otherwise.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <param name="allowsLocal">In Development: http as well, and any port.</param>
    public static Uri? Read(string? text, bool allowsLocal) =>
        text is { Length: > 0 and <= Longest }
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (IsScheme(url, Uri.UriSchemeHttps) || (allowsLocal && IsScheme(url, Uri.UriSchemeHttp)))
        && (allowsLocal || url.Port is HttpsPort or >= LowestPort)
        && url.UserInfo.Length == 0 && url.Host.Length > 0
            ? url
            : null;

    private static bool IsScheme(Uri url, string scheme) => string.Equals(url.Scheme, scheme, StringComparison.Ordinal);
}
