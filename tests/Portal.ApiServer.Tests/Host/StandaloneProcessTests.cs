using System.Diagnostics;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Host;

/// <summary>The built program as a process of its own.</summary>
public sealed class StandaloneProcessTests
{
    [Theory]
    [InlineData("Database:Provider must be", "Database__Provider=MySql")]
    [InlineData("ConnectionStrings:ApiServer is missing", "Database__Provider=PostgreSql")]
    [InlineData("ConnectionStrings:ApiServer is not", "Database__Provider=PostgreSql", "ConnectionStrings__ApiServer=Hots=canary;Password=canary")]
    [InlineData("PostgreSql database", "Database__Provider=PostgreSql", "ConnectionStrings__ApiServer=Host=127.0.0.1;Port=1;Username=u;Password=canary;Timeout=3")]
    [InlineData("Data:Directory must be", "Data__Directory=/etc/hostname")]
    [InlineData("/proc/portal", "Data__Directory=/proc/portal")]
    [InlineData("ApiServer:RateLimit:Requests must be", "ApiServer__RateLimit__Requests=many")]
    [InlineData("ApiServer:RateLimit:WindowSeconds must be", "ApiServer__RateLimit__WindowSeconds=0")]
    [InlineData("ApiServer:Demo:WebhookBaseUrl must be", "ApiServer__Demo__WebhookBaseUrl=canary")]
    [InlineData("urls must be", "ASPNETCORE_URLS=nonsense")]
    public async Task Start_WrongConfiguration_IsOneLineAndExitCode1(string expected, params string[] environment)
    {
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        using var process = Start([$"Data__Directory={directory}", "ASPNETCORE_URLS=http://127.0.0.1:0", .. environment]);

        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(1);
        error.TrimEnd('\n').ShouldNotContain('\n');
        error.ShouldContain(expected);
        error.ShouldNotContain("canary");
        error.ShouldNotContain("   at ");
        (await output).ShouldBe("");
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Start_AddressInUse_IsOneLineAndExitCode1()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        using var process = Start($"Data__Directory={directory}", $"ASPNETCORE_URLS={server.Address}");

        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(1);
        (await output).ShouldNotContain("   at ");
        error.TrimEnd('\n').ShouldNotContain('\n');
        error.ShouldContain("address already in use");
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Start_InDevelopment_ServesTheDemoAndKeepsItsDataOverARestart()
    {
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        string[] environment = [$"Data__Directory={directory}", "ASPNETCORE_URLS=http://127.0.0.1:0", "ASPNETCORE_ENVIRONMENT=Development"];
        string created;
        using (var first = Start(environment))
        {
            created = await PostAsync(await AddressOfAsync(first), Bodies.Create());
            first.Kill();
            await first.WaitForExitAsync();
        }

        using var second = Start(environment);
        var again = await PostAsync(await AddressOfAsync(second), Bodies.Create());
        second.Kill();
        await second.WaitForExitAsync();

        created.ShouldContain("\"status\":200");
        again.ShouldBe(created);
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<string> PostAsync(Uri address, string json)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890");
        request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("cv-api-key", "demo-care360-northside");
        request.Headers.Add("Idempotency-Key", "one");
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<Uri> AddressOfAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is var at and >= 0)
            {
                return new Uri(line[at..].Trim());
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    private static Process Start(params string[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ApiServerHost).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var setting in environment)
        {
            var name = setting[..setting.IndexOf('=', StringComparison.Ordinal)];
            start.Environment[name] = setting[(name.Length + 1)..];
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
