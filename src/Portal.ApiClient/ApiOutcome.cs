using NodaTime;

namespace Portal.ApiClient;

/// <summary>
/// What is known after one call. A closed set: every answer, fault and time-out of an upstream is exactly one of these,
/// decided by the status first and then by the contract's shape.
/// </summary>
public abstract record ApiOutcome<T>
{
    private ApiOutcome()
    {
    }

    /// <summary>A 2xx of the documented shape.</summary>
    public sealed record Accepted(T Value) : ApiOutcome<T>;

    /// <summary>A refusal in the contract's shape (400, 401, 403, 404, 413, 422): the upstream did nothing.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Message">The contract's <c>message</c>.</param>
    /// <param name="Error">The contract's <c>error</c>, where it has one.</param>
    public sealed record Refused(int Status, string Message, string? Error) : ApiOutcome<T>
    {
        /// <summary>The upstream's own reason: the more particular of the two texts.</summary>
        public string Reason => Error ?? Message;
    }

    /// <summary>429: nothing was done. <paramref name="RetryAfter"/> is the upstream's wish, null when it names none.</summary>
    public sealed record Throttled(Duration? RetryAfter) : ApiOutcome<T>;

    /// <summary>Provably nothing reached the upstream: name resolution, connect, TLS or proxy tunnel failed.</summary>
    public sealed record NeverSent(string Reason) : ApiOutcome<T>;

    /// <summary>Everything else: nobody knows whether it was done. <paramref name="Reason"/> is for staff and holds no body, key or address.</summary>
    public sealed record Unknown(string Reason) : ApiOutcome<T>;
}
