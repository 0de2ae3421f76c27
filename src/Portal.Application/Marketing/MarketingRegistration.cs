using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.ApiClient.Sweeppea;
using Portal.Storage.Leases;

namespace Portal.Application.Marketing;

internal static class MarketingRegistration
{
    /// <summary>Turns last as long as a submission's lease.</summary>
    public static IServiceCollection AddMarketing(this IServiceCollection services)
    {
        services.TryAddSingleton<LeaseStore>();
        services.AddSingleton<ISweeppeaTurns, SweeppeaTurns>();
        services.AddSingleton<MarketingStore>();
        services.AddHostedService<MarketingSync>();
        return services;
    }
}
