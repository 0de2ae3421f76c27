using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>A receiver below HTTP: it reads what comes first and does as it is told. Its connections are cut when it is disposed.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _running;

    public RawReceiver(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _running = RunAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/hook");

    /// <summary>Connections that the caller has ended while they were being answered.</summary>
    public int EndedByCaller { get; private set; }

    /// <summary>Writes a text once.</summary>
    public static Func<NetworkStream, CancellationToken, Task> Once(string text) =>
        (stream, cancelled) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancelled).AsTask();

    /// <summary>Writes a text, and then another until the caller has enough.</summary>
    public static Func<NetworkStream, CancellationToken, Task> Endless(string start, string more) => async (stream, cancelled) =>
    {
        await Once(start)(stream, cancelled);
        while (true)
        {
            await Once(more)(stream, cancelled);
        }
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await using var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[64 * 1024], _end.Token);
                await _answer(stream, _end.Token);
            }
            catch (IOException)
            {
                EndedByCaller++;
            }
            catch (OperationCanceledException)
            {
                // Disposed.
            }
        }
    }
}
