using Microsoft.Extensions.Options;

namespace Portal.Application.Tests.Organizations;

public sealed class OrganizationsValidatorTests
{
    [Fact]
    public void Options_Valid_Pass()
    {
        using var fixture = new OrganizationsFixture(OrganizationsFixture.Valid());

        fixture.Options.ById.Keys.ShouldBe(["acme"]);
    }

    [Theory]
    [InlineData("Organizations:acme:TimeZone", null, "Organizations:acme:TimeZone: ")]
    [InlineData("Organizations:acme:TimeZone", "Mars/canary", "Organizations:acme:TimeZone: ")]
    [InlineData("Organizations:acme:TimeZone", "UTC+05:00", "Organizations:acme:TimeZone: ")]
    [InlineData("Organizations:acme:Care360:BaseAddress", "canary/api", "Organizations:acme:Care360:BaseAddress: ")]
    [InlineData("Organizations:acme:Care360:BaseAddress", "ftp://canary.example", "Organizations:acme:Care360:BaseAddress: ")]
    [InlineData("Organizations:acme:Care360:BaseAddress", "http://canary.example", "Organizations:acme:Care360:BaseAddress: use https")]
    [InlineData("Organizations:acme:Care360:BaseAddress", "https://user:canary@host.example", "Organizations:acme:Care360:BaseAddress: ")]
    [InlineData("Organizations:acme:Sweeppea:BaseAddress", "canary", "Organizations:acme:Sweeppea:BaseAddress: ")]
    [InlineData("Organizations:acme:Care360:ApiKey", "demo-canary", "Organizations:acme:Care360:ApiKey: replace the demo key")]
    [InlineData("Organizations:acme:Sweeppea:ApiKey", "DEMO-canary", "Organizations:acme:Sweeppea:ApiKey: replace the demo key")]
    [InlineData("Organizations:acme:Care360:ApiKey", "canary\nInjected: 1", "Organizations:acme:Care360:ApiKey: ")]
    [InlineData("Organizations:acme:Care360:HonoursIdempotencyKey", "canary", "Organizations:acme:Care360:HonoursIdempotencyKey: write true or false")]
    [InlineData("Organizations:acme:Care360:WebhookSecret", "canary-15-chars", "Organizations:acme:Care360:WebhookSecret: write at least 16 characters")]
    [InlineData("Organizations:acme:Care360:WebhookSecret", "Demo-canary-of-webhooks", "Organizations:acme:Care360:WebhookSecret: replace the demo secret")]
    [InlineData("Organizations:ac me:TimeZone", "Europe/Vienna", "Organizations:ac me: ")]
    public void Options_OneWrongValue_NamesTheKeyAndNeverTheValue(string key, string? value, string expected)
    {
        var settings = OrganizationsFixture.Valid();
        settings[key] = value;
        using var fixture = new OrganizationsFixture(settings);

        var error = Should.Throw<OptionsValidationException>(() => fixture.Options);

        error.Failures.ShouldContain(failure => failure.StartsWith(expected, StringComparison.Ordinal));
        error.ToString().ShouldNotContain("canary", Case.Insensitive);
    }

    [Fact]
    public void Options_NoOrganization_SaysSo()
    {
        using var fixture = new OrganizationsFixture([]);

        Should.Throw<OptionsValidationException>(() => fixture.Options).Failures.ShouldHaveSingleItem().ShouldStartWith("Organizations: ");
    }

    [Fact]
    public void Options_NoKeyAtAll_NamesBothKeys()
    {
        var settings = OrganizationsFixture.Valid();
        settings["Organizations:acme:Care360:ApiKey"] = " ";
        settings.Remove("Organizations:acme:Sweeppea:ApiKey");
        settings.Remove("Organizations:acme:Care360:WebhookSecret");
        using var fixture = new OrganizationsFixture(settings);

        var failure = Should.Throw<OptionsValidationException>(() => fixture.Options).Failures.ShouldHaveSingleItem();

        failure.ShouldStartWith("Organizations:acme:Care360:ApiKey: ");
        failure.ShouldContain("Organizations:acme:Sweeppea:ApiKey");
    }

    [Theory]
    [InlineData("Organizations:acme:Care360:ApiKey")]
    [InlineData("Organizations:acme:Sweeppea:ApiKey")]
    public void Options_OneOfTheTwoKeys_Passes(string missing)
    {
        var settings = OrganizationsFixture.Valid();
        settings.Remove(missing);
        settings.Remove("Organizations:acme:Care360:WebhookSecret");
        using var fixture = new OrganizationsFixture(settings);

        fixture.Directory.HasCare360("acme").ShouldBe(missing.Contains("Sweeppea", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_WebhookSecretWithoutTheKeyToRead_NamesTheKey()
    {
        var settings = OrganizationsFixture.Valid();
        settings.Remove("Organizations:acme:Care360:ApiKey");
        using var fixture = new OrganizationsFixture(settings);

        var failure = Should.Throw<OptionsValidationException>(() => fixture.Options).Failures.ShouldHaveSingleItem();

        failure.ShouldStartWith("Organizations:acme:Care360:WebhookSecret: set Organizations:acme:Care360:ApiKey");
    }

    [Fact]
    public void Options_TwoOrganizationsOfOneTenant_Refused()
    {
        var settings = OrganizationsFixture.Valid();
        settings["Organizations:beta:TimeZone"] = "Asia/Calcutta";
        settings["Organizations:beta:Care360:ApiKey"] = "canary-beta";
        settings["Organizations:beta:Tenant"] = settings["Organizations:acme:Tenant"];
        using var fixture = new OrganizationsFixture(settings);

        var failure = Should.Throw<OptionsValidationException>(() => fixture.Options).Failures.ShouldHaveSingleItem();

        failure.ShouldStartWith("Organizations:beta:Tenant: ");
        failure.ShouldNotContain("33333333");
    }

    [Fact]
    public void Options_DemoKeyAndPlainHttpInDevelopment_Pass()
    {
        var settings = OrganizationsFixture.Valid();
        settings["Organizations:acme:Care360:ApiKey"] = "demo-care360-acme";
        settings["Organizations:acme:Care360:WebhookSecret"] = "demo-webhook-acme";
        settings["Organizations:acme:Care360:BaseAddress"] = "http://staging.example";
        using var fixture = new OrganizationsFixture(settings, isDevelopment: true);

        fixture.Options.ById["acme"].Care360.ApiKey.ShouldBe("demo-care360-acme");
    }

    [Fact]
    public void Options_PlainHttpOnThisMachine_Passes()
    {
        var settings = OrganizationsFixture.Valid();
        settings["Organizations:acme:Care360:BaseAddress"] = "http://127.0.0.1:5081";
        using var fixture = new OrganizationsFixture(settings);

        fixture.Directory.Care360("acme").BaseAddress.ShouldBe(new Uri("http://127.0.0.1:5081"));
    }
}
