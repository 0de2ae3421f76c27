using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Portal.ApiClient.Care360;
using Portal.ApiClient.Http;
using Portal.ApiContract.Care360;

namespace Portal.ApiClient;

/// <summary>Registers the typed clients.</summary>
public static class ApiClientRegistration
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Adds <see cref="ICare360Api"/>. Needs an <see cref="IApiCredentialsSource"/>. The deadline of a call is its cancellation token;
    /// no call is sent twice, so no resilience handler belongs here.
    /// </summary>
    public static IServiceCollection AddPortalApiClients(this IServiceCollection services)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddHttpClient<ICare360Api, Care360Client>(Configure)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .AddHttpMessageHandler(() => new ApiCredentialsHandler(Care360Routes.ApiKeyHeader))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // The factory's own log lines hold addresses with case ids and e-mail addresses.
            .RemoveAllLoggers();
        return services;
    }

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
