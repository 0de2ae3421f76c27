using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Application.Organizations;
using Portal.Storage;
using Portal.TestSupport;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_EmbeddedServerStoppedAndStartedAgain_DegradedThenHealthyAtTheSameAddress()
    {
        await using var portal = await HostedPortal.StartAsync();
        var embedded = portal.Services.GetRequiredService<EmbeddedApiServer>();
        var organizations = portal.Services.GetRequiredService<OrganizationDirectory>();
        var address = organizations.Care360("acme").BaseAddress;
        address.Port.ShouldNotBe(0);
        (await portal.Http.GetStringAsync(new Uri(address, "/health/live"))).ShouldNotBeNull();

        await embedded.StopAsync(default);

        await Should.ThrowAsync<HttpRequestException>(() => portal.Http.GetStringAsync(new Uri(address, "/health/live")));
        using (var degraded = await portal.Http.GetAsync("/health/ready"))
        {
            degraded.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await degraded.Content.ReadAsStringAsync()).ShouldBe("Degraded");
        }

        await embedded.StartAsync(default);

        (await portal.Http.GetStringAsync("/health/ready")).ShouldBe("Healthy");
        organizations.Care360("acme").BaseAddress.ShouldBe(address);
        (await portal.Http.GetStringAsync(new Uri(address, "/health/live"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Ready_RemoteBackend_StartsNoServerAndIsHealthy()
    {
        await using var portal = await HostedPortal.StartAsync("--Backend:Mode=Remote");

        (await portal.Http.GetStringAsync("/health/ready")).ShouldBe("Healthy");
        portal.Services.GetRequiredService<OrganizationDirectory>().Care360("acme").BaseAddress.Scheme.ShouldBe("https");
    }

    [Fact]
    public async Task Ready_DatabaseGone_IsUnhealthyButAlive()
    {
        await using var test = TestDatabase.CreateEmpty(DatabaseEngine.PostgreSql);
        await using var portal = await HostedPortal.StartAsync(
            "--Backend:Mode=Remote", "--Database:Provider=PostgreSql", $"--ConnectionStrings:Portal={test.Options.ConnectionString}");
        (await portal.Http.GetStringAsync("/health/ready")).ShouldBe("Healthy");

        await DropAsync(test.Options.ConnectionString);

        using var ready = await portal.Http.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldBe("Unhealthy");
        (await portal.Http.GetStringAsync("/health/live")).ShouldBe("Healthy");
    }

    private static async Task DropAsync(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var name = target.Database;
        target.Database = "postgres";
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }
}
