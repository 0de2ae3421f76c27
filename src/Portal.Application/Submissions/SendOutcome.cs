using NodaTime;
using Portal.ApiClient;

namespace Portal.Application.Submissions;

/// <summary>What one attempt proved, whatever the operation. A closed set.</summary>
public abstract record SendOutcome
{
    private const string AlreadyCancelled = "already been cancelled";

    private SendOutcome()
    {
    }

    /// <summary>It is done upstream.</summary>
    /// <param name="UpstreamId">Id of what was created; null for a cancel, and where the answer names none.</param>
    public sealed record Done(string? UpstreamId) : SendOutcome;

    /// <summary>The upstream refused this attempt and did nothing for it.</summary>
    public sealed record Refused(int Status, string Reason) : SendOutcome;

    /// <summary>The upstream asked to wait and did nothing for this attempt.</summary>
    public sealed record Throttled(Duration? RetryAfter) : SendOutcome;

    /// <summary>Nothing of this attempt reached the upstream.</summary>
    public sealed record NeverSent(string Reason) : SendOutcome;

    /// <summary>Nobody knows whether this attempt was applied.</summary>
    public sealed record Unclear(string Reason) : SendOutcome;

    /// <summary>Reads the outcome of a create.</summary>
    public static SendOutcome OfCreate<T>(ApiOutcome<T> outcome, Func<T, string> upstreamId) => Of(outcome, value => new Done(upstreamId(value)));

    /// <summary>Reads the outcome of a create whose answer names no id (document 002).</summary>
    public static SendOutcome OfCreate<T>(ApiOutcome<T> outcome) => Of(outcome, _ => new Done(null));

    /// <summary>Reads the outcome of a cancel. "Already been cancelled" (document 001, and of appointments alike) is what the person wanted.</summary>
    public static SendOutcome OfCancel<T>(ApiOutcome<T> outcome) =>
        outcome is ApiOutcome<T>.Refused { Status: 400 } refused && refused.Reason.Contains(AlreadyCancelled, StringComparison.OrdinalIgnoreCase)
            ? new Done(null)
            : Of(outcome, _ => new Done(null));

    private static SendOutcome Of<T>(ApiOutcome<T> outcome, Func<T, SendOutcome> done) => outcome switch
    {
        ApiOutcome<T>.Accepted accepted => done(accepted.Value),
        ApiOutcome<T>.Refused refused => new Refused(refused.Status, refused.Reason),
        ApiOutcome<T>.Throttled throttled => new Throttled(throttled.RetryAfter),
        ApiOutcome<T>.NeverSent neverSent => new NeverSent(neverSent.Reason),
        ApiOutcome<T>.Unknown unknown => new Unclear(unknown.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
