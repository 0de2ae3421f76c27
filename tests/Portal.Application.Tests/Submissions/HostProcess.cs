using System.Diagnostics;
using Portal.Storage;

namespace Portal.Application.Tests.Submissions;

/// <summary>The portal's workers in a process of their own, to be killed.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>Starts it and returns when its workers run.</summary>
    public static async Task<HostProcess> StartAsync(DatabaseOptions database, string upstream)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.SubmissionHost.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Database__Provider"] = database.Engine.ToString(),
                ["ConnectionStrings__Portal"] = database.ConnectionString,
                ["Upstream"] = upstream,
                ["Sync__Interval"] = "00:00:01",
                ["Logging__LogLevel__Default"] = "None",
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (string.Equals(line, "started", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new HostProcess(process);
            }
        }

        throw new InvalidOperationException($"The host ended with {process.ExitCode}.");
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
    }
}
