using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.ApiClient.Tests;

/// <summary>
/// Every fault has one meaning for every operation, is never an exception, and nothing is sent twice. Reads and writes mean the same but for
/// two cases, both in the table: a deadline before a connection stands is unknown for a GET, which has no body that tells whether it was
/// begun; and Sweeppea's own 503 is "throttled" for its reads, while every 5xx of a write is unknown.
/// </summary>
public sealed class FaultTests
{
    private const string Accepted = nameof(Accepted);
    private const string NeverSent = nameof(NeverSent);
    private const string Refused = nameof(Refused);
    private const string Throttled = nameof(Throttled);
    private const string Unknown = nameof(Unknown);

    /// <summary>Columns: the fault; what it means for a write, a read of Care360, a read of Sweeppea.</summary>
    public static TheoryData<string, string, string, string> AnswerFaults => new()
    {
        { "reset before the body", Unknown, Unknown, Unknown },
        { "reset after the body", Unknown, Unknown, Unknown },
        { "reset in mid-answer", Unknown, Unknown, Unknown },
        { "close after the body", Unknown, Unknown, Unknown },
        { "partial status line", Unknown, Unknown, Unknown },
        { "status without headers", Unknown, Unknown, Unknown },
        { "headers without body", Unknown, Unknown, Unknown },
        { "cut body", Unknown, Unknown, Unknown },
        { "cut chunk", Unknown, Unknown, Unknown },
        { "unfinished chunks", Unknown, Unknown, Unknown },
        { "too short a length", Unknown, Unknown, Unknown },
        { "two lengths", Unknown, Unknown, Unknown },
        { "broken chunk size", Unknown, Unknown, Unknown },
        { "not HTTP", Unknown, Unknown, Unknown },
        { "switching protocols", Unknown, Unknown, Unknown },
        { "one byte and no more", Unknown, Unknown, Unknown },
        { "no answer", Unknown, Unknown, Unknown },
        { "interim answers only", Unknown, Unknown, Unknown },
        { "headers and no more", Unknown, Unknown, Unknown },
        { "half a body and no more", Unknown, Unknown, Unknown },
        { "endless headers", Unknown, Unknown, Unknown },
        { "endless body", Unknown, Unknown, Unknown },
        { "body over the limit", Unknown, Unknown, Unknown },
        { "compressed body", Unknown, Unknown, Unknown },
        { "compressed 20 MB", Unknown, Unknown, Unknown },
        { "200 HTML", Unknown, Unknown, Unknown },
        { "200 empty", Unknown, Unknown, Unknown },
        { "200 null", Unknown, Unknown, Unknown },
        { "200 array", Unknown, Unknown, Unknown },
        { "200 other object", Unknown, Unknown, Unknown },
        { "200 says failure", Unknown, Unknown, Unknown },
        { "200 duplicate keys", Unknown, Unknown, Unknown },
        { "200 byte order mark", Unknown, Unknown, Unknown },
        { "200 twice", Unknown, Unknown, Unknown },
        { "200 cut JSON", Unknown, Unknown, Unknown },
        { "200 refusal", Unknown, Unknown, Unknown },
        { "204", Unknown, Unknown, Unknown },
        { "301 to the same", Unknown, Unknown, Unknown },
        { "302", Unknown, Unknown, Unknown },
        { "307", Unknown, Unknown, Unknown },
        { "400 HTML", Unknown, Unknown, Unknown },
        { "400 says success", Unknown, Unknown, Unknown },
        { "404 of another status", Unknown, Unknown, Unknown },
        { "408", Unknown, Unknown, Unknown },
        { "409", Unknown, Unknown, Unknown },
        { "500", Unknown, Unknown, Unknown },
        { "502", Unknown, Unknown, Unknown },
        { "503 of a proxy", Unknown, Unknown, Unknown },
        { "503", Unknown, Unknown, Throttled },
        { "504", Unknown, Unknown, Unknown },
        { "429 without a wait", Throttled, Throttled, Throttled },
        { "429 HTML", Throttled, Throttled, Throttled },
        { "429 seconds", Throttled, Throttled, Throttled },
        { "429 date", Throttled, Throttled, Throttled },
        { "429 garbage", Throttled, Throttled, Throttled },
        { "400", Refused, Refused, Refused },
        { "401", Refused, Refused, Refused },
        { "403", Refused, Refused, Refused },
        { "404", Refused, Refused, Refused },
        { "413", Refused, Refused, Refused },
        { "422", Refused, Refused, Refused },
        { "200", Accepted, Accepted, Accepted },
        { "200 with members not known", Accepted, Accepted, Accepted },
    };

    /// <summary>The same columns, for what goes wrong before a connection stands.</summary>
    public static TheoryData<string, string, string, string> ConnectionFaults => new()
    {
        { "nobody listens", NeverSent, NeverSent, NeverSent },
        { "name not found", NeverSent, NeverSent, NeverSent },
        { "TLS: plain text", NeverSent, NeverSent, NeverSent },
        { "TLS: closed", NeverSent, NeverSent, NeverSent },
        { "TLS: reset", NeverSent, NeverSent, NeverSent },
        { "TLS: certificate not trusted", NeverSent, NeverSent, NeverSent },
        { "TLS: deadline", NeverSent, Unknown, NeverSent },
    };

