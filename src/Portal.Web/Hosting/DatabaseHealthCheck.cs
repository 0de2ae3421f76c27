using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Application.Drafts;
using Portal.Storage;

namespace Portal.Web.Hosting;

/// <summary>The portal's database answers and has the portal's tables.</summary>
public sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    private static readonly string? ApplicationSet = typeof(DraftStore).Assembly.GetName().Name;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var applied = await database.ReadAsync(
                connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(
                    "SELECT count(*) FROM schema_migrations WHERE set_name = @ApplicationSet", new { ApplicationSet }, cancellationToken: cancellationToken)),
                cancellationToken);
            return applied > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database is not migrated.");
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", e);
        }
    }
}
