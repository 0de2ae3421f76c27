using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Portal.Web.Hosting;

/// <summary>What a load balancer asks: is the process alive, and may it have requests.</summary>
public static class HealthEndpoints
{
    public const string Root = "/health";

    private const string ReadyTag = "ready";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static void AddPortalHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", tags: [ReadyTag], timeout: Limit)
            .AddCheck<EmbeddedApiHealthCheck>("embedded-api", tags: [ReadyTag], timeout: Limit);

    /// <summary><c>/health/live</c> asks nothing; <c>/health/ready</c> is 503 without the database, and 200 "Degraded" without the embedded server.</summary>
    public static void MapPortalHealth(this WebApplication app)
    {
        app.MapHealthChecks($"{Root}/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks($"{Root}/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag) }).AllowAnonymous();
    }
}
