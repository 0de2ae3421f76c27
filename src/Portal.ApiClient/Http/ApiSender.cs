using Portal.ApiContract.Care360;

namespace Portal.ApiClient.Http;

/// <summary>Gives a request its organisation's address and key, and sends it once.</summary>
internal static class ApiSender
{
    /// <param name="http">The upstream's client.</param>
    /// <param name="request">Disposed of, sent or not.</param>
    /// <param name="find">The organisation's credentials for this upstream; throws <see cref="KeyNotFoundException"/> when there are none.</param>
    /// <param name="organizationId">Whose.</param>
    /// <param name="cancellationToken">The deadline of the call.</param>
    public static async Task<ApiExchange> SendAsync(
        HttpClient http, ApiRequest request, Func<string, ApiCredentials> find, string organizationId, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, default(Uri)) { Content = request.Content };
        if (Find(find, organizationId) is not { } credentials)
        {
            return new ApiExchange.NotSent("The organisation has no address and key for this service.");
        }

        message.RequestUri = AddressOf(credentials.BaseAddress, request.PathAndQuery);
        message.Options.Set(ApiCredentialsHandler.Credentials, credentials);
        if (request.IdempotencyKey is { } key)
        {
            message.Headers.Add(Care360Routes.IdempotencyKeyHeader, key);
        }

        return await ApiTransport.SendAsync(http, message, request.LargestAnswer, cancellationToken);
    }

    private static Uri AddressOf(Uri baseAddress, string pathAndQuery) => new(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + pathAndQuery);

    private static ApiCredentials? Find(Func<string, ApiCredentials> find, string organizationId)
    {
        try
        {
            return find(organizationId);
        }
        catch (KeyNotFoundException)
        {
            // Taken out of the configuration between the submit and the send.
            return null;
        }
    }
}
