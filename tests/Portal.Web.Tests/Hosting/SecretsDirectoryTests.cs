using Microsoft.Extensions.DependencyInjection;
using Portal.Application.Organizations;
using Portal.TestSupport;

namespace Portal.Web.Tests.Hosting;

public sealed class SecretsDirectoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-secrets-").FullName;

    [Fact]
    public async Task File_ChangedWhileRunning_IsUsedAndABadOneIsNot()
    {
        Write("Organizations__acme__Name", "First");
        await using var portal = await HostedPortal.StartAsync($"--Secrets:Directory={_directory}");
        var organizations = portal.Services.GetRequiredService<OrganizationDirectory>();
        organizations.All.ShouldHaveSingleItem().Name.ShouldBe("First");

        Write("Organizations__beta__Care360__ApiKey", "canary-beta");
        Write("Organizations__beta__TimeZone", "Asia/Kathmandu");
        await Eventually.TrueAsync(() => Task.FromResult(organizations.Find("beta") is not null), "the new organisation is there");
        organizations.HasCare360("beta").ShouldBeTrue();

        Write("Organizations__beta__TimeZone", "canary/zone");
        await Eventually.TrueAsync(
            () => Task.FromResult(portal.Logged.Contains("Organizations:beta:TimeZone: ", StringComparison.Ordinal)), "the wrong key is logged");
        organizations.Find("beta").ShouldNotBeNull().TimeZone.ShouldBe("Asia/Kathmandu");
        portal.Logged.ShouldNotContain("canary");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Write(string key, string value) => File.WriteAllText(Path.Combine(_directory, key), value + "\n");
}
