using System.Diagnostics;
using System.Text.Json;

namespace Portal.Application.Tests.Export;

/// <summary>What ical.js, a program that is not ours, makes of iCalendar text.</summary>
internal static class ICalendarReader
{
    public sealed record Read(string? Version, string? Name, IReadOnlyList<ReadEvent> Events);

    public sealed record ReadEvent(string Uid, string Summary, string? Description, string? Status, int? Sequence, bool IsDate, string Start, string End, string Stamp);

    public static async Task<Read> ReadAsync(string text)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["read.mjs"])
        {
            WorkingDirectory = Path.Combine(Top(), "tests", "ical"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }).ShouldNotBeNull();
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(text);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, $"{await errors} (tests/run.sh installs what this needs: npm ci in tests/ical)");
        return JsonSerializer.Deserialize<Read>(await output, JsonSerializerOptions.Web).ShouldNotBeNull();
    }

    private static string Top()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Portal.sln")))
        {
            directory = directory.Parent;
        }

        return directory.ShouldNotBeNull().FullName;
    }
}
