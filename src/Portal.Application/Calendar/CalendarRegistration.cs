using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Application.Cases;
using Portal.Application.Organizations;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Leases;

namespace Portal.Application.Calendar;

internal static class CalendarRegistration
{
    /// <summary>Section <c>Sync</c>; the sync runs with the host.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SyncOptions>().Bind(configuration.GetSection(SyncOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SyncOptions>, SyncOptionsValidator>();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(DateTimeZoneProviders.Tzdb);
        services.TryAddSingleton<LeaseStore>();
        services.AddSingleton<CalendarStore>();
        services.AddSingleton<ViewStore>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton(provider => CreateSyncStore(provider, SyncStore.Care360));
        services.AddKeyedSingleton(SyncStore.Sweeppea, (provider, _) => CreateSyncStore(provider, SyncStore.Sweeppea));
        services.AddSingleton<NewCaseEventValidator>();
        services.AddSingleton<CaseEventSubmissions>();
        services.AddSingleton<CaseEventMoves>();
        services.AddSingleton<Cancellations>();
        services.AddSingleton(provider => new CalendarService(
            provider.GetRequiredService<CalendarStore>(),
            provider.GetRequiredService<ViewStore>(),
            provider.GetRequiredService<SubmissionStore>(),
            provider.GetRequiredService<CaseStore>(),
            provider.GetRequiredService<SyncStore>(),
            provider.GetRequiredKeyedService<SyncStore>(SyncStore.Sweeppea),
            provider.GetRequiredService<CaseEventSubmissions>(),
            provider.GetRequiredService<CaseEventMoves>(),
            provider.GetRequiredService<Cancellations>(),
            provider.GetRequiredService<OrganizationDirectory>(),
            provider.GetRequiredService<IOptions<SubmissionOptions>>()));
        services.AddSingleton<CalendarChanges>();
        services.AddHostedService<CalendarSync>();
        return services;
    }

    private static SyncStore CreateSyncStore(IServiceProvider provider, string source) =>
        new(provider.GetRequiredService<Database>(), provider.GetRequiredService<SubmissionStore>(), source);
}
