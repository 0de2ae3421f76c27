using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Portal.ApiClient.Tests;

/// <summary>What a faulty upstream does with one connection.</summary>
/// <param name="connection">The connection.</param>
/// <param name="operation">What was called: whose answer is broken.</param>
/// <param name="giveUp">Ends the caller's patience, for faults that last until somebody gives up.</param>
internal delegate Task Fault(RawConnection connection, Operation operation, Action giveUp);

/// <summary>What can go wrong between a connection made and an answer understood, by name.</summary>
internal static class Faults
{
    public static IReadOnlyDictionary<string, Fault> ByName { get; } = new Dictionary<string, Fault>(StringComparer.Ordinal)
    {
        ["reset before the body"] = async (connection, _, _) =>
        {
            await connection.ReadHeadersAsync();
            connection.Reset();
        },
        ["reset after the body"] = async (connection, _, _) =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        },
        ["reset in mid-answer"] = async (connection, _, _) =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{");
            connection.Reset();
        },
        ["close after the body"] = (connection, _, _) => connection.ReadRequestAsync(),
        ["partial status line"] = (connection, _, _) => connection.AnswerAndCloseAsync("HTTP/1.1 20"),
        ["status without headers"] = (connection, _, _) => connection.AnswerAndCloseAsync("HTTP/1.1 200 OK\r\nContent-"),
        ["headers without body"] = (connection, _, _) => connection.AnswerAndCloseAsync("HTTP/1.1 200 OK\r\nContent-Length: 131\r\n\r\n"),
        ["cut body"] = (connection, operation, _) => connection.AnswerAndCloseAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: {Length(operation.Accepted, 1)}\r\n\r\n{operation.Accepted}"),
        ["cut chunk"] = (connection, operation, _) => connection.AnswerAndCloseAsync(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{operation.Accepted}"),
        ["unfinished chunks"] = (connection, operation, _) => connection.AnswerAndCloseAsync(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{operation.Accepted.Length.ToString("x", CultureInfo.InvariantCulture)}\r\n{operation.Accepted}\r\n"),
        ["too short a length"] = (connection, operation, _) => connection.AnswerAndHangAsync($"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{operation.Accepted}"),
        ["two lengths"] = (connection, operation, _) => connection.AnswerAndHangAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: 20\r\nContent-Length: 21\r\n\r\n{operation.Accepted}"),
        ["broken chunk size"] = (connection, _, _) => connection.AnswerAndHangAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        ["not HTTP"] = (connection, _, _) => connection.AnswerAndCloseAsync("SSH-2.0-OpenSSH_9.2\r\n"),
        ["switching protocols"] = (connection, _, _) => connection.AnswerAndCloseAsync(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
        ["one byte and no more"] = (connection, _, giveUp) => connection.AnswerAndGiveUpAsync("H", giveUp),
        ["no answer"] = (connection, _, giveUp) => connection.AnswerAndGiveUpAsync("", giveUp),
        ["interim answers only"] = (connection, _, giveUp) => connection.AnswerAndGiveUpAsync("HTTP/1.1 102 Processing\r\n\r\n", giveUp),
        ["headers and no more"] = (connection, _, giveUp) => connection.AnswerAndGiveUpAsync("HTTP/1.1 200 OK\r\nContent-Length: 131\r\n\r\n", giveUp),
        ["half a body and no more"] = (connection, operation, giveUp) => connection.AnswerAndGiveUpAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: {Length(operation.Accepted, 1)}\r\n\r\n{operation.Accepted}", giveUp),
        ["endless headers"] = (connection, _, _) => connection.AnswerWithoutEndAsync("HTTP/1.1 200 OK\r\n", $"X-Filler: {new string('x', 8000)}\r\n"),
        ["endless body"] = (connection, _, _) => connection.AnswerWithoutEndAsync("HTTP/1.1 200 OK\r\n\r\n", new string(' ', 60_000)),
        ["body over the limit"] = (connection, operation, _) => connection.AnswerAndHangAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: {Length(operation.Accepted, 33 * 1_048_576)}\r\n\r\n{operation.Accepted}"),
        ["compressed body"] = async (connection, operation, _) =>
        {
            await connection.ReadRequestAsync();
            await connection.SendCompressedAsync(Encoding.UTF8.GetBytes(operation.Accepted));
        },
        ["compressed 20 MB"] = async (connection, _, _) =>
        {
            await connection.ReadRequestAsync();
            await connection.SendCompressedAsync(new byte[20_000_000]);
        },
        ["200 HTML"] = Answer("200", _ => "<!DOCTYPE html><html><body>canary</body></html>"),
        ["200 empty"] = Answer("200", _ => ""),
        ["200 null"] = Answer("200", _ => "null"),
        ["200 array"] = Answer("200", _ => "[]"),
        ["200 other object"] = Answer("200", _ => "{}"),
        ["200 says failure"] = Answer("200", operation => operation.Failing),
        ["200 duplicate keys"] = Answer("200", operation => operation.Doubled),
        ["200 byte order mark"] = Answer("200", operation => "\ufeff" + operation.Accepted),
        ["200 twice"] = Answer("200", operation => operation.Accepted + operation.Accepted),
        ["200 cut JSON"] = Answer("200", operation => operation.Accepted[..^1]),
        ["200 refusal"] = Answer("200", operation => operation.Refusal(400)),
        ["204"] = (connection, _, _) => connection.AnswerAndHangAsync("HTTP/1.1 204 No Content\r\n\r\n"),
        ["301 to the same"] = Answer("301", operation => operation.Accepted, "Location: /canary\r\n"),
        ["302"] = Answer("302", _ => "", "Location: http://canary.invalid/\r\n"),
        ["307"] = Answer("307", operation => operation.Accepted, "Location: /canary\r\n"),
        ["400 HTML"] = Answer("400", _ => "<html>canary</html>"),
        ["400 says success"] = Answer("400", operation => operation.Accepted),
        ["404 of another status"] = Answer("404", operation => operation.Refusal(400)),
        ["408"] = Answer("408", operation => operation.Refusal(408)),
        ["409"] = Answer("409", operation => operation.Refusal(409)),
        ["500"] = Answer("500", operation => operation.Refusal(500)),
        ["502"] = Answer("502", _ => "<html>Bad Gateway canary</html>"),
        ["503 of a proxy"] = Answer("503", _ => "<html>canary</html>", "Retry-After: 5\r\n"),
        ["503"] = Answer("503", operation => operation.Refusal(503)),
        ["504"] = Answer("504", _ => ""),
        ["429 without a wait"] = Answer("429", operation => operation.Refusal(429)),
        ["429 HTML"] = Answer("429", _ => "<html>canary</html>"),
        ["429 seconds"] = Answer("429", operation => operation.Refusal(429), "Retry-After: 7\r\n"),
        ["429 date"] = Answer("429", operation => operation.Refusal(429), "Retry-After: Tue, 10 Mar 2026 12:00:30 GMT\r\n"),
        ["429 garbage"] = Answer("429", operation => operation.Refusal(429), "Retry-After: canary\r\n"),
        ["400"] = Answer("400", operation => operation.Refusal(400)),
        ["401"] = Answer("401", operation => operation.Refusal(401)),
        ["403"] = Answer("403", operation => operation.Refusal(403)),
        ["404"] = Answer("404", operation => operation.Refusal(404)),
        ["413"] = Answer("413", operation => operation.Refusal(413)),
        ["422"] = Answer("422", operation => operation.Refusal(422)),
        ["200"] = Answer("200", operation => operation.Accepted),
        ["200 with members not known"] = Answer("200", operation => operation.Extended),
    };

    public static string Complete(HttpStatusCode status, string body, string headers = "") => Complete(((int)status).ToString(CultureInfo.InvariantCulture), body, headers);

    public static Task AnswerAndCloseAsync(this RawConnection connection, string answer) => AnswerAsync(connection, answer);

    public static async Task AnswerAndHangAsync(this RawConnection connection, string answer)
    {
        await AnswerAsync(connection, answer);
        await connection.HangAsync();
    }

    private static Fault Answer(string status, Func<Operation, string> body, string headers = "") =>
        (connection, operation, _) => connection.AnswerAndHangAsync(Complete(status, body(operation), headers));

    private static string Complete(string status, string body, string headers) =>
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\n{headers}Content-Length: {Length(body, 0)}\r\n\r\n{body}";

    private static string Length(string body, int more) => (Encoding.UTF8.GetByteCount(body) + more).ToString(CultureInfo.InvariantCulture);

    private static async Task AnswerAsync(RawConnection connection, string answer)
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(answer);
    }

    private static async Task AnswerAndGiveUpAsync(this RawConnection connection, string answer, Action giveUp)
    {
        await AnswerAsync(connection, answer);
        giveUp();
        await connection.HangAsync();
    }

    private static async Task AnswerWithoutEndAsync(this RawConnection connection, string start, string again)
    {
        await AnswerAsync(connection, start);
        while (!connection.Stop.IsCancellationRequested)
        {
            await connection.SendAsync(again);
        }
    }

    private static async Task SendCompressedAsync(this RawConnection connection, byte[] body)
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(body);
        }

        await connection.SendAsync(
            $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {compressed.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");
        await connection.Stream.WriteAsync(compressed.ToArray(), connection.Stop);
        await connection.HangAsync();
    }
}
