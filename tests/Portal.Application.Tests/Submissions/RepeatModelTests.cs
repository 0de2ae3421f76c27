using System.Collections.Immutable;
using NodaTime;
using Portal.Application.Submissions;

namespace Portal.Application.Tests.Submissions;

/// <summary>
/// Every interleaving of one create at a backend that honours the idempotency key, where the portal repeats by itself: the key makes a second
/// application impossible, so what must hold is that nothing is called rejected that exists. The rules are the product's own; a mutant replaces one.
/// </summary>
public sealed class RepeatModelTests
{
    private const int MaxAttempts = 3;
    private const int MaxOnTheWire = 2;

    private static readonly SubmissionOptions Options = new() { MaxTries = 2 };
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Instant AfterQuietPeriod = Now + Duration.FromTimeSpan(Options.QuietPeriod);
    private static readonly Instant AfterGivingUp = Now + Duration.FromTimeSpan(Options.NeverSentLimit);
    private static readonly Instant AfterTheKeyIsForgotten = Now + Duration.FromHours(24);
    private static readonly string[] Holders = ["r0", "r1"];

    private static readonly SendOutcome Lost = new SendOutcome.Unclear("lost");
    private static readonly SendOutcome WrongKey = new SendOutcome.Refused(401, "Invalid or missing API key");
    private static readonly SendOutcome NoCase = new SendOutcome.Refused(404, "no such case");
    private static readonly SendOutcome Throttled = new SendOutcome.Throttled(null);
    private static readonly SendOutcome NeverSent = new SendOutcome.NeverSent("connection refused");

    private enum Upstream
    {
        Untouched,
        Applied,
        Refused,
    }

    private delegate SubmissionTransition? RecordRule(SubmissionStatus status, int attempt, SendOutcome outcome);

    private delegate SubmissionTransition? NotThereRule(SubmissionStatus status, Instant now);

    [Fact]
    public void Explore_TheProductsRules_NoViolationInAnyState()
    {
        var (states, violations) = Explore(Record, NotThere);

        violations.ShouldBeEmpty();
        states.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public void Explore_RefusalOfTheRepetitionsKeyTrusted_FindsAViolation() =>
        Explore((status, attempt, outcome) => Record(outcome == WrongKey ? status with { UnclearSince = null } : status, attempt, outcome), NotThere)
            .Violations.ShouldContainKey("rejected here, exists upstream");

    [Fact]
    public void Explore_RepetitionGivenUpAsIfNothingWasSent_FindsAViolation() =>
        Explore((status, attempt, outcome) => Record(outcome == NeverSent ? status with { UnclearSince = null } : status, attempt, outcome), NotThere)
            .Violations.ShouldContainKey("rejected here, exists upstream");

    [Fact]
    public void Explore_StaffDecideBeforeTheQuietPeriod_FindsAViolation() =>
        Explore(Record, (status, now) => NotThere(status, now + Duration.FromHours(1))).Violations.ShouldContainKey("rejected here, exists upstream");

    private static SubmissionTransition? Record(SubmissionStatus status, int attempt, SendOutcome outcome) =>
        SubmissionRules.Record(status, attempt, outcome, honoursKey: true, outcome == NeverSent && status.Tries > 1 ? AfterGivingUp : Now, Options);

    private static SubmissionTransition? NotThere(SubmissionStatus status, Instant now) =>
        SubmissionRules.NotThere(status, sendAgain: false, "looked", now, Options);

    private static (int States, Dictionary<string, string> Violations) Explore(RecordRule record, NotThereRule notThere)
    {
        var row = new SubmissionStatus { Operation = SubmissionOperation.CreateCalendarEvent, State = SubmissionState.Queued, StateSince = Now };
        var start = new World(row, new Process("idle"), new Process("idle"), Upstream.Untouched, []);
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.Key };
        var queue = new Queue<(World World, string Way)>([(start, "")]);
        var violations = new Dictionary<string, string>(StringComparer.Ordinal);
        while (queue.TryDequeue(out var entry))
        {
            var (world, way) = entry;
            if (world is { Row.State: SubmissionState.Rejected, Upstream: Upstream.Applied })
            {
                violations.TryAdd("rejected here, exists upstream", way);
            }

            if (world.Row.State == SubmissionState.Confirmed && world.Upstream != Upstream.Applied)
            {
                violations.TryAdd("confirmed here, does not exist upstream", way);
            }

            foreach (var (label, next) in OfPortal(world, record).Concat(world.Wire.Distinct().SelectMany(r => OfUpstream(world, r))).Concat(OfTimeAndStaff(world, notThere)))
            {
                if (seen.Add(next.Key))
                {
                    queue.Enqueue((next, $"{way} | {label}"));
                }
            }
        }

        return (seen.Count, violations);
    }