    [Theory, MemberData(nameof(AnswerFaults))]
    public async Task EveryOperation_FaultAfterConnecting_HasOneMeaning(string fault, string write, string read, string fetch)
    {
        await Parallel.ForEachAsync(Operations.All, async (operation, _) =>
        {
            using var deadline = new CancellationTokenSource();
            await using var server = new RawServer(connection => Faults.ByName[fault](connection, operation, deadline.Cancel));
            using var client = new TestClient($"http://127.0.0.1:{server.Port}");

            var told = await operation.CallAsync(client, deadline.Token);

            Check(told, operation, server.Port, write, read, fetch);
            told.RetryAfter?.TotalSeconds.ShouldBe(fault.EndsWith("date", StringComparison.Ordinal) ? 30 : 7);
            (told.RetryAfter is null).ShouldBe(fault is not ("429 seconds" or "429 date"), operation.Name);
            if (fault == "close after the body" && operation.Kind == OperationKind.Read)
            {
                // A GET may be asked again, and the transport does.
                server.Connections.ShouldBeInRange(1, 4);
                return;
            }

            server.Connections.ShouldBe(1, operation.Name);
            server.Requests.Count.ShouldBe(fault == "reset before the body" ? 0 : 1, operation.Name);
        });
    }

    [Theory, MemberData(nameof(ConnectionFaults))]
    public async Task EveryOperation_FaultWhileConnecting_HasOneMeaning(string fault, string write, string read, string fetch)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await Parallel.ForEachAsync(Operations.All, async (operation, _) =>
        {
            using var deadline = new CancellationTokenSource();
            await using var server = new RawServer(connection => BreakHandshakeAsync(fault, connection, certificate, deadline));
            var port = fault == "nobody listens" ? RawServer.FreePort() : server.Port;
            using var client = new TestClient(fault switch
            {
                "nobody listens" => $"http://127.0.0.1:{port}",
                "name not found" => "http://canary-host.invalid",
                _ => $"https://127.0.0.1:{port}",
            });

            var told = await operation.CallAsync(client, deadline.Token);

            Check(told, operation, port, write, read, fetch);
            server.Requests.ShouldBeEmpty(operation.Name);
        });
    }

    [Fact]
    public async Task EveryOperation_DeadlineBeforehand_HasOneMeaning()
    {
        await Parallel.ForEachAsync(Operations.All, async (operation, _) =>
        {
            await using var server = new RawServer(connection => connection.HangAsync());
            using var client = new TestClient($"http://127.0.0.1:{server.Port}");

            var told = await operation.CallAsync(client, new CancellationToken(canceled: true));

            Check(told, operation, server.Port, NeverSent, Unknown, NeverSent);
            server.Requests.ShouldBeEmpty();
        });
    }

    [Fact]
    public async Task EveryOperation_OrganizationWithoutKey_IsNeverSent()
    {
        foreach (var operation in Operations.All)
        {
            using var client = new TestClient("http://127.0.0.1:1") { Organization = "south" };

            (await operation.CallAsync(client, default)).Kind.ShouldBe(NeverSent, operation.Name);
        }
    }

    [Fact]
    public async Task EveryOperation_KeyThatNoHeaderCarries_IsNeverSentAndNotQuoted()
    {
        await using var server = new RawServer(connection => connection.HangAsync());
        foreach (var operation in Operations.All)
        {
            using var client = new TestClient($"http://127.0.0.1:{server.Port}", "canary\r\nX: y");

            Check(await operation.CallAsync(client, default), operation, server.Port, NeverSent, NeverSent, NeverSent);
        }

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryOperation_Request_IsTheDocumentedOne()
    {
        foreach (var operation in Operations.All)
        {
            await using var server = new RawServer(connection => connection.AnswerAndHangAsync(Faults.Complete(HttpStatusCode.OK, operation.Accepted)));
            using var client = new TestClient($"http://127.0.0.1:{server.Port}/base/");

            (await operation.CallAsync(client, default)).Kind.ShouldBe(Accepted, operation.Name);

            var lines = server.Requests.Single().Split("\r\n");
            var verb = operation.RequestLine.Split(' ');
            lines[0].ShouldBe($"{verb[0]} /base{verb[1]} HTTP/1.1");
            lines.ShouldContain(operation.Name.StartsWith("Sweeppea", StringComparison.Ordinal) ? $"Authorization: Bearer {TestClient.Key}" : $"cv-api-key: {TestClient.Key}");
            lines.Count(line => line.Contains(TestClient.Key, StringComparison.Ordinal)).ShouldBe(1, operation.Name);
            lines.Contains("Idempotency-Key: k").ShouldBe(operation.Kind == OperationKind.Write, operation.Name);
            lines.Contains("Content-Type: application/json; charset=utf-8").ShouldBe(lines[^1].Length > 0, operation.Name);
            lines.ShouldNotContain(line => line.StartsWith("Cookie", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Expect", StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>The outcome, and that its text holds neither address, key nor content.</summary>
    private static void Check(Told told, Operation operation, int port, string write, string read, string fetch)
    {
        var expected = operation.Kind switch
        {
            OperationKind.Write => write,
            OperationKind.Read => read,
            _ => fetch,
        };
        told.Kind.ShouldBe(expected, $"{operation.Name}: {told.Text}");
        told.Reason.ShouldBe(expected == Refused ? "Why" : null, operation.Name);
        told.Text.ShouldNotContain("canary");
        told.Text.ShouldNotContain("127.0.0.1");
        told.Text.ShouldNotContain(":" + port.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task BreakHandshakeAsync(string fault, RawConnection connection, X509Certificate certificate, CancellationTokenSource deadline)
    {
        switch (fault)
        {
            case "TLS: plain text":
                await connection.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
                break;
            case "TLS: reset":
                connection.Reset();
                break;
            case "TLS: certificate not trusted":
                await using (var tls = new SslStream(connection.Stream))
                {
                    await tls.AuthenticateAsServerAsync(certificate);
                    await tls.ReadExactlyAsync(new byte[1]);
                }

                break;
            case "TLS: deadline":
                await deadline.CancelAsync();
                await connection.HangAsync();
                break;
            default:
                break;
        }
    }
}
