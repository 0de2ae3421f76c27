using System.Text;
using Microsoft.Extensions.Configuration;
using NodaTime;
using Portal.ApiServer.Administration;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Administration;

/// <summary>What a command did.</summary>
internal sealed record CommandOutcome(int Code, string Output, string Error)
{
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The administration on a database of its own, inside this process.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly Dictionary<string, string?> _configuration = [];

    public CommandLine(DatabaseEngine engine)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("portal-api-").FullName;
        _configuration["Data:Directory"] = Directory;
        if (engine == DatabaseEngine.PostgreSql)
        {
            _configuration["Database:Provider"] = "PostgreSql";
            _configuration["ConnectionStrings:ApiServer"] = PostgreSqlCluster.Shared.CreateDatabase();
        }
    }

    public string Directory { get; }

    public IClock Clock { get; set; } = SystemClock.Instance;

    /// <summary>The settings as environment variables for processes of their own.</summary>
    public IReadOnlyList<string> ProcessEnvironment =>
        [.. _configuration.Select(setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}")];

    public Task<CommandOutcome> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public async Task<CommandOutcome> RunWithInputAsync(string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var standardInput = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_configuration).Build();
        var code = await new AdministrationProgram(Clock, standardInput, output, error).RunAsync(arguments, configuration, default);
        return new CommandOutcome(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs what must work.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        outcome.Code.ShouldBe(0, outcome.Error);
        return outcome.Output.TrimEnd('\n');
    }

    public Task AddOrganizationAsync(string id) => DoAsync("org", "add", id, "--name", "Some Clinic", "--time-zone", "America/New_York");

    /// <summary>The database itself; the caller disposes it.</summary>
    public Database OpenDatabase() =>
        Database.Open(Configuration.ApiServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(_configuration).Build()).Database);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
