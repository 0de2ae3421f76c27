using System.Collections.Concurrent;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

/// <summary>The host of the portal on Kestrel in this process, in Production, around a page of the test's own.</summary>
internal sealed class HostedPortal : IAsyncDisposable, ILoggerProvider, ILogger
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-host-").FullName;
    private readonly ConcurrentQueue<string> _logged = new();
    private WebApplication? _app;

    private HostedPortal()
    {
    }

    public IServiceProvider Services => App.Services;

    /// <summary>The bound address, without a slash.</summary>
    public string Origin =>
        Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public string Logged => string.Join('\n', _logged);

    private WebApplication App => _app ?? throw new InvalidOperationException("Not started.");

    public static async Task<HostedPortal> StartAsync(params string[] settings)
    {
        var portal = new HostedPortal();
        await portal.StartWithAsync(settings);
        return portal;
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

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartWithAsync(string[] settings)
    {
        string[] standard =
        [
            "--environment=Production",
            "--applicationName=Portal.Web",
            $"--contentRoot={_directory}",
            "--urls=http://127.0.0.1:0",
            $"--Data:Directory={Path.Combine(_directory, "data")}",
            "--Backend:EmbeddedUrl=http://127.0.0.1:0",
            "--Organizations:acme:TimeZone=Europe/Vienna",
            "--Organizations:acme:Care360:ApiKey=canary-care360",
        ];
        var builder = PortalHost.CreateBuilder([.. standard, .. settings]);
        builder.Logging.ClearProviders().AddProvider(this);
        builder.AddPortalHosting();
        builder.Services.AddAuthentication("Test").AddScheme<TestSignInOptions, TestSignIn>("Test", configureOptions: null);
        builder.Services.AddAuthorization();
        _app = builder.Build();
        await _app.PreparePortalAsync(CancellationToken.None);
        _app.UsePortalHosting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.UseAntiforgery();
        _app.MapPortalHosting();
        _app.MapPortalPages<TestPage>();
        _app.MapGet("/broken", () => { throw new InvalidOperationException("canary-exception"); });
        _app.MapGet("/error", () => "Something went wrong");
        _app.MapGet("/redirect", () => Results.LocalRedirect("/page"));
        _app.MapGet("/closed", () => "closed").WithMetadata(new FrameAncestorsAttribute("'none'"));
        _app.MapGet("/token", (HttpContext context, IAntiforgery antiforgery) => { antiforgery.GetAndStoreTokens(context); });
        _app.MapGet("/whoami", (HttpContext context) => $"{context.Request.Scheme} {context.Connection.RemoteIpAddress}");
        _app.MapGet("/own-policy", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src *";
            context.Response.Headers.XFrameOptions = "SAMEORIGIN";
            context.Response.Headers.CacheControl = "public";
        });
        await _app.StartAsync();
        Http.BaseAddress = new Uri(Origin);
    }
}
