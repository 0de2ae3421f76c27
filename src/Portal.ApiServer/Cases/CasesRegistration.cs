using Portal.ApiContract.Care360;

namespace Portal.ApiServer.Cases;

/// <summary>Reading cases.</summary>
internal static class CasesRegistration
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton<CaseReader>();
        services.AddSingleton<CaseDocuments>();
        services.AddSingleton<CasesEndpoint>();
        services.AddSingleton<CaseDetailEndpoint>();
    }

    public static void MapCases(this RouteGroupBuilder care360, IServiceProvider services)
    {
        care360.MapGet(Care360Routes.Cases, services.GetRequiredService<CasesEndpoint>().HandleAsync);
        care360.MapGet(Care360Routes.CaseDetail, services.GetRequiredService<CaseDetailEndpoint>().HandleAsync);
    }
}
