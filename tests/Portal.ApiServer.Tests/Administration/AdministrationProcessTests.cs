using System.Net;
using System.Text;
using Portal.ApiServer.Organizations;
using Portal.ApiServer.Tests.Host;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Administration;

/// <summary>The built program, as an operator uses it.</summary>
public sealed class AdministrationProcessTests
{
    private const string CaseId = "a1b2c3d4-e5f6-4890-abcd-ef1234567890";

    [Theory, ClassData(typeof(Engines))]
    public async Task NewOrganization_FromNothingToACallAndARevokedKey(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        var csv = Path.Combine(commands.Directory, "cases.csv");
        await File.WriteAllTextAsync(csv, $"id,title,submitter_email,submitter_name\n{CaseId},Knee,rosa@patients.example,Rosa Alvarez\n");

        await DoAsync(commands, "org", "add", "north", "--name", "North", "--time-zone", "America/New_York");
        var key = await DoAsync(commands, "key", "add", "north", "--api", "care360");
        await DoAsync(commands, "case", "import", "north", csv);
        using var servers = await ServerProcesses.StartAsync(1, commands.ProcessEnvironment);
        using var client = new HttpClient { BaseAddress = servers.Addresses[0] };
        var created = await CreateEventAsync(client, key);
        await DoAsync(commands, "key", "revoke", "north", ApiKey.Hash(key)[..12]);

        created.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => await CreateEventAsync(client, key) == HttpStatusCode.Unauthorized, "the revoked key is refused");
    }

    [Fact]
    public async Task NoCommand_WithKeysOnTheCommandLine_Serves()
    {
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        using var process = ServerProcesses.Start([], ["--Data:Directory", directory, "--urls", "http://127.0.0.1:0"]);
        using var client = new HttpClient { BaseAddress = await ServerProcesses.AddressOfAsync(process) };

        var ready = await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
        process.Kill();
        await process.WaitForExitAsync();

        ready.ShouldContain("Ready");
        File.Exists(Path.Combine(directory, "api-server.db")).ShouldBeTrue();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Refusal_HasTheExitCodeAndNoStack()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);

        var refused = await RunAsync(commands, "key", "list", "nobody");
        var wrong = await RunAsync(commands, "key", "lis");

        refused.ShouldBe(new CommandOutcome(1, "", "organization: there is no such organisation; 'org list' shows them.\n"));
        wrong.Code.ShouldBe(2);
        wrong.ErrorLines.Count.ShouldBe(1);
    }

    private static async Task<HttpStatusCode> CreateEventAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{CaseId}");
        request.Content = new StringContent(Bodies.Create(), Encoding.UTF8, "application/json");
        request.Headers.Add("cv-api-key", key);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<string> DoAsync(CommandLine commands, params string[] arguments)
    {
        var outcome = await RunAsync(commands, arguments);
        outcome.Code.ShouldBe(0, outcome.Error);
        return outcome.Output.TrimEnd('\n');
    }

    private static async Task<CommandOutcome> RunAsync(CommandLine commands, params string[] arguments)
    {
        using var process = ServerProcesses.Start([.. commands.ProcessEnvironment], arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandOutcome(process.ExitCode, await output, error);
    }
}
