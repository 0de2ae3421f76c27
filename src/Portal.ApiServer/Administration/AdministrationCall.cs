using System.CommandLine;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Administration;

/// <summary>One run of a command: what it was told and what it works with.</summary>
/// <param name="Arguments">Free of errors of usage.</param>
/// <param name="Database">Migrated.</param>
/// <param name="Clock">The instant of what is written.</param>
/// <param name="IsDevelopment">Whether the configuration names the environment Development.</param>
/// <param name="Input">What <c>-</c> in place of a file means.</param>
/// <param name="Output">Results, for people and for other programs.</param>
/// <param name="Error">Notes and errors.</param>
internal sealed record AdministrationCall(
    ParseResult Arguments, Database Database, IClock Clock, bool IsDevelopment, Stream Input, TextWriter Output, TextWriter Error);
