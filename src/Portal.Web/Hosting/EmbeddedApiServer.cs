using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Portal.ApiServer;
using Portal.ApiServer.Configuration;
using Portal.Application.Organizations;
using Portal.Storage;

namespace Portal.Web.Hosting;

/// <summary>
/// The compatible API server inside this process, in <c>Backend:Mode</c> Embedded. A server of its own with its own database and
/// container: the portal reaches it by HTTP only. It can be stopped and started again; the address stays the same.
/// </summary>
public sealed class EmbeddedApiServer(
    HostSettings settings, EmbeddedAddress address, IConfiguration configuration, IHostEnvironment environment, ILoggerFactory logging)
    : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    /// <summary>It should run and does not.</summary>
    public bool IsMissing => settings.BackendMode == BackendMode.Embedded && _server is null;

    /// <summary>Migrates, seeds and listens; nothing in mode Remote or when it runs already.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsMissing)
        {
            return;
        }

        try
        {
            var url = address.Current.GetLeftPart(UriPartial.Authority);
            var server = await ApiServerHost.CreateAsync(Configuration(), environment.EnvironmentName, url, Forward, cancellationToken);
            try
            {
                await server.StartAsync(cancellationToken);
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }

            address.BoundTo(BoundAddress(server));
            _server = server;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new PortalStartException("Backend:EmbeddedUrl", "the port is in use; stop the other process or choose another address.", e);
        }
        catch (DatabaseUnavailableException e)
        {
            var key = settings.Database.Engine == DatabaseEngine.PostgreSql ? "ConnectionStrings:ApiServer" : "Data:Directory";
            throw new PortalStartException(key, e.Message, e);
        }
        catch (ApiServerConfigurationException e)
        {
            var parts = e.Message.Split(' ', 2);
            throw new PortalStartException(parts[0].TrimEnd(':'), parts[^1], e);
        }
    }

    /// <summary>Makes the demo organisations call the portal at this address about their events; nothing when the server does not run.</summary>
    public Task SetDemoWebhooksAsync(Uri portal, CancellationToken cancellationToken) =>
        _server is { } server ? ApiServerHost.SetDemoWebhooksAsync(server, portal, cancellationToken) : Task.CompletedTask;

    /// <summary>Ends the server; the portal goes on without it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.StopAsync(cancellationToken);
            await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private static Uri BoundAddress(WebApplication server)
    {
        var bound = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return new Uri(bound ?? throw new InvalidOperationException("The embedded server has no address."));
    }

    private void Forward(ILoggingBuilder builder) => builder.ClearProviders().AddProvider(new ForwardingLoggerProvider(logging));

    /// <summary>The portal's configuration, with the directory resolved as the portal does it.</summary>
    private IConfigurationRoot Configuration() =>
        new ConfigurationBuilder()
            .AddConfiguration(configuration)
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Data:Directory", settings.DataDirectory)])
            .Build();
}
