using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>What the log must not tell.</summary>
public sealed class WebhookLogTests
{
    private const string Canary = "canary-0123456789abcdef";

    [Theory, ClassData(typeof(Engines))]
    public async Task Log_FailuresOfEveryKind_TellNeitherAddressNorSecretNorBody(DatabaseEngine engine)
    {
        using var lines = new Lines();
        await using var world = await WebhookWorld.StartAsync(
            engine, path: $"/{Canary}?{Canary}", secret: Canary, logging: logging => logging.AddProvider(lines).SetMinimumLevel(LogLevel.Debug));
        world.Receiver.Answer = context =>
        {
            context.Response.StatusCode = 500;
            context.Response.Headers["x-echo"] = Canary;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, Canary);
        };
        await world.Server.CreateAsync(json: Bodies.CreateWith("title", $"\"{Canary}\""));
        await world.UntilAsync(row => row.Tries == 1);
        world.Receiver.Answer = WebhookReceiver.AbortAsync;
        world.Advance(Duration.FromSeconds(6));
        await world.UntilAsync(row => row.Tries == 2);
        var port = world.Receiver.Address.Port;
        await world.Receiver.DisposeAsync();
        world.Advance(Duration.FromHours(24));

        (await world.UntilAsync(row => row.State == "given_up")).LastProblem.ShouldBe("connection_failed");

        await Eventually.TrueAsync(() => Task.FromResult(lines.All.Any(line => line.Contains("given up", StringComparison.Ordinal))), "it is logged");
        lines.All.Count(line => line.Contains("is repeated", StringComparison.Ordinal)).ShouldBe(2);
        lines.All.ShouldNotContain(line => line.Contains(Canary, StringComparison.Ordinal) || line.Contains($":{port}", StringComparison.Ordinal));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
