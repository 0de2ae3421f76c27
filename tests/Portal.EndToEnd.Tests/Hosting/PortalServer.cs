using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Hosting;

namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>The real portal with its embedded API, in Development, on ports and data of its own. It can be restarted on the same.</summary>
public sealed class PortalServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-e2e-").FullName;
    private readonly string[] _settings;
    private WebApplication? _app;

    private PortalServer(string[] settings) => _settings = settings;

    public string Url { get; } = $"http://localhost:{FreePort()}";

    public string ApiUrl { get; } = $"http://localhost:{FreePort()}";

    private WebApplication App => _app ?? throw new InvalidOperationException("Not started.");

    private EmbeddedApiServer EmbeddedApi => App.Services.GetRequiredService<EmbeddedApiServer>();

    public static async Task<PortalServer> StartAsync(params string[] settings)
    {
        var server = new PortalServer(settings);
        await server.StartAgainAsync();
        return server;
    }

    public Task StopApiAsync() => EmbeddedApi.StopAsync(CancellationToken.None);

    public Task StartApiAsync() => EmbeddedApi.StartAsync(CancellationToken.None);

    public async Task StopAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _app = null;
    }

    public async Task StartAgainAsync()
    {
        _app = await PortalApplication.CreateAsync(
            [
                "--environment=Development",
                "--applicationName=Portal.Web",
                $"--contentRoot={AppContext.BaseDirectory}",
                $"--urls={Url}",
                $"--Data:Directory={_directory}",
                $"--Backend:EmbeddedUrl={ApiUrl}",
                .. _settings,
            ],
            CancellationToken.None);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
