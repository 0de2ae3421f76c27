using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Application.Organizations;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Webhooks;

/// <summary>The whole portal with the embedded server and its demo data, in this process; its calendars are read only when somebody asks.</summary>
public sealed class WebhookPortal : IAsyncLifetime, ILoggerProvider, ILogger
{
    public const string Secret = "demo-webhook-northside";

    private readonly string _directory = Directory.CreateTempSubdirectory("portal-webhooks-").FullName;
    private readonly ConcurrentQueue<string> _logged = new();
    private WebApplication? _app;

    public IServiceProvider Services => App.Services;

    /// <summary>To the portal.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Of the embedded server.</summary>
    public Uri Upstream => Services.GetRequiredService<EmbeddedAddress>().Current;

    public string Logged => string.Join('\n', _logged);

    private WebApplication App => _app ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _app = await PortalApplication.CreateAsync(
            [
                "--environment=Development",
                "--applicationName=Portal.Web",
                $"--contentRoot={_directory}",
                "--urls=http://127.0.0.1:0",
                $"--Data:Directory={Path.Combine(_directory, "data")}",
                "--Backend:EmbeddedUrl=http://127.0.0.1:0",
                "--Sync:Interval=01:00:00",
                "--Organizations:northside:TimeZone=America/New_York",
                "--Organizations:northside:Care360:ApiKey=demo-care360-northside",
                $"--Organizations:northside:Care360:WebhookSecret={Secret}",
                "--Organizations:lakeview:TimeZone=Europe/London",
                "--Organizations:lakeview:Care360:ApiKey=demo-care360-lakeview",
                "--Organizations:lakeview:Care360:WebhookSecret=demo-webhook-lakeview",
                "--Organizations:quiet:TimeZone=Etc/UTC",
                "--Organizations:quiet:Sweeppea:ApiKey=demo-sweeppea-lakeview",
            ],
            CancellationToken.None);
        Services.GetRequiredService<ILoggerFactory>().AddProvider(this);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logged.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
        // Disposed with the application, as its logger provider.
    }
}
