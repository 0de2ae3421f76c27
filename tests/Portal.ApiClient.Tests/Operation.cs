using System.Text.Json;
using NodaTime;

namespace Portal.ApiClient.Tests;

/// <summary>One operation of a contract, as a table row.</summary>
internal sealed record Operation(string Name, OperationKind Kind, string RequestLine, string Accepted, Func<TestClient, CancellationToken, Task<Told>> CallAsync)
{
    private bool IsSweeppea => Name.StartsWith("Sweeppea", StringComparison.Ordinal);

    /// <summary>The accepted answer with one member of its envelope saying failure.</summary>
    public string Failing => IsSweeppea
        ? Accepted.Replace("\"Response\":true", "\"Response\":false", StringComparison.Ordinal)
        : "{\"success\":false," + WithoutSuccess()[1..];

    /// <summary>The accepted answer with its first member once more at its end.</summary>
    public string Doubled
    {
        get
        {
            using var json = JsonDocument.Parse(Accepted);
            var first = json.RootElement.EnumerateObject().First();
            return $"{Accepted[..^1]},\"{first.Name}\":{first.Value.GetRawText()}}}";
        }
    }

    /// <summary>The accepted answer with members of a later version.</summary>
    public string Extended => "{\"Telemetry\":{\"APICalls\":1},\"code\":[\"new\"]," + Accepted[1..];

    /// <summary>A refusal as the operation's vendor words it; Sweeppea's newer answers add help.</summary>
    public string Refusal(int status) => IsSweeppea
        ? $$"""{"Help":{"ExpectedBody":{} },"Response":false,"Message":"Why","Code":{{status}}}"""
        : $$"""{"status":{{status}},"success":false,"message":"Invalid request","error":"Why"}""";

    public override string ToString() => Name;

    private string WithoutSuccess()
    {
        const string Success = "\"success\":true,";
        var at = Accepted.IndexOf(Success, StringComparison.Ordinal);
        return at < 0 ? Accepted : Accepted.Remove(at, Success.Length);
    }
}

/// <summary>What the meaning of a fault depends on.</summary>
internal enum OperationKind
{
    /// <summary>Has an effect, and a body.</summary>
    Write,

    /// <summary>Care360's reads: no body.</summary>
    Read,

    /// <summary>Sweeppea's reads: POST.</summary>
    Fetch,
}

/// <summary>An outcome without its type: its kind, its text, and what a refusal or a wait says.</summary>
internal sealed record Told(string Kind, string Text, Duration? RetryAfter, string? Reason)
{
    public static async Task<Told> OfAsync<T>(Task<ApiOutcome<T>> call) => await call switch
    {
        ApiOutcome<T>.Accepted accepted => new Told("Accepted", "", null, null),
        ApiOutcome<T>.Refused refused => new Told("Refused", refused.ToString(), null, refused.Reason),
        ApiOutcome<T>.Throttled throttled => new Told("Throttled", throttled.ToString(), throttled.RetryAfter, null),
        var other => new Told(other.GetType().Name, other.ToString(), null, null),
    };
}
