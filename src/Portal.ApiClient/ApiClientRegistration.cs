using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Portal.ApiClient.Care360;
using Portal.ApiClient.Http;
using Portal.ApiClient.Sweeppea;
using Portal.ApiContract.Care360;

namespace Portal.ApiClient;

/// <summary>Registers the typed clients.</summary>
public static class ApiClientRegistration
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Adds <see cref="ICare360Api"/> and <see cref="ISweeppeaApi"/>. Needs an <see cref="IApiCredentialsSource"/>, and <see cref="ISweeppeaTurns"/>
    /// for Sweeppea. The deadline of a call is its cancellation token; no call is sent twice, so no resilience handler belongs here.
    /// </summary>
    public static IServiceCollection AddPortalApiClients(this IServiceCollection services)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        AddHandlers(services.AddHttpClient<ICare360Api, Care360Client>(Configure), Care360Routes.ApiKeyHeader, scheme: "");
        AddHandlers(services.AddHttpClient<ISweeppeaApi, SweeppeaClient>(Configure), HeaderNames.Authorization, scheme: "Bearer ");
        return services;
    }

    private static void AddHandlers(IHttpClientBuilder client, string header, string scheme) => client
        .ConfigurePrimaryHttpMessageHandler(CreateHandler)
        .AddHttpMessageHandler(() => new ApiCredentialsHandler(header, scheme))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

        // The factory's own log lines hold addresses with case ids and e-mail addresses.
        .RemoveAllLoggers();

    private static void Configure(HttpClient http) => http.Timeout = Timeout.InfiniteTimeSpan;

    /// <summary>The handler lives as long as the process; its connections do not, so that a changed DNS entry is seen.</summary>
    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
        UseProxy = false,
    };
}
