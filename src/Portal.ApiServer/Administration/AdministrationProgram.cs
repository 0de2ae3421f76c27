using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using NodaTime;
using Portal.ApiServer.Configuration;
using Portal.Storage;

namespace Portal.ApiServer.Administration;

/// <summary>Sets up organisations and what belongs to them from the command line, beside servers that run on the same database.</summary>
internal sealed class AdministrationProgram(IClock clock, Stream input, TextWriter output, TextWriter error)
{
    public const int Done = 0;

    /// <summary>Refused or failed: one line each on standard error says what.</summary>
    public const int Refused = 1;

    /// <summary>Wrong usage.</summary>
    public const int WrongUsage = 2;

    /// <summary>Whether a command line is meant for this: it starts with a word or asks for help. Everything else configures the server.</summary>
    public static bool IsMeant(IReadOnlyList<string> arguments) =>
        arguments is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version"
            || (first.Length > 0 && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal)));

    /// <summary>Runs one command and returns the exit code.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="configuration">That of the server.</param>
    /// <param name="cancellationToken">Gives up; nothing is written then.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var options = new ConfigurationOptions();

        // A title may start with @, which otherwise names a file of arguments.
        var parsed = AdministrationCommands.Create(options)
            .Parse(options.Split(arguments), new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is null or ParseErrorAction)
        {
            // The last error is about the word that is not known, when there is one.
            var help = string.Join(' ', PathOf(parsed.CommandResult.Command).Append("--help"));
            await error.WriteLineAsync($"{OneLine(parsed.Errors[^1].Message).TrimEnd('.')}; '{help}' tells the usage.");
            return WrongUsage;
        }

        if (parsed.Action is not null || parsed.CommandResult.Command is not AdministrationCommand command)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
        }

        return await RunAsync(command, parsed, options.Overlay(configuration, parsed), cancellationToken);
    }

    private async Task<int> RunAsync(AdministrationCommand command, ParseResult parsed, IConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = Database.Open(ApiServerSettings.Read(configuration).Database);
            await Migrator.MigrateAsync(database, cancellationToken, typeof(ApiServerHost).Assembly);
            var isDevelopment = string.Equals(configuration["Environment"], Environments.Development, StringComparison.OrdinalIgnoreCase);
            await command.RunAsync(new AdministrationCall(parsed, database, clock, isDevelopment, input, output, error), cancellationToken);
            return Done;
        }
        catch (RefusedException e)
        {
            foreach (var line in e.Errors)
            {
                await error.WriteLineAsync(OneLine(line));
            }
        }
        catch (DbException)
        {
            // The database's message may quote what was to be written.
            await error.WriteLineAsync("The database refused the change or is unreachable; nothing was written.");
        }
        catch (Exception e) when (e is ApiServerConfigurationException or DatabaseUnavailableException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(OneLine(e.Message));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted; nothing was written.");
        }

        return Refused;
    }

    /// <summary>The words that lead to a command, without the program's name.</summary>
    private static IEnumerable<string> PathOf(Command command) =>
        command is RootCommand ? [] : command.Parents.OfType<Command>().Take(1).SelectMany(PathOf).Append(command.Name);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
