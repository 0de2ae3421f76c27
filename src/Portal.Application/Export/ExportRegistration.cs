using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Application.Export;

internal static class ExportRegistration
{
    /// <summary>Section <c>Feeds</c>.</summary>
    public static IServiceCollection AddExport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeedOptions>().Bind(configuration.GetSection(FeedOptions.Section));
        return services.AddSingleton<FeedStore>().AddSingleton<FeedService>();
    }
}
