using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Benchmarks.Load;

/// <summary>
/// Sends one request after the other on each of a number of kept connections, over plain sockets, so that the generator costs little
/// beside the server it shares the machine with. Every answer must be a 200; the first other one ends the run.
/// </summary>
internal static class LoadGenerator
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    /// <summary>Runs for the time given, after connecting.</summary>
    /// <param name="address">Where to connect.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="duration">How long requests are started; those under way are waited for.</param>
    /// <param name="createRequest">The bytes of the next request; called on every connection at once.</param>
    /// <exception cref="LoadException">An answer was no 200, broke off, or did not come within 30 seconds of the last request's start.</exception>
    public static async Task<LoadResult> RunAsync(Uri address, int connections, TimeSpan duration, Func<ReadOnlyMemory<byte>> createRequest)
    {
        var sockets = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ConnectAsync(address)));
        try
        {
            var start = Stopwatch.GetTimestamp();
            var latencies = await GatherAsync(
                sockets.Select(socket => Task.Run(() => DriveAsync(socket, start, duration, createRequest))), duration + LongestAnswer);
            var elapsed = Stopwatch.GetElapsedTime(start);
            latencies.Sort();
            return new LoadResult(latencies.Count / elapsed.TotalSeconds, At(latencies, 0.5), At(latencies, 0.99), At(latencies, 1));
        }
        finally
        {
            // Ends what still drives them after a failure.
            Array.ForEach(sockets, socket => socket.Dispose());
        }
    }

    /// <summary>In order of completion, so that the first failure is seen although other connections wait.</summary>
    private static async Task<List<long>> GatherAsync(IEnumerable<Task<List<long>>> drivers, TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within);
        var latencies = new List<long>();
        try
        {
            await foreach (var driver in Task.WhenEach(drivers).WithCancellation(timeout.Token))
            {
                latencies.AddRange(await driver);
            }

            return latencies;
        }
        catch (OperationCanceledException e)
        {
            throw new LoadException($"an answer did not come within {LongestAnswer.TotalSeconds:F0} s", e);
        }
        catch (SocketException e)
        {
            throw new LoadException($"the connection broke: {e.Message}", e);
        }
    }

    private static TimeSpan At(List<long> sorted, double share) =>
        Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))]);

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return socket;
    }

    private static async Task<List<long>> DriveAsync(Socket socket, long start, TimeSpan duration, Func<ReadOnlyMemory<byte>> createRequest)
    {
        var latencies = new List<long>(65536);
        var buffer = new byte[65536];
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var request = createRequest();
            var sent = Stopwatch.GetTimestamp();
            await SendAsync(socket, request);
            await ReadAnswerAsync(socket, buffer);
            latencies.Add(Stopwatch.GetTimestamp() - sent);
        }

        return latencies;
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0)
        {
            request = request[await socket.SendAsync(request)..];
        }
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var count = 0;
        int headersEnd;
        while ((headersEnd = buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8)) < 0)
        {
            count += await ReceiveAsync(socket, buffer.AsMemory(count));
        }

        if (!buffer.AsSpan(0, count).StartsWith("HTTP/1.1 200 "u8))
        {
            throw new LoadException($"an answer was no 200: {Encoding.UTF8.GetString(buffer, 0, count)}");
        }

        var body = count - headersEnd - 4;
        if (LengthOf(buffer.AsSpan(0, headersEnd)) is { } length)
        {
            await SkipAsync(socket, buffer, length - body);
        }
        else
        {
            await SkipChunksAsync(socket, buffer, count);
        }
    }

    private static int? LengthOf(ReadOnlySpan<byte> headers)
    {
        var name = "Content-Length: "u8;
        var at = headers.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(headers[(at + name.Length)..], out int length, out _) ? length : null;
    }

    private static async Task SkipAsync(Socket socket, byte[] buffer, int rest)
    {
        while (rest > 0)
        {
            rest -= await ReceiveAsync(socket, buffer.AsMemory(0, Math.Min(rest, buffer.Length)));
        }
    }

    /// <summary>A minimal API's answer comes in chunks, ours with its length. The last chunk is empty, and no JSON ends like it.</summary>
    private static async Task SkipChunksAsync(Socket socket, byte[] buffer, int count)
    {
        const int End = 7;
        while (!buffer.AsSpan(0, count).EndsWith("\r\n0\r\n\r\n"u8))
        {
            if (count > buffer.Length / 2)
            {
                buffer.AsSpan(count - End, End).CopyTo(buffer);
                count = End;
            }

            count += await ReceiveAsync(socket, buffer.AsMemory(count));
        }
    }

    private static async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        var read = await socket.ReceiveAsync(buffer);
        return read > 0 ? read : throw new LoadException("the server closed the connection");
    }
}
