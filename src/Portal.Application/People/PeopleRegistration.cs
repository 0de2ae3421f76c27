using Microsoft.Extensions.DependencyInjection;

namespace Portal.Application.People;

/// <summary>Registers what the portal keeps about people.</summary>
public static class PeopleRegistration
{
    /// <summary>Needs the database and a time zone provider among the services.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services.AddSingleton<PreferenceStore>().AddSingleton<PreferenceService>();
}
