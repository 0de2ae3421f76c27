using Portal.Storage;

namespace Portal.ApiServer.Tests.BadInput;

/// <summary>One server whose rate limits no test reaches.</summary>
public sealed class BadInputServer : IAsyncLifetime
{
    private RunningServer? _server;

    public RunningServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(
        DatabaseEngine.Sqlite,
        settings:
        [
            ("ApiServer:RateLimit:Requests", "1000000"), ("ApiServer:RateLimit:WindowSeconds", "1"),
            ("ApiServer:Sweeppea:RateLimit:Requests", "1000000"), ("ApiServer:Sweeppea:RateLimit:WindowSeconds", "1"),
        ]);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
