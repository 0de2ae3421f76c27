using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.TestSupport;

namespace Portal.ApiClient.Tests.Care360;

/// <summary>Every fault on the way is either provably "never sent" or "unknown", never an exception, and nothing is sent twice.</summary>
public sealed class TransportFaultTests
{
    private const string Created =
        """{"status":200,"success":true,"message":"m","data":{"success":true,"calendarEventId":"123e4567-e89b-12d3-a456-426614174000"}}""";

    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task List_FiveThousandEventsInOneAnswer_AllRead()
    {
        var row = $$"""{"id":"e","createdAt":"2026-03-01T00:00:00Z","updatedAt":"2026-03-01T00:00:00Z","title":"t","start":"2026-03-02T09:00:00Z","end":"2026-03-02T10:00:00Z","description":"{{new string('d', 1_000)}}"}""";
        var answer = $$"""{"status":200,"success":true,"message":"m","data":[{{string.Join(',', Enumerable.Repeat(row, 5_000))}}]}""";
        await using var server = new RawServer(connection => connection.AnswerAndCloseAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{answer}"));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.Api.ListAppointmentsAsync("north", new(2026, 3, 1), new(2027, 4, 6), default);

        outcome.ShouldBeOfType<ApiOutcome<IReadOnlyList<Appointment>>.Accepted>().Value.Count.ShouldBe(5_000);
    }

    [Fact]
    public async Task List_AnswerOver32MB_IsUnknown()
    {
        const int TooLarge = (32 * 1_048_576) + 1;
        await using var server = new RawServer(connection => connection.AnswerAndCloseAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: {TooLarge.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{new string(' ', TooLarge)}"));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.Api.ListAppointmentsAsync("north", new(2026, 3, 1), new(2027, 4, 6), default);

        outcome.ShouldBeOfType<ApiOutcome<IReadOnlyList<Appointment>>.Unknown>().Reason.ShouldBe("The answer was larger than allowed.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_ConnectionEndsOnAccept_IsNeverTakenForAnAnswer(bool isReset)
    {
        await using var server = new RawServer(connection =>
        {
            if (isReset)
            {
                connection.Reset();
            }

            return Task.CompletedTask;
        });
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        // Whether the client was already writing when it saw the end is the network's doing.
        Tell(await client.CreateAsync(), server.Port).ShouldBeOneOf("Unknown", "NeverSent");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_LargeBodyCutInMidUpload_IsUnknown()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadersAsync();
            connection.Reset();
        });
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.CreateAsync(TestClient.Details with { Description = new string('x', 20_000_000) });

        Tell(outcome, server.Port).ShouldBe("Unknown");
        server.Requests.ShouldBeEmpty();
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Create_DeadlineWhileConnecting_IsNeverSent()
    {
        // A full accept queue: the operating system neither accepts nor refuses.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(IPAddress.Loopback, port);
        using var client = new TestClient($"http://127.0.0.1:{port}");

        Tell(await client.CreateAsync(deadline: Deadline), port).ShouldBe("NeverSent");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_KeptConnectionDiesAfterTheRequest_IsUnknownAndSentOnce(bool isReset)
    {
        // The transport may only reconnect for what was not sent; here a second connect would be refused, which alone looks like "never sent".
        RawServer? self = null;
        await using var server = self = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Faults.Complete(HttpStatusCode.OK, Created));
            await connection.ReadRequestAsync();
            self?.StopListening();
            if (isReset)
            {
                connection.Reset();
            }
        });
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");
        (await client.CreateAsync()).ShouldBeOfType<ApiOutcome<CreatedCalendarEvent>.Accepted>();

        var outcome = await client.CreateAsync(key: "second");

        Tell(outcome, server.Port).ShouldBe("Unknown");
        server.Requests.Count.ShouldBe(2);
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Create_KeptConnectionClosedWhileIdle_IsSentOnceOnAnother()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Faults.Complete(HttpStatusCode.OK, Created));
        });
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");
        await client.CreateAsync(key: "first");
        await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count == 1), "the first is served");

        var outcome = await client.CreateAsync(key: "second");

        // Whether the close was seen in time is the network's doing; twice it is never sent.
        server.Requests.Count(request => request.Contains("Idempotency-Key: second", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
        outcome.GetType().Name.ShouldBeOneOf("Accepted", "Unknown");
    }

    [Fact]
    public async Task Create_InterimAnswerFirst_IsTheFinalAnswer()
    {
        await using var server = new RawServer(connection => Faults.AnswerAndHangAsync(
            connection,
            $"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(Created).ToString(CultureInfo.InvariantCulture)}\r\n\r\n{Created}"));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        (await client.CreateAsync()).ShouldBeOfType<ApiOutcome<CreatedCalendarEvent>.Accepted>();
    }

    /// <summary>The outcome's name, after checking that its text holds neither address, key nor content.</summary>
    private static string Tell(ApiOutcome<CreatedCalendarEvent> outcome, int port)
    {
        var text = outcome.ToString();
        text.ShouldNotContain("canary");
        text.ShouldNotContain("127.0.0.1");
        text.ShouldNotContain(":" + port.ToString(CultureInfo.InvariantCulture));
        return outcome.GetType().Name;
    }
}
