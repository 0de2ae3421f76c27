using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.ApiClient;

namespace Portal.Application.Organizations;

/// <summary>Registers the organisations of section <c>Organizations</c>.</summary>
public static class OrganizationsRegistration
{
    /// <summary>Needs <see cref="BackendOptions"/>, <see cref="EmbeddedAddress"/>, a time zone provider and the configuration among the services.</summary>
    public static IServiceCollection AddOrganizations(this IServiceCollection services)
    {
        services.AddOptions();
        services.AddSingleton<IConfigureOptions<OrganizationsOptions>, OrganizationsSetup>();
        services.AddSingleton<IValidateOptions<OrganizationsOptions>, OrganizationsValidator>();
        services.AddSingleton<IOptionsFactory<OrganizationsOptions>, LastGoodOrganizations>();
        services.AddSingleton<IOptionsChangeTokenSource<OrganizationsOptions>>(provider => provider.GetRequiredService<EmbeddedAddress>());
        services.AddSingleton<IOptionsChangeTokenSource<OrganizationsOptions>>(provider =>
            new ConfigurationChangeTokenSource<OrganizationsOptions>(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<OrganizationDirectory>();
        services.TryAddSingleton<IApiCredentialsSource>(provider => provider.GetRequiredService<OrganizationDirectory>());
        return services;
    }
}