    private static IEnumerable<(string, World)> OfPortal(World world, RecordRule record)
    {
        foreach (var i in new[] { 0, 1 })
        {
            var process = world.At(i);
            if (process.Is("idle") && world.Row.Attempt < MaxAttempts && SubmissionRules.Claim(world.Row, Holders[i], Now, Options) is { } claim)
            {
                yield return ("claims", world.Set(i, new Process("claimed", claim.After.Attempt)) with { Row = claim.After });
            }

            if (process.Is("claimed"))
            {
                if (!SubmissionRules.MayStillSend(world.Row, process.Attempt, Holders[i], Now))
                {
                    yield return ("finds its lease gone", world.Set(i, new Process("idle")));
                }
                else if (world.Wire.Length < MaxOnTheWire)
                {
                    yield return ("sends", world.Set(i, process with { Name = "sent" }) with { Wire = world.Wire.Add((i, process.Attempt)) });
                    yield return ("cannot connect", world.Set(i, process with { Name = "got", Outcome = NeverSent }));
                }
            }

            if (process.Is("sent"))
            {
                yield return ("times out", world.Set(i, process with { Name = "got", Outcome = Lost }));
            }

            if (process is { Name: "got", Outcome: { } outcome })
            {
                yield return ($"records {outcome}", world.Set(i, new Process("idle")) with { Row = record(world.Row, process.Attempt, outcome)?.After ?? world.Row });
            }

            if (!process.Is("idle"))
            {
                yield return ("is killed and restarts", world.Set(i, new Process("idle")));
            }
        }
    }

    private static IEnumerable<(string, World)> OfUpstream(World world, (int Process, int Attempt) request)
    {
        var delivered = world with { Wire = world.Wire.Remove(request) };
        yield return ("request or answer lost", delivered);
        yield return ("401", Answer(delivered, WrongKey));
        yield return ("429", Answer(delivered, Throttled));
        yield return ("500", Answer(delivered, Lost));
        if (world.Upstream != Upstream.Refused)
        {
            var applied = delivered with { Upstream = Upstream.Applied };
            yield return ("applied, or its stored answer", Answer(applied, new SendOutcome.Done("id")));
            yield return ("applied, 500", Answer(applied, Lost));
            yield return ("applied, answer lost", applied);
        }

        if (world.Upstream != Upstream.Applied)
        {
            yield return ("refused, or its stored answer", Answer(delivered with { Upstream = Upstream.Refused }, NoCase));
        }

        World Answer(World after, SendOutcome outcome) =>
            after.At(request.Process) is { Name: "sent" } waiting && waiting.Attempt == request.Attempt
                ? after.Set(request.Process, waiting with { Name = "got", Outcome = outcome })
                : after;
    }

    private static IEnumerable<(string, World)> OfTimeAndStaff(World world, NotThereRule notThere)
    {
        if (world.Row.State == SubmissionState.Sending && world.Row.LeaseExpiresAt > Now)
        {
            yield return ("lease expires", world with { Row = world.Row with { LeaseExpiresAt = Now } });
        }

        if (SubmissionRules.Sweep(world.Row, honoursKey: true, Now, Options) is { } swept)
        {
            yield return ("swept", world with { Row = swept.After });
        }

        if (world.Row.NextAttemptAt is { } next)
        {
            foreach (var now in new[] { next, AfterTheKeyIsForgotten })
            {
                if (SubmissionRules.Due(world.Row, honoursKey: true, now, Options) is { } due)
                {
                    yield return ("due", world with { Row = due.After });
                }
            }
        }

        if (world.Upstream == Upstream.Applied && SubmissionRules.ReadBack(world.Row, "id", Now) is { } readBack)
        {
            yield return ("read back", world with { Row = readBack.After });
        }

        var isQuiet = world.Wire.IsEmpty && !world.At(0).Is("sent") && !world.At(1).Is("sent");
        if (world.Upstream != Upstream.Applied && notThere(world.Row, isQuiet ? AfterQuietPeriod : Now) is { } decided)
        {
            yield return ("staff: not there", world with { Row = decided.After });
        }
    }

    private sealed record Process(string Name, int Attempt = 0, SendOutcome? Outcome = null)
    {
        public bool Is(string name) => string.Equals(Name, name, StringComparison.Ordinal);
    }

    private sealed record World(SubmissionStatus Row, Process First, Process Second, Upstream Upstream, ImmutableArray<(int Process, int Attempt)> Wire)
    {
        public string Key => string.Join(
            '|', Row.State, Row.Attempt, Row.Tries, Row.UnclearSince is null, Row.NextAttemptAt is null, Row.LeaseHolder, Row.LeaseExpiresAt <= Now,
            First, Second, Upstream, string.Join(',', Wire.Order()));

        public Process At(int i) => i == 0 ? First : Second;

        public World Set(int i, Process process) => i == 0 ? this with { First = process } : this with { Second = process };
    }
}
