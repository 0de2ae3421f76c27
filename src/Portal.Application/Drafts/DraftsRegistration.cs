using Microsoft.Extensions.DependencyInjection;

namespace Portal.Application.Drafts;

/// <summary>Registers drafts and their cleanup.</summary>
public static class DraftsRegistration
{
    /// <summary>Needs the database, Data Protection, a clock and the organisations among the services.</summary>
    public static IServiceCollection AddDrafts(this IServiceCollection services) =>
        services
            .AddSingleton<DraftStore>()
            .AddSingleton<DraftService>()
            .AddSingleton<DraftCleanup>()
            .AddHostedService(provider => provider.GetRequiredService<DraftCleanup>());
}
