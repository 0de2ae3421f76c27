using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.Application.Tests.Submissions;

/// <summary>What the upstream does with one create.</summary>
internal enum Deed
{
    ApplyAndAnswer,
    ApplyAndSaySo500,
    ApplyAndSayNothing,
    ApplyAndCut,
    Refuse,
    Throttle,
}

/// <summary>How far the upstream has come with a create.</summary>
internal enum Progress
{
    Received,
    Applied,
    Answered,
}

/// <summary>
/// A Care360 over bare TCP, so that a test decides what happens between any two bytes. Its own log, not the portal's, says what was applied.
/// </summary>
internal sealed class ScriptedUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly ConcurrentDictionary<string, Appointment> _events = new(StringComparer.Ordinal);
    private readonly Task _accepting;

    public ScriptedUpstream()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Chooses what is done with a create, by its idempotency key.</summary>
    public Func<string, Deed> Decide { get; set; } = _ => Deed.ApplyAndAnswer;

    /// <summary>Awaited before the answer is written.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    /// <summary>Told at each step of a create; the step waits for it to return.</summary>
    public Action<Progress> OnProgress { get; set; } = _ => { };

    /// <summary>While false, connections are accepted and nothing is read from them.</summary>
    public bool Reads { get; set; } = true;

    /// <summary>A POST lies in the buffers of an accepted connection, unread.</summary>
    public TaskCompletionSource PostUnread { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The client has taken a whole answer to a POST and closed its side.</summary>
    public TaskCompletionSource AnswerTaken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Received { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every create that arrived whole, in order, with what was done.</summary>
    public ConcurrentQueue<(string Key, Deed Deed)> Log { get; } = new();

    /// <summary>Every cancellation that took effect.</summary>
    public ConcurrentQueue<string> Cancels { get; } = new();

    /// <summary>The first cancellation took effect; its answer is withheld.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Applied(string key) => Log.Count(entry => string.Equals(entry.Key, key, StringComparison.Ordinal) && IsApplied(entry.Deed));

    public static bool IsApplied(Deed deed) => deed is not (Deed.Refuse or Deed.Throttle);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            if (!Reads)
            {
                var start = new byte[4];
                await client.Client.ReceiveAsync(start, SocketFlags.Peek, _stop.Token);
                if (Encoding.ASCII.GetString(start) is "POST")
                {
                    PostUnread.TrySetResult();
                }

                return;
            }

            var (head, body) = await ReadRequestAsync(client.GetStream());
            if (!head.StartsWith("POST", StringComparison.Ordinal))
            {
                await AnswerAsync(client, 200, new Care360Data<IReadOnlyList<Appointment>>(200, true, "Appointments fetched successfully", [.. _events.Values]));
                client.Close();
            }
            else if (Encoding.UTF8.GetString(body).Contains(CancelCalendarEventRequest.ActionName, StringComparison.Ordinal))
            {
                await CancelAsync(client, body);
            }
            else
            {
                await CreateAsync(client, head, body);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side was killed, or the test is over.
        }
    }

    private async Task CreateAsync(TcpClient client, string head, byte[] body)
    {
        var key = Header(head, Care360Routes.IdempotencyKeyHeader);
        var deed = Decide(key);
        Log.Enqueue((key, deed));
        Received.TrySetResult();
        OnProgress(Progress.Received);
        var id = Guid.NewGuid().ToString("D");
        if (IsApplied(deed))
        {
            Apply(id, head, body);
            OnProgress(Progress.Applied);
        }

        await BeforeAnswer();
        switch (deed)
        {
            case Deed.ApplyAndAnswer:
                await AnswerAsync(client, 200, new Care360Data<CreatedCalendarEvent>(200, true, "Calendar event created successfully", new CreatedCalendarEvent(true, id)));
                break;
            case Deed.ApplyAndSaySo500:
                await AnswerAsync(client, 500, new Care360Message(500, false, "Internal error", null));
                break;
            case Deed.Refuse:
                await AnswerAsync(client, 404, new Care360Message(404, false, "Invalid request", "No Case found for provided details!"));
                break;
            case Deed.Throttle:
                await AnswerAsync(client, 429, new Care360Message(429, false, "Rate limit exceeded", null), "Retry-After: 0\r\n");
                break;
            case Deed.ApplyAndCut:
                client.Client.LingerState = new LingerOption(true, 0);
                client.Close();
                return;
            default:
                return;
        }

        OnProgress(Progress.Answered);
        if (await client.GetStream().ReadAsync(new byte[1], _stop.Token) == 0)
        {
            AnswerTaken.TrySetResult();
        }
    }

    private async Task CancelAsync(TcpClient client, byte[] body)
    {
        var request = JsonSerializer.Deserialize(body, Care360Json.Strict.CancelCalendarEventRequest) ?? throw new IOException("No body.");
        if (!_events.TryRemove(request.Calendar.Id, out _))
        {
            await AnswerAsync(client, 400, new Care360Message(400, false, "Invalid request", "Calendar event has already been cancelled"));
            client.Close();
            return;
        }

        // The first one is done and never answered.
        Cancels.Enqueue(request.Calendar.Id);
        Cancelled.TrySetResult();
    }

    private void Apply(string id, string head, byte[] body)
    {
        var request = JsonSerializer.Deserialize(body, Care360Json.Strict.CreateCalendarEventRequest) ?? throw new IOException("No body.");
        var now = InstantPattern.ExtendedIso.Format(SystemClock.Instance.GetCurrentInstant());
        _events[id] = new Appointment
        {
            Id = id,
            CreatedAt = now,
            UpdatedAt = now,
            Title = request.Calendar.Title,
            Start = request.Calendar.StartTime,
            End = request.Calendar.EndTime,
            AgentName = request.Calendar.AgentName,
            Case = new AppointmentCase { Id = head.Split(' ')[1].Split('/')[^1] },
        };
    }

    private static async Task<(string Head, byte[] Body)> ReadRequestAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        var body = new byte[Header(head.ToString(), "Content-Length") is { Length: > 0 } length ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        return (head.ToString(), body);
    }

    private static string Header(string head, string name) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";

    private static async Task AnswerAsync<T>(TcpClient client, int status, T answer, string headers = "")
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, typeof(T), Care360Json.Strict);
        var head = $"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n";
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
    }
}
