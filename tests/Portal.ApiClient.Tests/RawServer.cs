using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.ApiClient.Tests;

/// <summary>A TCP server that answers each connection as a test says, byte for byte, and keeps what it was sent.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<RawConnection, Task> _behaviour;
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _accepted;

    public RawServer(Func<RawConnection, Task> behaviour)
    {
        _behaviour = behaviour;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>Whole requests received, over all connections.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Accepts no further connection.</summary>
    public void StopListening() => _listener.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _connections.Add(Task.Run(() => ServeAsync(socket)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new RawConnection(socket, Requests, _stop.Token);
        try
        {
            await _behaviour(connection);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or the test is over.
        }
    }
}

/// <summary>One accepted connection.</summary>
public sealed class RawConnection(Socket socket, ConcurrentQueue<string> requests, CancellationToken stop) : IDisposable
{
    private readonly List<byte> _received = [];

    public NetworkStream Stream { get; } = new(socket, ownsSocket: true);

    public CancellationToken Stop => stop;

    /// <summary>Reads to the end of the headers.</summary>
    public async Task<string> ReadHeadersAsync()
    {
        while (true)
        {
            var text = Encoding.UTF8.GetString([.. _received]);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0)
            {
                return text[..(end + 4)];
            }

            await ReadSomeAsync();
        }
    }

    /// <summary>Reads one whole request and notes it.</summary>
    public async Task ReadRequestAsync()
    {
        var headers = await ReadHeadersAsync();
        var length = headers.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line.Split(':')[1], null)).FirstOrDefault();
        while (_received.Count < headers.Length + length)
        {
            await ReadSomeAsync();
        }

        requests.Enqueue(Encoding.UTF8.GetString([.. _received]));
        _received.Clear();
    }

    public Task SendAsync(string text) => Stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop).AsTask();

    /// <summary>Ends the connection with a reset instead of an orderly close.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    /// <summary>Says nothing more, for as long as the test runs.</summary>
    public async Task HangAsync()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(end.SetResult);
        await end.Task;
    }

    public void Dispose() => Stream.Dispose();

    private async Task ReadSomeAsync()
    {
        var buffer = new byte[65536];
        var count = await Stream.ReadAsync(buffer, stop);
        if (count == 0)
        {
            throw new IOException("The client has closed.");
        }

        _received.AddRange(buffer.AsSpan(0, count));
    }
}
