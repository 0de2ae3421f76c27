using System.CommandLine;

namespace Portal.ApiServer.Administration;

/// <summary>What commands of one subject stand under, for example <c>org</c>; does nothing by itself.</summary>
internal sealed class CommandGroup(string name, string description) : Command(name, description);
