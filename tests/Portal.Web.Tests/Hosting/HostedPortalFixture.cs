namespace Portal.Web.Tests.Hosting;

/// <summary>One started host for the tests that only ask it.</summary>
public sealed class HostedPortalFixture : IAsyncLifetime
{
    private HostedPortal? _portal;

    internal HostedPortal Portal => _portal ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _portal = await HostedPortal.StartAsync();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
