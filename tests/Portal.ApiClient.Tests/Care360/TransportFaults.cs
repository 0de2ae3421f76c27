using System.Globalization;

namespace Portal.ApiClient.Tests.Care360;

/// <summary>What can go wrong between a connection made and an answer read, by name.</summary>
internal static class TransportFaults
{
    /// <summary>A whole answer of success; faults break it.</summary>
    public const string Created =
        """{"status":200,"success":true,"message":"m","data":{"success":true,"calendarEventId":"123e4567-e89b-12d3-a456-426614174000"}}""";

    /// <summary>They end by themselves.</summary>
    public static IReadOnlyDictionary<string, Func<RawConnection, Task>> WhileAnswering { get; } = new Dictionary<string, Func<RawConnection, Task>>(StringComparer.Ordinal)
    {
        ["reset before the body"] = async connection =>
        {
            await connection.ReadHeadersAsync();
            connection.Reset();
        },
        ["reset after the body"] = async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        },
        ["close after the body"] = connection => connection.ReadRequestAsync(),
        ["partial status line"] = connection => AnswerAndCloseAsync(connection, "HTTP/1.1 20"),
        ["status without headers"] = connection => AnswerAndCloseAsync(connection, "HTTP/1.1 200 OK\r\nContent-"),
        ["headers without body"] = connection => AnswerAndCloseAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 131\r\n\r\n"),
        ["cut body"] = connection => AnswerAndCloseAsync(connection, $"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{Created}"),
        ["cut chunk"] = connection => AnswerAndCloseAsync(connection, $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{Created}"),
        ["unfinished chunks"] = connection => AnswerAndCloseAsync(
            connection, $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Created.Length.ToString("x", CultureInfo.InvariantCulture)}\r\n{Created}\r\n"),
        ["reset in mid-answer"] = async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{");
            connection.Reset();
        },
        ["too short a length"] = connection => AnswerAndHangAsync(connection, $"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{Created}"),
        ["not HTTP"] = connection => AnswerAndCloseAsync(connection, "SSH-2.0-OpenSSH_9.2\r\n"),
        ["broken chunk size"] = connection => AnswerAndHangAsync(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        ["two lengths"] = connection => AnswerAndHangAsync(connection, $"HTTP/1.1 200 OK\r\nContent-Length: 20\r\nContent-Length: 21\r\n\r\n{Created}"),
        ["endless headers"] = async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n");
            while (!connection.Stop.IsCancellationRequested)
            {
                await connection.SendAsync($"X-Filler: {new string('x', 8000)}\r\n");
            }
        },
        ["endless body"] = async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            while (!connection.Stop.IsCancellationRequested)
            {
                await connection.SendAsync(new string(' ', 60_000));
            }
        },
        ["body over 1 MB"] = connection => AnswerAndHangAsync(
            connection, $"HTTP/1.1 200 OK\r\nContent-Length: {(Created.Length + 1_048_576).ToString(CultureInfo.InvariantCulture)}\r\n\r\n{Created}{new string(' ', 1_048_576)}"),
        ["compressed body"] = connection => AnswerAndHangAsync(
            connection, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\n\u001f\u000b\u0008\0\0\0"),
        ["switching protocols"] = connection => AnswerAndCloseAsync(connection, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
    };

    /// <summary>They last until somebody gives up.</summary>
    public static IReadOnlyDictionary<string, Func<RawConnection, Task>> Endless { get; } = new Dictionary<string, Func<RawConnection, Task>>(StringComparer.Ordinal)
    {
        ["no answer"] = async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.HangAsync();
        },
        ["nothing read"] = connection => connection.HangAsync(),
        ["headers only"] = connection => AnswerAndHangAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 131\r\n\r\n"),
        ["half a body"] = connection => AnswerAndHangAsync(connection, $"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{Created}"),
        ["interim answers only"] = async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 102 Processing\r\n\r\n");
            await connection.HangAsync();
        },
    };

    public static async Task AnswerAndCloseAsync(RawConnection connection, string answer)
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(answer);
    }

    public static async Task AnswerAndHangAsync(RawConnection connection, string answer)
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(answer);
        await connection.HangAsync();
    }
}
