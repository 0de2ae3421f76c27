using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Portal.TestSupport;

namespace Portal.Web.Tests.Hosting;

/// <summary>The built portal as a process of its own, in Production, with nothing of this process's environment but the path.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private PortalProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>A directory of its own for the process, and settings that start.</summary>
    public static Dictionary<string, string> Valid(string directory) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort()}",
        ["Backend__EmbeddedUrl"] = "http://127.0.0.1:0",
        ["Data__Directory"] = Path.Combine(directory, "data"),
        ["Organizations__acme__TimeZone"] = "Europe/Vienna",
        ["Organizations__acme__Care360__ApiKey"] = "canary-care360",
        ["Organizations__acme__Sweeppea__ApiKey"] = "canary-sweeppea",
    };

    public static PortalProcess Start(IReadOnlyDictionary<string, string> environment, string contentRoot)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), $"--contentRoot={contentRoot}"])
        {
            WorkingDirectory = contentRoot,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var kept = start.Environment.Where(variable => variable.Key is "PATH" or "HOME" or "DOTNET_ROOT" or "TMPDIR").ToList();
        start.Environment.Clear();
        foreach (var (key, value) in kept.Concat(environment.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value))))
        {
            start.Environment[key] = value;
        }

        return new PortalProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the process says that it is ready.</summary>
    public Task ReadyAsync() =>
        Eventually.TrueAsync(
            () => _process.HasExited ? throw new InvalidOperationException(Errors) : Task.FromResult(Output.Contains("Portal ready on", StringComparison.Ordinal)),
            "the portal is ready");

    /// <summary>Waits until the process has ended by itself and returns its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks the process to end, as a container's stop does.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("/bin/kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await EndedAsync();
        }

        _process.Dispose();
    }

    /// <summary>The program that the build of Portal.Web left, in the configuration of these tests.</summary>
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (output.Name, output.Parent?.Name ?? "");
        var repository = output;
        while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "Portal.sln")))
        {
            repository = repository.Parent;
        }

        return Path.Combine(repository?.FullName ?? "", "src", "Portal.Web", "bin", configuration, framework, "Portal.Web.dll");
    }

    private static void Append(StringBuilder builder, string? line)
    {
        if (line is not null)
        {
            lock (builder)
            {
                builder.AppendLine(line);
            }
        }
    }

    private static string Read(StringBuilder builder)
    {
        lock (builder)
        {
            return builder.ToString();
        }
    }
}
