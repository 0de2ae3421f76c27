using NodaTime;

namespace Portal.ApiServer.Webhooks;

/// <summary>When a delivery that failed is tried again.</summary>
internal static class WebhookDeliveryRules
{
    /// <summary>From its creation; what is older is tried once, when the server comes back, and not again.</summary>
    public static readonly Duration GivenUpAfter = Duration.FromHours(24);

    /// <summary>How much longer than planned a pause may be, so that what failed together is not tried together.</summary>
    public const double MostJitter = 0.1;

    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromMinutes(30),
        Duration.FromHours(1),
    ];

    /// <summary>The time of the next try; null when the delivery is given up.</summary>
    /// <param name="createdAt">When the delivery was created.</param>
    /// <param name="failed">Tries that failed, at least 1.</param>
    /// <param name="now">When the last of them did.</param>
    /// <param name="jitter">From 0 to 1: how much of <see cref="MostJitter"/> is added.</param>
    public static Instant? NextTry(Instant createdAt, int failed, Instant now, double jitter)
    {
        var next = now + (Pauses[Math.Min(failed, Pauses.Length) - 1] * (1 + (MostJitter * jitter)));
        return next <= createdAt + GivenUpAfter ? next : null;
    }
}
