using System.Net;

namespace Portal.ApiServer.Webhooks;

/// <summary>How calls are made.</summary>
internal sealed class WebhookSettings
{
    /// <summary>In Development: http, and addresses of this machine.</summary>
    public required bool AllowsLocal { get; init; }

    /// <summary>One try, from looking up the name to the answer's headers.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One address of a name that has more of them: it must leave time for the next.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The addresses of a host name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;
}
