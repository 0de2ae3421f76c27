using System.Collections.Concurrent;
using Portal.Storage;

namespace Portal.ApiServer.Tests;

/// <summary>One server per engine for a class of tests that do not disturb each other.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseEngine, Lazy<Task<RunningServer>>> _servers = new();

    public Task<RunningServer> OfAsync(DatabaseEngine engine) =>
        _servers.GetOrAdd(engine, e => new Lazy<Task<RunningServer>>(() => RunningServer.StartAsync(e))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
