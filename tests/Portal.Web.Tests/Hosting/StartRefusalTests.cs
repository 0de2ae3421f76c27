using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Web.Tests.Hosting;

/// <summary>What an operator sees of a wrong configuration: one line, exit code 1, no stack trace, never a value. Real processes, in Production.</summary>
public sealed partial class StartRefusalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-start-").FullName;

    [Theory]
    [InlineData("Organizations__acme__TimeZone", null, "Organizations:acme:TimeZone: ")]
    [InlineData("Organizations__acme__TimeZone", "Mars/canary", "Organizations:acme:TimeZone: ")]
    [InlineData("Organizations__acme__Care360__ApiKey", "demo-canary", "Organizations:acme:Care360:ApiKey: replace the demo key")]
    [InlineData("Organizations__acme__Care360__BaseAddress", "http://canary.example", "Organizations:acme:Care360:BaseAddress: use https")]
    [InlineData("Organizations__acme__Care360__HonoursIdempotencyKey", "canary", "Organizations:acme:Care360:HonoursIdempotencyKey: ")]
    [InlineData("Backend__Mode", "canary", "Backend:Mode: write Embedded or Remote")]
    [InlineData("Backend__EmbeddedUrl", "http://canary.example:5081", "Backend:EmbeddedUrl: ")]
    [InlineData("Database__Provider", "canary", "Database:Provider: write Sqlite or PostgreSql")]
    [InlineData("Database__Provider", "PostgreSql", "ConnectionStrings:Portal: set the connection string")]
    [InlineData("Data__Directory", "/proc/nowhere", "Data:Directory: ")]
    [InlineData("TimeZones__NzdFile", "/nowhere/canary.nzd", "TimeZones:NzdFile: ")]
    [InlineData("Secrets__Directory", "/nowhere/canary", "Secrets:Directory: ")]
    [InlineData("Portal__PublicOrigin", "https://canary.example/path", "Portal:PublicOrigin: ")]
    [InlineData("Embedding__AllowedOrigins__0", "https://*.canary.example", "Embedding:AllowedOrigins: ")]
    [InlineData("Proxies__Trusted", "canary", "Proxies:Trusted: ")]
    [InlineData("DataProtection__CertificateFile", "/nowhere/canary.pfx", "DataProtection:CertificateFile: ")]
    [InlineData("ApiServer__RateLimit__Requests", "canary", "ApiServer:RateLimit:Requests: ")]
    [InlineData("Submissions__Deadline", "canary", "Submissions:Deadline: write a value of the kind TimeSpan")]
    [InlineData("Submissions__Deadline", "01:00:00", "Submissions:Deadline: must be ")]
    [InlineData("ASPNETCORE_URLS", "canary", "ASPNETCORE_URLS: ")]
    public async Task Start_OneWrongValue_StopsWithOneLine(string key, string? value, string expected)
    {
        var environment = PortalProcess.Valid(_directory);
        environment.Remove(key);
        if (value is not null)
        {
            environment[key] = value;
        }

        await ShouldRefuseAsync(environment, expected);
    }

    [Fact]
    public async Task Start_NoOrganization_StopsWithOneLine()
    {
        var environment = PortalProcess.Valid(_directory)
            .Where(variable => !variable.Key.StartsWith("Organizations", StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);

        await ShouldRefuseAsync(environment, "Organizations: configure at least one organisation");
    }

    [Fact]
    public async Task Start_NoKeyAtAll_StopsWithOneLine()
    {
        var environment = PortalProcess.Valid(_directory);
        environment.Remove("Organizations__acme__Care360__ApiKey");
        environment.Remove("Organizations__acme__Sweeppea__ApiKey");

        await ShouldRefuseAsync(environment, "Organizations:acme:Care360:ApiKey: set the organisation's key");
    }

    [Theory]
    [InlineData("appsettings.json", """{"Organizations":{"acme":{"Care360":{"ApiKey":"canary"}}}}""", "Organizations:acme:Care360:ApiKey: ")]
    [InlineData("appsettings.Production.json", """{"AzureAd":{"ClientSecret":"canary"}}""", "AzureAd:ClientSecret: ")]
    [InlineData("appsettings.json", """{"ConnectionStrings":{"ApiServer":"Host=db;PASSWORD = canary"}}""", "ConnectionStrings:ApiServer: ")]
    [InlineData("appsettings.json", """{"Organizations": canary}""", "appsettings.json: ")]
    public async Task Start_AppsettingsFileWithAKeyOrBroken_StopsWithOneLine(string file, string content, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, file), content);

        await ShouldRefuseAsync(PortalProcess.Valid(_directory), expected);
    }

    [Fact]
    public async Task Start_PostgreSqlUnreachableOrMalformed_StopsWithOneLineWithoutThePassword()
    {
        var environment = PortalProcess.Valid(_directory);
        environment["Database__Provider"] = "PostgreSql";
        environment["ConnectionStrings__Portal"] = "Host=127.0.0.1;Port=1;Username=portal;Password=canary;Timeout=3";
        await ShouldRefuseAsync(environment, "ConnectionStrings:Portal: The PostgreSql database");

        environment["ConnectionStrings__Portal"] = "Host=127.0.0.1;Pasword=canary";
        await ShouldRefuseAsync(environment, "ConnectionStrings:Portal: write a connection string");
    }

    [Fact]
    public async Task Start_PortInUse_StopsWithOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://{other.LocalEndpoint}";
        var environment = PortalProcess.Valid(_directory);
        environment["ASPNETCORE_URLS"] = taken;
        await ShouldRefuseAsync(environment, "ASPNETCORE_URLS: the port is in use");

        environment = PortalProcess.Valid(_directory);
        environment["Backend__EmbeddedUrl"] = taken;
        await ShouldRefuseAsync(environment, "Backend:EmbeddedUrl: the port is in use");
    }

    [Fact]
    public async Task Start_SqliteLibraryMissing_NamesThePackage()
    {
        // A file of that name that is no library, found first: to the loader the library is as good as missing.
        await File.WriteAllTextAsync(Path.Combine(_directory, "libsqlite3.so.0"), new string('x', 4096));
        var environment = PortalProcess.Valid(_directory);
        environment["LD_LIBRARY_PATH"] = _directory;

        await ShouldRefuseAsync(environment, "Database:Provider: The system's SQLite library (libsqlite3.so.0) is missing: install the package 'libsqlite3-0'");
    }

    [Fact]
    public async Task Start_Valid_ServesSaysSoOnceAndNeverShowsAKey()
    {
        var environment = PortalProcess.Valid(_directory);
        environment["Logging__LogLevel__Default"] = "Trace";
        environment["Logging__LogLevel__Microsoft"] = "Trace";
        await using var portal = PortalProcess.Start(environment, _directory);
        await portal.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(environment["ASPNETCORE_URLS"]) };

        (await http.GetStringAsync("/health/live")).ShouldBe("Healthy");
        (await http.GetStringAsync("/health/ready")).ShouldBe("Healthy");
        (await portal.TerminateAsync()).ShouldBe(0);

        Regex.Count(portal.Output, $"Portal ready on {Regex.Escape(environment["ASPNETCORE_URLS"])}").ShouldBe(1);
        portal.Output.ShouldNotContain("canary");
        portal.Errors.ShouldBeEmpty();
        new FileInfo(environment["Data__Directory"]).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Exists(Path.Combine(environment["Data__Directory"], "portal.db")).ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [GeneratedRegex(@"^\s+at ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StackLine();

    private async Task ShouldRefuseAsync(Dictionary<string, string> environment, string expected)
    {
        if (!File.Exists(Path.Combine(_directory, "appsettings.json")))
        {
            await File.WriteAllTextAsync(
                Path.Combine(_directory, "appsettings.json"), JsonSerializer.Serialize(new { Logging = new { LogLevel = new { Default = "Warning" } } }));
        }

        await using var portal = PortalProcess.Start(environment, _directory);

        var code = await portal.EndedAsync();

        code.ShouldBe(1, portal.Errors + portal.Output);
        portal.Errors.TrimEnd('\n').ShouldStartWith($"Portal cannot start: {expected}");
        portal.Errors.TrimEnd('\n').ShouldNotContain('\n');
        (portal.Output + portal.Errors).ShouldNotContain("canary");
        StackLine().IsMatch(portal.Output + portal.Errors).ShouldBeFalse();
    }
}
