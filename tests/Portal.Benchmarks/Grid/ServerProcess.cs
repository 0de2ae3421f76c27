using System.Diagnostics;
using System.Text.Json;
using Portal.Benchmarks.Load;

namespace Portal.Benchmarks.Grid;

/// <summary>This program, started again as one of its servers.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address, string cookie) => (_process, Address, Cookie) = (process, address, cookie);

    public Uri Address { get; }

    /// <summary>The session that its pages want, as a Cookie header has it; empty for none.</summary>
    public string Cookie { get; }

    /// <param name="server"><see cref="MeasuredServer.Name"/> or <see cref="Circuits.PortalServer.Name"/>.</param>
    /// <param name="options">What that server takes.</param>
    public static async Task<ServerProcess> StartAsync(string server, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ServerProcess).Assembly.Location, server, .. options])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new LoadException("the server did not start");
        return new ServerProcess(process, new Uri(await ReadAsync(process)), await ReadAsync(process));
    }

    /// <summary>The figures now.</summary>
    /// <param name="afterCollection">Collects all garbage before.</param>
    public async Task<ServerFigures> ReadAsync(bool afterCollection = false)
    {
        await _process.StandardInput.WriteLineAsync(afterCollection ? FigureReports.Collect : "");
        return JsonSerializer.Deserialize<ServerFigures>(await ReadAsync(_process)) ?? throw new LoadException("the server sent no figures");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task<string> ReadAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(FigureReports.Mark, StringComparison.Ordinal))
            {
                return line[FigureReports.Mark.Length..];
            }
        }

        throw new LoadException("the server ended");
    }
}
