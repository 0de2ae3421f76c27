using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Portal.ApiServer.Administration;

/// <summary>The usual help of a command, its notes and examples behind it.</summary>
internal sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = standard.Invoke(parseResult);
        if (parseResult.CommandResult.Command is AdministrationCommand command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            if (command.Notes.Length > 0)
            {
                output.WriteLine(command.Notes);
                output.WriteLine();
            }

            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine($"  {RootCommand.ExecutableName} {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
