namespace Portal.ApiClient.Http;

/// <summary>Adds the organisation's key to a request, as late as possible: nothing before this handler holds it.</summary>
/// <param name="header">The header that carries the key.</param>
/// <param name="scheme">What stands before the key in it, with its blank; empty where the key stands alone.</param>
internal sealed class ApiCredentialsHandler(string header, string scheme) : DelegatingHandler
{
    /// <summary>Whose key to add; set by the typed client.</summary>
    public static readonly HttpRequestOptionsKey<ApiCredentials> Credentials = new("Portal.ApiClient.Credentials");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Credentials, out var credentials))
        {
            throw new InvalidOperationException("The request names no organisation.");
        }

        request.Headers.Add(header, scheme + credentials.Key);
        return base.SendAsync(request, cancellationToken);
    }
}
