using System.Text.Json;
using Microsoft.Extensions.Logging;
using Portal.ApiClient;
using Portal.Application.Organizations;

namespace Portal.Application.Tests.Organizations;

public sealed class OrganizationDirectoryTests
{
    [Fact]
    public void Care360_RemoteWithoutAddress_IsTheVendorsProduction()
    {
        using var fixture = new OrganizationsFixture(OrganizationsFixture.Valid());

        fixture.Directory.Care360("acme").BaseAddress.ShouldBe(new Uri("https://api.care360-next.carevalidate.com"));
        fixture.Directory.Sweeppea("acme").BaseAddress.ShouldBe(new Uri("https://api-v3.sweeppea.com"));
        fixture.Directory.Find("acme").ShouldNotBeNull().Care360HonoursIdempotencyKey.ShouldBeFalse();
    }

    [Fact]
    public void Care360_EmbeddedWithoutAddress_IsTheEmbeddedServerWhereverItIsBound()
    {
        using var fixture = new OrganizationsFixture(OrganizationsFixture.Valid(), BackendMode.Embedded);
        fixture.Directory.Care360("acme").BaseAddress.ShouldBe(new Uri("http://localhost:5081"));

        fixture.Embedded.BoundTo(new Uri("http://127.0.0.1:40123"));

        fixture.Directory.Care360("acme").BaseAddress.ShouldBe(new Uri("http://127.0.0.1:40123"));
        fixture.Directory.Sweeppea("acme").BaseAddress.ShouldBe(new Uri("http://127.0.0.1:40123"));
        fixture.Directory.Find("acme").ShouldNotBeNull().Care360HonoursIdempotencyKey.ShouldBeTrue();
    }

    [Fact]
    public void Find_ConfiguredInMixedCase_IsLowerCase()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Organizations:ACME:TimeZone"] = "Europe/Vienna",
            ["organizations:acme:care360:apikey"] = "canary",
        };
        using var fixture = new OrganizationsFixture(settings);

        fixture.Directory.All.ShouldHaveSingleItem().ShouldBe(new Organization("acme", "acme", "Europe/Vienna", Care360HonoursIdempotencyKey: false));
    }

    [Fact]
    public void Find_AfterAValidChange_ShowsIt()
    {
        using var fixture = new OrganizationsFixture(OrganizationsFixture.Valid());
        fixture.Directory.All.Count.ShouldBe(1);

        fixture.Change(
            ("Organizations:beta:TimeZone", "Asia/Tokyo"),
            ("Organizations:beta:Sweeppea:ApiKey", "canary-beta"),
            ("Organizations:acme:Name", "Acme Renamed"));

        fixture.Directory.All.Select(organization => organization.Name).ShouldBe(["Acme Renamed", "beta"]);
        fixture.Logged.ShouldBeEmpty();
    }

    [Fact]
    public void Find_AfterAnInvalidChange_KeepsTheLastGoodAndLogsTheKey()
    {
        using var fixture = new OrganizationsFixture(OrganizationsFixture.Valid());
        fixture.Directory.All.Count.ShouldBe(1);

        fixture.Change(("Organizations:acme:TimeZone", "Mars/canary"), ("Organizations:acme:Name", "Half a change"));

        fixture.Directory.Find("acme").ShouldNotBeNull().ShouldBe(new Organization("acme", "Acme Clinic", "Europe/Vienna", Care360HonoursIdempotencyKey: false));
        fixture.Logged.ShouldContain(line => line.Contains("Organizations:acme:TimeZone: ", StringComparison.Ordinal));
        string.Concat(fixture.Logged).ShouldNotContain("canary");

        fixture.Change(("Organizations:acme:TimeZone", "Europe/Paris"));

        fixture.Directory.Find("acme").ShouldNotBeNull().ShouldBe(new Organization("acme", "Half a change", "Europe/Paris", Care360HonoursIdempotencyKey: false));
    }

    [Fact]
    public void Credentials_UnknownOrganizationOrMissingKey_Throw()
    {
        var settings = OrganizationsFixture.Valid();
        settings.Remove("Organizations:acme:Sweeppea:ApiKey");
        using var fixture = new OrganizationsFixture(settings);

        Should.Throw<KeyNotFoundException>(() => fixture.Directory.Care360("other"));
        Should.Throw<KeyNotFoundException>(() => fixture.Directory.Sweeppea("acme")).ToString().ShouldNotContain("canary");
    }

    [Fact]
    public void Options_WrittenDownInAnyWay_ShowNoKey()
    {
        using var fixture = new OrganizationsFixture(OrganizationsFixture.Valid());
        var options = fixture.Options;
        var acme = options.ById["acme"];
        acme.Care360.ApiKey.ShouldBe("canary-care360");
        acme.Care360.WebhookSecret.ShouldBe("canary-of-webhooks");
        ApiCredentials credentials = fixture.Directory.Care360("acme");

        object[] things = [options, acme, acme.Care360, acme.Sweeppea, credentials, fixture.Directory, fixture.Directory.All];
        foreach (var thing in things)
        {
            $"{thing}".ShouldNotContain("canary");
            JsonSerializer.Serialize(thing, thing.GetType()).ShouldNotContain("canary");
            using var factory = LoggerFactory.Create(logging => logging.AddProvider(fixture));
#pragma warning disable CA1848, CA2254 // What a careless call would write is the very thing under test.
            factory.CreateLogger("test").LogWarning("Options: {Options}", thing);
#pragma warning restore CA1848, CA2254
        }

        fixture.Logged.Count.ShouldBe(things.Length);
        string.Concat(fixture.Logged).ShouldNotContain("canary");
    }
}
