namespace Portal.ApiServer.Sweeppea;

/// <summary>What the Sweeppea API needs.</summary>
internal static class SweeppeaRegistration
{
    public static IServiceCollection AddSweeppea(this IServiceCollection services) => services
        .AddSingleton<SweeppeaLimits>()
        .AddSingleton<MarketingEventStore>()
        .AddSingleton<MarketingEvents>()
        .AddSingleton<SweepstakesStore>()
        .AddSingleton<SweeppeaEndpoints>();
}
