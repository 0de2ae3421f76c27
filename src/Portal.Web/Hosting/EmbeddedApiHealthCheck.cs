using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Portal.Web.Hosting;

/// <summary>The embedded server runs. Without it the portal still shows its calendar, so it is degraded, not unready.</summary>
public sealed class EmbeddedApiHealthCheck(EmbeddedApiServer server) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(server.IsMissing ? HealthCheckResult.Degraded("The embedded API server is stopped.") : HealthCheckResult.Healthy());
}
