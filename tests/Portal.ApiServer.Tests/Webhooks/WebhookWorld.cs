using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Portal.ApiServer.Webhooks;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>What became of one delivery.</summary>
internal sealed record DeliveryRow(string State, int Tries, string? LastProblem);

/// <summary>A server that may call this machine, on a clock that stands still, and a receiver that "north" has as its webhook.</summary>
internal sealed class WebhookWorld : IAsyncDisposable
{
    public const string Secret = "north-webhook-secret";

    public static readonly Instant Start = Instant.FromUtc(2026, 3, 4, 5, 6, 7);

    private WebhookWorld(RunningServer server, WebhookReceiver receiver, TestClock clock) => (Server, Receiver, Clock) = (server, receiver, clock);

    public RunningServer Server { get; }

    public WebhookReceiver Receiver { get; }

    public TestClock Clock { get; }

    public WebhookAdministration Webhooks => Server.Services.GetRequiredService<WebhookAdministration>();

    public static async Task<WebhookWorld> StartAsync(
        DatabaseEngine engine, TimeSpan? tryTimeout = null, string path = "/hook", string? secret = Secret, Action<ILoggingBuilder>? logging = null)
    {
        var clock = new TestClock(Start);
        var settings = new WebhookSettings { AllowsLocal = true, TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(10) };
        var server = await RunningServer.StartAsync(
            engine, new ServerSetup { Clock = clock, Services = services => services.AddSingleton(settings), Logging = logging });
        var world = new WebhookWorld(server, await WebhookReceiver.StartAsync(), clock);
        await world.SetAsync("north", world.Receiver, path, secret);
        return world;
    }

    public async Task SetAsync(string organizationId, WebhookReceiver receiver, string path = "/hook", string? secret = null) =>
        (await Webhooks.SetAsync(organizationId, new Uri(receiver.Address, path).AbsoluteUri, secret, default)).ShouldBeEmpty();

    /// <summary>Moves the clock and lets the delivery look.</summary>
    public void Advance(Duration duration)
    {
        Clock.Advance(duration);
        Server.Services.GetRequiredService<WebhookSignal>().Wake();
    }

    /// <summary>Waits until the one delivery of "north" is so, and gives it.</summary>
    public async Task<DeliveryRow> UntilAsync(Func<DeliveryRow, bool> condition)
    {
        DeliveryRow? row = null;
        await Eventually.TrueAsync(
            async () => (await RowsAsync()) is [var only] && condition(row = only), "the delivery is as expected");
        return row!;
    }

    /// <summary>In the order of their creation.</summary>
    public Task<List<DeliveryRow>> RowsAsync(string organizationId = "north") => Server.Database.ReadAsync(
        async connection => (await connection.QueryAsync<(string State, int Tries, string? Problem)>(
            "SELECT state, tries, last_problem FROM webhook_deliveries WHERE organization_id = @organizationId ORDER BY number",
            new { organizationId })).Select(row => new DeliveryRow(row.State, row.Tries, row.Problem)).ToList(),
        default);

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Server.DisposeAsync();
    }
}
