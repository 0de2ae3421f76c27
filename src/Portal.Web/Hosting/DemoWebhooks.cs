using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Portal.Web.Hosting;

/// <summary>
/// In Development, lets the embedded server's demo organisations call this portal about their events, as a vendor would: what is made through the
/// API is in the calendar at once. After the start, because only then is the portal's address known.
/// </summary>
public sealed class DemoWebhooks(EmbeddedApiServer embedded, IServer server, IHostEnvironment environment) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) =>
        environment.IsDevelopment() && FindAddress() is { } address ? embedded.SetDemoWebhooksAsync(address, cancellationToken) : Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Uri? FindAddress() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null)
            .FirstOrDefault(uri => uri is { Scheme: "http", IsLoopback: true });
}
