using Microsoft.Extensions.Hosting;

namespace Portal.Application.Tests;

/// <summary>The background workers of some replicas, as the host runs them.</summary>
internal sealed class RunningWorkers : IAsyncDisposable
{
    private readonly List<IHostedService> _services = [];

    public static async Task<RunningWorkers> StartAsync(params PortalUnderTest[] portals)
    {
        var running = new RunningWorkers();
        foreach (var service in portals.SelectMany(p => p.Get<IEnumerable<IHostedService>>()))
        {
            await service.StartAsync(default);
            running._services.Add(service);
        }

        return running;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.StopAsync(default);
        }
    }
}
