using Microsoft.Extensions.Options;

namespace Portal.Application.Submissions;

/// <summary>Section <c>Submissions</c>: how requests to the upstreams are sent, repeated and given up.</summary>
public sealed class SubmissionOptions
{
    public const string Section = "Submissions";

    /// <summary>How long one attempt may take, from its claim, by the process's monotonic clock. Shorter than <see cref="Lease"/>.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a claim holds, by the database's clock.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after an unclear attempt staff may say that it is not there. At least deadline and lease together.</summary>
    public TimeSpan QuietPeriod { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>First pause after a 429 that names none; doubles with each try.</summary>
    public TimeSpan ThrottledPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long 429 is waited for in all.</summary>
    public TimeSpan ThrottledLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Pauses after an attempt that never reached the upstream; the last one goes on.</summary>
    public IReadOnlyList<TimeSpan> NeverSentPauses { get; } =
        [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(2)];

    /// <summary>How long an upstream that cannot be reached is tried in all.</summary>
    public TimeSpan NeverSentLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>First pause before an unclear cancel is repeated; doubles with each try.</summary>
    public TimeSpan CancelPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a request that is throttled, or an unclear cancel, is tried before it is given up.</summary>
    public int MaxTries { get; set; } = 5;

    /// <summary>Pauses before an unclear create is repeated under the same key; the last one goes on. Only where the backend honours the key.</summary>
    public IReadOnlyList<TimeSpan> RepeatPauses { get; } = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5)];

    /// <summary>How long after the first send a create is repeated: shorter than the 24 hours that a backend keeps a key.</summary>
    public TimeSpan RepeatLimit { get; set; } = TimeSpan.FromHours(23);

    /// <summary>How often senders and the sweeper look without being told, at most.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests in flight per replica.</summary>
    public int Parallel { get; set; } = 8;

    /// <summary>Requests in flight per organisation and replica, so that one hanging upstream leaves room for the others.</summary>
    public int ParallelPerOrganization { get; set; } = 4;
}

/// <summary>Refuses settings under which the state machine would not hold.</summary>
internal sealed class SubmissionOptionsValidator : IValidateOptions<SubmissionOptions>
{
    public ValidateOptionsResult Validate(string? name, SubmissionOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(SubmissionOptions options)
    {
        if (options.Deadline <= TimeSpan.Zero || options.Deadline >= options.Lease)
        {
            yield return $"{SubmissionOptions.Section}:Deadline must be more than zero and less than {SubmissionOptions.Section}:Lease.";
        }

        if (options.QuietPeriod < options.Deadline + options.Lease)
        {
            yield return $"{SubmissionOptions.Section}:QuietPeriod must be at least Deadline and Lease together.";
        }

        if (options.RepeatLimit <= TimeSpan.Zero || options.RepeatLimit >= TimeSpan.FromHours(24))
        {
            yield return $"{SubmissionOptions.Section}:RepeatLimit must be less than the 24 hours that a backend keeps a key.";
        }

        if (options.ThrottledPause <= TimeSpan.Zero || options.CancelPause <= TimeSpan.Zero || options.ThrottledLimit <= TimeSpan.Zero || options.NeverSentLimit <= TimeSpan.Zero)
        {
            yield return $"{SubmissionOptions.Section}: ThrottledPause, ThrottledLimit, NeverSentLimit and CancelPause must be more than zero.";
        }

        if (options.MaxTries < 1 || options.Parallel < 1 || options.ParallelPerOrganization < 1)
        {
            yield return $"{SubmissionOptions.Section}: MaxTries, Parallel and ParallelPerOrganization must be at least 1.";
        }

        if (options.PollInterval <= TimeSpan.Zero || options.PollInterval > TimeSpan.FromSeconds(1))
        {
            yield return $"{SubmissionOptions.Section}:PollInterval must be more than zero and at most 1 second.";
        }
    }
}
