using System.Collections.Concurrent;
using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Sweeppea;

/// <summary>One server per engine that lives in January 2026, before the dates of document 004, without a limit on the rate of calls.</summary>
public sealed class SweeppeaServers : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 1, 15, 12, 0);

    private readonly ConcurrentDictionary<DatabaseEngine, Lazy<Task<RunningServer>>> _servers = new();

    public Task<RunningServer> OfAsync(DatabaseEngine engine) => _servers.GetOrAdd(engine, e => new Lazy<Task<RunningServer>>(() => RunningServer.StartAsync(
        e, new TestClock(Now), settings: [("ApiServer:Sweeppea:RateLimit:Requests", "100000"), ("ApiServer:Sweeppea:RateLimit:WindowSeconds", "1")]))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
