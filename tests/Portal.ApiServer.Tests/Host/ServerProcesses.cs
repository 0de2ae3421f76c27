using System.Diagnostics;

namespace Portal.ApiServer.Tests.Host;

/// <summary>The built program as processes of their own, killed when disposed.</summary>
internal sealed class ServerProcesses : IDisposable
{
    private readonly List<Process> _processes = [];

    public List<Uri> Addresses { get; } = [];

    /// <summary>Starts so many, each on a free port, and waits until all listen.</summary>
    public static async Task<ServerProcesses> StartAsync(int count, IReadOnlyList<string> environment)
    {
        var started = new ServerProcesses();
        try
        {
            for (var i = 0; i < count; i++)
            {
                started._processes.Add(Start([.. environment, "ASPNETCORE_URLS=http://127.0.0.1:0"]));
            }

            foreach (var process in started._processes)
            {
                started.Addresses.Add(await AddressOfAsync(process));
            }

            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Starts one with settings such as <c>Data__Directory=/tmp/x</c>.</summary>
    public static Process Start(params string[] environment) => Start(environment, []);

    /// <summary>Starts one with settings and a command line.</summary>
    public static Process Start(IReadOnlyList<string> environment, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ApiServerHost).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var setting in environment)
        {
            var name = setting[..setting.IndexOf('=', StringComparison.Ordinal)];
            start.Environment[name] = setting[(name.Length + 1)..];
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>Where it listens, from its log.</summary>
    public static async Task<Uri> AddressOfAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is var at and >= 0)
            {
                return new Uri(line[at..].Trim());
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
