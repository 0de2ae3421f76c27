using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Portal.Storage;

namespace Portal.Web.Hosting;

/// <summary>Turns what an operator can put right into one line. Anything else is a defect and keeps its stack trace.</summary>
public static partial class StartFailure
{
    private const string Prefix = "Portal cannot start: ";

    /// <summary>The line for standard error, or null when the exception is not about configuration or the machine.</summary>
    public static string? Describe(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        PortalStartException e => Line(e.Message),
        OptionsValidationException e => Line(First(e.Failures)),
        DatabaseUnavailableException e => Line($"Database:Provider: {e.Message}"),
        InvalidDataException { InnerException: FormatException } e when FileName().Match(e.Message) is { Success: true } file =>
            Line($"{Path.GetFileName(file.Groups["file"].Value)}: correct the file, it is not valid JSON."),
        IOException { InnerException: AddressInUseException } or AddressInUseException =>
            Line("ASPNETCORE_URLS: the port is in use; stop the other process or choose another address."),
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } =>
            Line("ASPNETCORE_URLS: this account may not listen on the address; choose an address of this machine and a port from 1024 on."),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } when BoundKey().Match(error.Message) is { Success: true } bound =>
            Line($"{bound.Groups["key"].Value}: write a value of the kind {bound.Groups["kind"].Value}."),
        { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } and (InvalidOperationException or FormatException) =>
            Line($"ASPNETCORE_URLS: {error.Message}"),
        _ => null,
    };

    [GeneratedRegex("'(?<file>[^']+\\.json)'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    [GeneratedRegex("at '(?<key>[^']+)' to type '(System\\.)?(?<kind>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BoundKey();

    [GeneratedRegex("\\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();

    private static string Line(string text) => Prefix + WhiteSpace().Replace(text, " ").Trim();

    /// <summary>Some validators write <c>Section:Key must be …</c>: set the key off as everywhere else.</summary>
    private static string KeyFirst(string failure) =>
        failure.Contains(": ", StringComparison.Ordinal) ? failure : string.Join(": ", failure.Split(' ', 2));

    private static string First(IEnumerable<string> failures)
    {
        var all = failures.Select(KeyFirst).ToList();
        return all.Count > 1 ? $"{all[0]} ({all.Count - 1} more after this one)" : all[0];
    }
}
