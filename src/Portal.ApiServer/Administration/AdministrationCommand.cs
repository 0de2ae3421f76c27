using System.CommandLine;

namespace Portal.ApiServer.Administration;

/// <summary>A command that does something. What it may be told stands in its options and arguments, and so in its <c>--help</c>.</summary>
internal abstract class AdministrationCommand(string name, string description) : Command(name, description)
{
    /// <summary>Whole command lines after the program's name, shown by <c>--help</c>.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>What else there is to know, shown by <c>--help</c> of the command itself only; empty for nothing.</summary>
    public virtual string Notes => "";

    /// <summary>Does it; the database is migrated.</summary>
    /// <exception cref="RefusedException">It cannot be done; nothing has changed.</exception>
    public abstract Task RunAsync(AdministrationCall call, CancellationToken cancellationToken);

    /// <summary>The argument that says whose.</summary>
    protected static Argument<string> OrganizationArgument() => new("organization") { Description = "The organisation's id." };

    /// <summary>As it is stored: ids are lower-case.</summary>
    protected static string ReadOrganization(AdministrationCall call, Argument<string> organization) =>
        call.Arguments.GetRequiredValue(organization).ToLowerInvariant();
}
