using System.Collections.Immutable;
using NodaTime;
using Portal.Application.Submissions;

namespace Portal.Application.Tests.Submissions;

/// <summary>
/// Every interleaving of one submission: two replicas, a kill at any point, pauses, lost answers, requests that are applied late,
/// lease expiry and one staff decision. Each step of the portal is a call of a rule; by default the product's own, so the search proves the product.
/// A mutant replaces one of them.
/// </summary>
internal sealed class SubmissionModel
{
    private const int MaxAttempts = 4;
    private const int MaxOnTheWire = 2;

    private static readonly SubmissionOptions Options = new();
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Instant AfterQuietPeriod = Now + Duration.FromTimeSpan(Options.QuietPeriod);
    private static readonly string[] Holders = ["r0", "r1"];

    public Func<SubmissionStatus, string, SubmissionTransition?> Claim { get; init; } = (status, holder) => SubmissionRules.Claim(status, holder, Now, Options);

    public Func<SubmissionStatus?, int, string, bool> MayStillSend { get; init; } =
        (status, attempt, holder) => SubmissionRules.MayStillSend(status, attempt, holder, Now);

    public Func<SubmissionStatus, int, SendOutcome, SubmissionTransition?> Record { get; init; } =
        (status, attempt, outcome) => SubmissionRules.Record(status, attempt, outcome, honoursKey: false, Now, Options);

    public Func<SubmissionStatus, SubmissionTransition?> Sweep { get; init; } = status => SubmissionRules.Sweep(status, honoursKey: false, Now, Options);

    public Func<SubmissionStatus, Instant, SubmissionTransition?> SendAgain { get; init; } =
        (status, now) => SubmissionRules.NotThere(status, sendAgain: true, "looked", now, Options);

    /// <summary>How many requests one claim may put on the wire; the client never repeats one.</summary>
    public int RequestsPerClaim { get; init; } = 1;

    /// <summary>Searches breadth-first; the number of states and each kind of violation with a shortest way to it.</summary>
    public (int States, IReadOnlyDictionary<string, string> Violations) Explore()
    {
        var start = new World(Row: null, new Process("idle"), new Process("idle"), Applied: 0, [], HasDecided: false, LeaseOver: false);
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.Key };
        var queue = new Queue<(World World, Step? Way)>([(start, null)]);
        var violations = new Dictionary<string, string>(StringComparer.Ordinal);
        while (queue.TryDequeue(out var entry))
        {
            foreach (var violation in Violations(entry.World))
            {
                violations.TryAdd(violation, entry.Way?.ToString() ?? "");
            }

            foreach (var (label, next) in Next(entry.World))
            {
                if (seen.Add(next.Key))
                {
                    queue.Enqueue((next, new Step(label, entry.Way)));
                }
            }
        }

