using System.CommandLine;
using Portal.ApiServer.Administration;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Administration;

public sealed class UsageTests
{
    public static TheoryData<string> Commands { get; } = [.. Leaves(AdministrationCommands.Create(new ConfigurationOptions()), "").Select(leaf => leaf.Path)];

    [Theory, MemberData(nameof(Commands))]
    public async Task Help_OfEveryCommand_NamesEveryOptionAndAnExample(string path)
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        var command = Leaves(AdministrationCommands.Create(new ConfigurationOptions()), "").Single(leaf => leaf.Path == path).Command;

        var help = await commands.RunAsync([.. path.Split(' '), "--help"]);

        help.Code.ShouldBe(0);
        help.Error.ShouldBe("");
        foreach (var option in command.Options)
        {
            help.Output.ShouldContain(option.Name);
            option.Description.ShouldNotBeNullOrEmpty();
        }

        foreach (var argument in command.Arguments)
        {
            help.Output.ShouldContain($"<{argument.Name}>");
            argument.Description.ShouldNotBeNullOrEmpty();
        }

        help.Output.ShouldContain("--Data:Directory");
        command.Examples.ShouldNotBeEmpty();
        command.Examples.ShouldAllBe(example => example.StartsWith(path) && help.Output.Contains(example));
        File.Exists(Path.Combine(commands.Directory, "api-server.db")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("'--help'", "nonsense")]
    [InlineData("'org --help'", "org")]
    [InlineData("'org --help'", "org", "remove")]
    [InlineData("'org add --help'", "org", "add", "x")]
    [InlineData("'org list --help'", "org", "list", "--nonsense")]
    [InlineData("'key add --help'", "key", "add", "north", "--api", "other")]
    [InlineData("'key revoke --help'", "key", "revoke", "north")]
    public async Task WrongUsage_IsOneLineThatTellsHowToGetHelp(string expected, params string[] arguments)
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);

        var outcome = await commands.RunAsync(arguments);

        outcome.Code.ShouldBe(2);
        outcome.Output.ShouldBe("");
        outcome.ErrorLines.ShouldHaveSingleItem().ShouldContain(expected);
        File.Exists(Path.Combine(commands.Directory, "api-server.db")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--Data:Directory", "DIRECTORY")]
    [InlineData("--Data:Directory=DIRECTORY")]
    [InlineData("--data", "DIRECTORY")]
    public async Task ConfigurationOption_BehindACommand_WinsOverTheConfiguration(params string[] option)
    {
        using var configured = new CommandLine(DatabaseEngine.Sqlite);
        using var named = new CommandLine(DatabaseEngine.Sqlite);
        await named.AddOrganizationAsync("named");

        var list = await configured.DoAsync(["org", "list", .. option.Select(part => part.Replace("DIRECTORY", named.Directory, StringComparison.Ordinal))]);

        list.ShouldContain("named");
    }

    [Theory]
    [InlineData("Data:Directory must", "--data", "/etc/hostname")]
    [InlineData("Database:Provider must", "--Database:Provider", "MySql")]
    [InlineData("ConnectionStrings:ApiServer is missing", "--Database:Provider", "PostgreSql")]
    [InlineData("PostgreSql database", "--Database:Provider=PostgreSql", "--ConnectionStrings:ApiServer=Host=127.0.0.1;Port=1;Username=u;Password=canary;Timeout=3")]
    public async Task WrongConfiguration_IsOneLineThatNamesTheKey(string expected, params string[] options)
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);

        var outcome = await commands.RunAsync(["org", "list", .. options]);

        outcome.Code.ShouldBe(1);
        outcome.ErrorLines.ShouldHaveSingleItem().ShouldContain(expected);
        outcome.Error.ShouldNotContain("canary");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--urls", "http://localhost:1")]
    [InlineData(false, "--Data:Directory=/x", "org")]
    [InlineData(false, "/urls", "x")]
    [InlineData(false, "Data:Directory=/x")]
    [InlineData(true, "org")]
    [InlineData(true, "nonsense", "--x")]
    [InlineData(true, "--help")]
    [InlineData(true, "--version")]
    public void IsMeant_OnlyForAWordOrHelp(bool expected, params string[] arguments) => AdministrationProgram.IsMeant(arguments).ShouldBe(expected);

    private static IEnumerable<(string Path, AdministrationCommand Command)> Leaves(Command command, string path) =>
        command is AdministrationCommand leaf
            ? [(path, leaf)]
            : command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}".Trim()));
}
