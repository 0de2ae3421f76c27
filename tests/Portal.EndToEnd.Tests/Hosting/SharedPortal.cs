namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>One portal for the tests of a class that only use it.</summary>
public sealed class SharedPortal : IAsyncLifetime
{
    private PortalServer? _server;

    public PortalServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _server = await PortalServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