        return (seen.Count, violations);
    }

    private static IEnumerable<string> Violations(World world)
    {
        if (world.Applied > 1)
        {
            yield return "applied twice upstream";
        }

        if (world.Applied >= 1 && world.Row is null)
        {
            yield return "exists upstream without a row";
        }

        if (world is { Row.State: SubmissionState.Rejected, Applied: > 0 })
        {
            yield return "rejected here, exists upstream";
        }

        if (world is { Row.State: SubmissionState.Confirmed, Applied: 0 })
        {
            yield return "confirmed here, does not exist upstream";
        }
    }

    private IEnumerable<(string Label, World Next)> Next(World world)
    {
        if (world.Row is null)
        {
            yield return ("row written", world with { Row = NewRow(SubmissionState.Queued) });
        }

        foreach (var step in new[] { 0, 1 }.SelectMany(i => OfProcess(world, i)))
        {
            yield return step;
        }

        foreach (var step in world.Wire.Distinct().SelectMany(request => OfUpstream(world, request)))
        {
            yield return step;
        }

        if (world.Row is { } row)
        {
            foreach (var step in OfTimeAndStaff(world, row))
            {
                yield return step;
            }
        }
    }

    private IEnumerable<(string Label, World Next)> OfProcess(World world, int i)
    {
        var process = world.At(i);
        if (process.Is("dead"))
        {
            yield return ($"{Holders[i]} restarts", world.Set(i, new Process("idle")));
            yield break;
        }

        if (process.Is("idle") && world.Row is null && i == 0 && world.Wire.Length < MaxOnTheWire && MayStillSend(null, 0, Holders[i]))
        {
            yield return ($"{Holders[i]} sends without a row", world.Set(i, new Process("sent", 0)) with { Wire = world.Wire.Add((i, 0)) });
        }

        if (process.Is("idle") && Queued(world.Row) is { Attempt: < MaxAttempts } row && Claim(row, Holders[i]) is { } claim)
        {
            yield return ($"{Holders[i]} claims", world.Set(i, new Process("claimed", claim.After.Attempt)) with { Row = claim.After, LeaseOver = false });
        }

        if (process.Is("claimed"))
        {
            if (!MayStillSend(world.Row, process.Attempt, Holders[i]))
            {
                yield return ($"{Holders[i]} finds its lease gone", world.Set(i, new Process("idle")));
            }
            else if (world.Wire.Length < MaxOnTheWire)
            {
                yield return ($"{Holders[i]} sends", world.Set(i, process with { Name = "sent" }) with { Wire = world.Wire.Add((i, process.Attempt)) });
            }
        }

        if (process.Is("sent"))
        {
            yield return ($"{Holders[i]} times out", world.Set(i, process with { Name = "got", Outcome = Lost }));
            if (RequestsPerClaim > 1 && world.Wire.Length < MaxOnTheWire && world.Applied < 2)
            {
                yield return ($"{Holders[i]} times out and repeats", world with { Wire = world.Wire.Add((i, process.Attempt)) });
            }
        }

        if (process is { Name: "got", Outcome: { } outcome })
        {
            var recorded = Record(world.Row ?? NewRow(SubmissionState.Sending), process.Attempt, outcome);
            yield return (
                recorded is null ? $"{Holders[i]}: attempt {process.Attempt} came too late" : $"{Holders[i]} records {outcome}",
                world.Set(i, new Process("idle")) with { Row = recorded?.After ?? world.Row });
        }

        yield return ($"{Holders[i]} is killed", world.Set(i, new Process("dead")));
    }

    private static IEnumerable<(string Label, World Next)> OfUpstream(World world, (int Process, int Attempt) request)
    {
        var delivered = world with { Wire = world.Wire.Remove(request) };
        if (world.Applied < 2)
        {
            var applied = delivered with { Applied = world.Applied + 1 };
            yield return ("applied, 2xx", Answer(applied, new SendOutcome.Done("id")));
            yield return ("applied, 500", Answer(applied, Failed));
            yield return ("applied, answer lost", applied);
        }

        yield return ("refused", Answer(delivered, new SendOutcome.Refused(404, "no such case")));
        yield return ("429", Answer(delivered, new SendOutcome.Throttled(null)));
        yield return ("500", Answer(delivered, Failed));
        yield return ("request lost", delivered);

        World Answer(World after, SendOutcome outcome) =>
            after.At(request.Process) is { Name: "sent" } waiting && waiting.Attempt == request.Attempt
                ? after.Set(request.Process, waiting with { Name = "got", Outcome = outcome })
                : after;
    }

    private IEnumerable<(string Label, World Next)> OfTimeAndStaff(World world, SubmissionStatus row)
    {
        if (row.State == SubmissionState.Sending && !world.LeaseOver)
        {
            yield return ("lease expires", world with { Row = row with { LeaseExpiresAt = Now }, LeaseOver = true });
        }

        if ((!world.At(0).Is("dead") || !world.At(1).Is("dead")) && Sweep(row) is { } swept)
        {
            yield return ("swept", world with { Row = swept.After });
        }

        // That nothing is under way any more once the quiet period is over is what its length is for.
        var isQuiet = world.Wire.IsEmpty && !world.At(0).Is("sent") && !world.At(1).Is("sent");
        foreach (var now in isQuiet ? [AfterQuietPeriod] : new[] { Now })
        {
            if (!world.HasDecided && world.Applied == 0 && SendAgain(row, now) is { } again)
            {
                yield return ("staff: not there, send again", world with { Row = again.After, HasDecided = true });
            }

            if (!world.HasDecided && world.Applied > 0 && isQuiet && SubmissionRules.Found(row, "id", now) is { } found)
            {
                yield return ("staff: found it", world with { Row = found.After });
            }
        }
    }

    public static readonly SendOutcome Failed = new SendOutcome.Unclear("500");
    private static readonly SendOutcome Lost = new SendOutcome.Unclear("lost");

    private static SubmissionStatus NewRow(SubmissionState state) =>
        new() { Operation = SubmissionOperation.CreateCalendarEvent, State = state, StateSince = Now };

    /// <summary>A waiting row counts as queued: its pause passes at once.</summary>
    private static SubmissionStatus? Queued(SubmissionStatus? row) =>
        row is { State: SubmissionState.Waiting, NextAttemptAt: { } next } ? SubmissionRules.Due(row, honoursKey: false, next, Options)?.After : row;

    private sealed record Process(string Name, int Attempt = 0, SendOutcome? Outcome = null)
    {
        public bool Is(string name) => string.Equals(Name, name, StringComparison.Ordinal);
    }

    private sealed record World(
        SubmissionStatus? Row, Process First, Process Second, int Applied, ImmutableArray<(int Process, int Attempt)> Wire, bool HasDecided, bool LeaseOver)
    {
        /// <summary>What tells two states apart. Waiting and queued are one; pauses and reasons are bookkeeping that no rule within these bounds looks at.</summary>
        public string Key =>
            string.Join('|', Row?.State == SubmissionState.Waiting ? SubmissionState.Queued : Row?.State, Row?.Attempt, First, Second, Applied, HasDecided, LeaseOver,
                string.Join(',', Wire.Order()));

        public Process At(int i) => i == 0 ? First : Second;

        public World Set(int i, Process process) => i == 0 ? this with { First = process } : this with { Second = process };
    }

    private sealed record Step(string Label, Step? Before)
    {
        public override string ToString() => Before is null ? Label : $"{Before} | {Label}";
    }
}
