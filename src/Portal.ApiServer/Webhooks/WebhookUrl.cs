namespace Portal.ApiServer.Webhooks;

/// <summary>Which addresses a webhook may have; which machines they lead to is seen when they are called.</summary>
internal static class WebhookUrl
{
    public const int Longest = 2000;

    /// <summary>Absolute https without credentials, at most <see cref="Longest"/> characters; null otherwise.</summary>
    /// <param name="text">The address.</param>
    /// <param name="allowsHttp">In Development: http as well.</param>
    public static Uri? Read(string? text, bool allowsHttp) =>
        text is { Length: > 0 and <= Longest }
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (IsScheme(url, Uri.UriSchemeHttps) || (allowsHttp && IsScheme(url, Uri.UriSchemeHttp)))
        && url.UserInfo.Length == 0 && url.Host.Length > 0
            ? url
            : null;

    private static bool IsScheme(Uri url, string scheme) => string.Equals(url.Scheme, scheme, StringComparison.Ordinal);
}
