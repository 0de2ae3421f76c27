using Portal.Application.Submissions;

namespace Portal.Application.Tests.Submissions;

/// <summary>The rules as they are have no violation in any state; without any one of them there is one.</summary>
public sealed class SubmissionModelTests
{
    private static readonly SubmissionModel Sound = new();

    private static readonly Dictionary<string, SubmissionModel> Mutants = new(StringComparer.Ordinal)
    {
        ["send before the row is written"] = new() { MayStillSend = (status, attempt, holder) => status is null || Sound.MayStillSend(status, attempt, holder) },
        ["sweep back to queued"] = new() { Sweep = status => Sound.Sweep(status) is { } swept ? swept with { After = Queued(swept.After) } : null },
        ["repeat after a 500"] = new()
        {
            Record = (status, attempt, outcome) => Sound.Record(status, attempt, outcome) is { } recorded && outcome == SubmissionModel.Failed
                ? recorded with { After = Queued(recorded.After) }
                : Sound.Record(status, attempt, outcome),
        },
        ["transport repeats after a time-out"] = new() { RequestsPerClaim = 2 },
        ["send without looking at the lease"] = new() { MayStillSend = (status, _, _) => status is not null },
        ["send again before the quiet period"] = new() { SendAgain = (status, now) => Sound.SendAgain(status, now + NodaTime.Duration.FromHours(1)) },
        ["record by state, not by attempt"] = new() { Record = (status, _, outcome) => Sound.Record(status, status.Attempt, outcome) },
        ["record whatever the row says"] = new()
        {
            Record = (status, attempt, outcome) => Sound.Record(status with { State = SubmissionState.Sending, Attempt = attempt }, attempt, outcome),
        },
    };

    public static TheoryData<string> MutantNames => [.. Mutants.Keys];

    [Fact]
    public void Explore_TheProductsRules_NoViolationInAnyState()
    {
        var (states, violations) = Sound.Explore();

        violations.ShouldBeEmpty();
        states.ShouldBe(6088);
    }

    [Theory, MemberData(nameof(MutantNames))]
    public void Explore_OneRuleTakenAway_FindsAViolation(string mutant)
    {
        var (_, violations) = Mutants[mutant].Explore();

        violations.ShouldNotBeEmpty();
    }

    [Fact]
    public void Mutants_AreEight() => Mutants.Count.ShouldBe(8);

    private static SubmissionStatus Queued(SubmissionStatus status) => status with { State = SubmissionState.Queued, UnclearSince = null, NextAttemptAt = null };
}
