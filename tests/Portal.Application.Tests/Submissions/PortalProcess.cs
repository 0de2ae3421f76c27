using System.Diagnostics;
using Portal.Storage;

namespace Portal.Application.Tests.Submissions;

/// <summary>The real portal as a process of its own, to be killed.</summary>
internal sealed class PortalProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _directory;

    private PortalProcess(Process process, string directory) => (_process, _directory) = (process, directory);

    /// <summary>Starts it on a database of the test's and returns when it serves and its workers run.</summary>
    public static async Task<PortalProcess> StartAsync(DatabaseOptions database, string upstream)
    {
        var directory = Directory.CreateTempSubdirectory("portal-kill-").FullName;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Database__Provider"] = database.Engine.ToString(),
                ["ConnectionStrings__Portal"] = database.ConnectionString,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Data__Directory"] = directory,
                ["Backend__Mode"] = "Remote",
                ["Organizations__northside__TimeZone"] = "America/New_York",
                ["Organizations__northside__Care360__BaseAddress"] = upstream,
                ["Organizations__northside__Care360__ApiKey"] = "kill-test",
                ["Sync__Interval"] = "00:00:01",
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The portal did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Portal ready", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new PortalProcess(process, directory);
            }
        }

        throw new InvalidOperationException($"The portal ended with {process.ExitCode}.");
    }

    /// <summary>SIGKILL: nothing of the process runs after this.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
