using Portal.ApiContract.Care360;

namespace Portal.ApiServer.People;

/// <summary>Reading people.</summary>
internal static class PeopleRegistration
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<UserReader>();
        services.AddSingleton<UsersEndpoint>();
    }

    public static void MapPeople(this RouteGroupBuilder care360, IServiceProvider services) =>
        care360.MapGet(Care360Routes.Users, services.GetRequiredService<UsersEndpoint>().HandleAsync);
}
