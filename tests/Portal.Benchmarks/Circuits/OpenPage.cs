using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Portal.Benchmarks.Load;

namespace Portal.Benchmarks.Circuits;

/// <summary>
/// A page as a browser holds it open, without a browser: the prerendered document, then its circuit over a WebSocket, in which each batch is
/// confirmed and each call of a script answered.
/// </summary>
internal sealed partial class OpenPage : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _expected;
    private long _lastMessage = Environment.TickCount64;

    private OpenPage(HubConnection connection, byte[] expected)
    {
        (_connection, _expected) = (connection, expected);
        connection.On<long, byte[]>("JS.RenderBatch", OnBatchAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", OnScriptCallAsync);
        connection.On<string>("JS.Error", error => _rendered.TrySetException(new LoadException($"the circuit ended: {error}")));
    }

    /// <summary>False once the server has ended the circuit.</summary>
    public bool IsConnected => _connection.State == HubConnectionState.Connected;

    /// <summary>How long the server has sent nothing.</summary>
    public TimeSpan Silence => TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref _lastMessage));

    /// <summary>Opens the page and waits until its circuit has rendered it.</summary>
    /// <param name="http">Without cookies of its own.</param>
    /// <param name="address">Of the page.</param>
    /// <param name="cookie">As the Cookie header has it; empty for none.</param>
    /// <param name="expected">Must be in the document and in what the circuit renders.</param>
    /// <exception cref="LoadException">It is not, or the page does not become interactive.</exception>
    public static async Task<OpenPage> OpenAsync(HttpClient http, Uri address, string cookie, string expected)
    {
        var document = await ReadAsync(http, address, cookie);
        if (!document.Contains(expected, StringComparison.Ordinal))
        {
            throw new LoadException($"{address} does not show \"{expected}\"");
        }

        var origin = address.GetLeftPart(UriPartial.Authority);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "/_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.Headers["Origin"] = origin;
            if (cookie.Length > 0)
            {
                options.Headers["Cookie"] = cookie;
            }
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var page = new OpenPage(builder.Build(), System.Text.Encoding.UTF8.GetBytes(expected));
        try
        {
            await page.StartAsync(address, origin, document);
            return page;
        }
        catch (Exception e) when (e is TimeoutException or HttpRequestException)
        {
            await page.DisposeAsync();
            throw new LoadException($"{address}: no interactive page ({e.Message})", e);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<string> ReadAsync(HttpClient http, Uri address, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/html" } } };
        if (cookie.Length > 0)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task StartAsync(Uri address, string origin, string document)
    {
        await _connection.StartAsync();
        await _connection.InvokeAsync<string?>("StartCircuit", origin + "/", address.AbsoluteUri, "[]", "");
        var markers = Markers().Matches(document).Select(match => JsonSerializer.Deserialize<JsonElement>(match.Groups["json"].Value));
        var roots = markers.Where(marker => marker.TryGetProperty("descriptor", out _)).Select((marker, i) => new { type = "add", ssrComponentId = i + 1, marker });
        await _connection.SendAsync("UpdateRootComponents", JsonSerializer.Serialize(new { batchId = 1, operations = roots }), State().Match(document).Groups["state"].Value);
        await _rendered.Task.WaitAsync(Limit);
    }

    private async Task OnBatchAsync(long id, byte[] batch)
    {
        Interlocked.Exchange(ref _lastMessage, Environment.TickCount64);
        await _connection.SendAsync("OnRenderCompleted", id, null);
        if (batch.AsSpan().IndexOf(_expected) >= 0)
        {
            _rendered.TrySetResult();
        }
    }

    /// <summary>As a browser whose modules are there and whose functions return nothing, but to Radzen's scheduler its size.</summary>
    private Task OnScriptCallAsync(long call, string function, string arguments, int resultKind, long target, int callKind)
    {
        const int moduleOrObject = 1;
        Interlocked.Exchange(ref _lastMessage, Environment.TickCount64);
        var result = resultKind == moduleOrObject ? """{"__jsObjectId":1}"""
            : function is "Radzen.createResizable" ? """{"width":1280,"height":850}"""
            : "null";
        return call == 0 ? Task.CompletedTask : _connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
    }

    [GeneratedRegex("<!--Blazor:(?<json>.*?)-->", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex State();
}
