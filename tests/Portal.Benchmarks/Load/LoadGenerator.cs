using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portal.Benchmarks.Load;

/// <summary>
/// Sends one request after the other on each of a number of kept connections, over plain sockets, so that the generator costs little
/// beside the server it shares the machine with. Every answer must be a 200.
/// </summary>
internal static class LoadGenerator
{
    /// <summary>Runs for the time given, after connecting.</summary>
    /// <param name="address">Where to connect.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="duration">How long requests are started; those under way are waited for.</param>
    /// <param name="createRequest">The bytes of the next request; called on every connection at once.</param>
    public static async Task<LoadResult> RunAsync(Uri address, int connections, TimeSpan duration, Func<ReadOnlyMemory<byte>> createRequest)
    {
        var sockets = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ConnectAsync(address)));
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(sockets.Select(socket => Task.Run(() => DriveAsync(socket, start, duration, createRequest))));
        var elapsed = Stopwatch.GetElapsedTime(start);
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }

        var sorted = latencies.SelectMany(part => part).Order().ToArray();
        return new LoadResult(sorted.Length / elapsed.TotalSeconds, At(sorted, 0.5), At(sorted, 0.99), At(sorted, 1));
    }

    private static TimeSpan At(long[] sorted, double share) =>
        Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))]);

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return socket;
    }

    private static async Task<List<long>> DriveAsync(Socket socket, long start, TimeSpan duration, Func<ReadOnlyMemory<byte>> createRequest)
    {
        var latencies = new List<long>(65536);
        var buffer = new byte[4096];
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var request = createRequest();
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            await ReadAnswerAsync(socket, buffer);
            latencies.Add(Stopwatch.GetTimestamp() - sent);
        }

        return latencies;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var count = 0;
        while (!IsComplete(buffer.AsSpan(0, count)))
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(count));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            count += read;
        }

        if (!buffer.AsSpan(0, count).StartsWith("HTTP/1.1 200 "u8))
        {
            throw new IOException(System.Text.Encoding.UTF8.GetString(buffer, 0, count));
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var headersEnd = answer.IndexOf("\r\n\r\n"u8);
        if (headersEnd < 0)
        {
            return false;
        }

        // A minimal API's answer comes in chunks, ours with its length.
        var name = "Content-Length: "u8;
        var at = answer.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(answer[(at + name.Length)..], out int length, out _)
            ? answer.Length >= headersEnd + 4 + length
            : answer.EndsWith("\r\n0\r\n\r\n"u8);
    }
}
