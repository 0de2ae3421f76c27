using System.Data.Common;
using System.Text.Json;
using Npgsql;
using Portal.Storage.Changes;

namespace Portal.Storage.PostgreSql;

/// <summary>Listens for changes on a connection of its own, and reconnects when it is lost. After each reconnect it announces <see cref="Change.Everything"/>.</summary>
internal sealed class PostgreSqlListener(NpgsqlDataSource source, ChangeFeed feed) : IAsyncDisposable
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(1);

    // Notices a dead connection (a failed-over server) that would otherwise wait for TCP's own time-outs.
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task? _listening;

    public void EnsureStarted()
    {
        if (_listening is not null)
        {
            return;
        }

        lock (_lock)
        {
            _listening ??= Task.Run(ListenAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_listening is not null)
        {
            await _listening;
        }

        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ReceiveAsync(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or IOException or TimeoutException)
            {
                // The server is away; pages keep what they show until it is back.
                await Task.WhenAny(Task.Delay(ReconnectPause, _stop.Token));
            }
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, message) =>
        {
            if (JsonSerializer.Deserialize<Change>(message.Payload) is { } change)
            {
                feed.Publish([change]);
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgreSqlDatabase.ChangesChannel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // Whatever was announced while nobody listened is unknown.
        feed.Publish([Change.Everything]);
        while (true)
        {
            if (!await connection.WaitAsync(ProbeInterval, cancellationToken))
            {
                await using var probe = new NpgsqlCommand("SELECT 1", connection);
                await probe.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}
