using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Application.Organizations;

namespace Portal.Application.Submissions;

internal static class SubmissionsRegistration
{
    /// <summary>Section <c>Submissions</c>; the sender and the sweeper run with the host.</summary>
    public static IServiceCollection AddSubmissions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SubmissionOptions>().Bind(configuration.GetSection(SubmissionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SubmissionOptions>, SubmissionOptionsValidator>();
        services.TryAddSingleton<OrganizationDirectory>();
        services.AddSingleton<SubmissionStore>();
        services.AddHostedService<SubmissionSender>();
        services.AddHostedService<SubmissionSweeper>();
        return services;
    }
}
