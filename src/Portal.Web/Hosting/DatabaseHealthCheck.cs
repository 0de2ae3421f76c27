using System.Data.Common;
using System.Reflection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Application.Drafts;
using Portal.Storage;

namespace Portal.Web.Hosting;

/// <summary>The portal's database answers and has the portal's tables.</summary>
public sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    private static readonly Assembly Application = typeof(DraftStore).Assembly;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.PingAsync(Application, cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database is not migrated.");
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", e);
        }
    }
}
