using NodaTime;
using Portal.Application.Submissions;

namespace Portal.Application.Tests.Submissions;

public sealed class SubmissionRulesTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 8, 6, 59);
    private static readonly SubmissionOptions Options = new();

    public static TheoryData<string, string> WrongSettings => new()
    {
        { "Deadline", "00:01:00" },
        { "Deadline", "00:00:00" },
        { "Lease", "00:00:30" },
        { "QuietPeriod", "00:01:29" },
        { "RepeatLimit", "1.00:00:00" },
        { "CancelPause", "00:00:00" },
        { "NeverSentLimit", "00:00:00" },
        { "MaxTries", "0" },
        { "Parallel", "0" },
        { "PollInterval", "00:00:05" },
    };

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(4, 240)]
    public void Record_ThrottledWithoutAWish_PauseDoubles(int tries, int seconds)
    {
        var after = Record(Sending(tries), new SendOutcome.Throttled(null));

        after.State.ShouldBe(SubmissionState.Waiting);
        after.NextAttemptAt.ShouldBe(Now + Duration.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 60)]
    [InlineData(5, 120)]
    [InlineData(40, 120)]
    public void Record_NeverSent_PauseGrows(int tries, int seconds)
    {
        var after = Record(Sending(tries), new SendOutcome.NeverSent("refused"));

        after.State.ShouldBe(SubmissionState.Waiting);
        after.NextAttemptAt.ShouldBe(Now + Duration.FromSeconds(seconds));
    }

    [Fact]
    public void Record_NeverSentForAlmostTenMinutes_TriedOnceMoreWhenTheyEnd()
    {
        var status = Sending(9) with { FirstTryAt = Now - Duration.FromMinutes(9) };

        Record(status, new SendOutcome.NeverSent("refused")).NextAttemptAt.ShouldBe(Now + Duration.FromMinutes(1));
    }

    [Theory]
    [InlineData(SubmissionOperation.CreateCalendarEvent, "The service could not be reached for 10 minutes; nothing was created.")]
    [InlineData(SubmissionOperation.CancelCalendarEvent, "The service could not be reached for 10 minutes; nothing was cancelled.")]
    public void Record_NeverSentForTenMinutes_GivenUp(SubmissionOperation operation, string reason)
    {
        var status = Sending(9) with { Operation = operation, FirstTryAt = Now - Duration.FromMinutes(10) };

        var given = SubmissionRules.Record(status, status.Attempt, new SendOutcome.NeverSent("refused"), honoursKey: false, Now, Options).ShouldNotBeNull();

        given.Kind.ShouldBe(SubmissionEventKind.GivenUp);
        given.After.State.ShouldBe(SubmissionState.Rejected);
        given.After.Reason.ShouldBe(reason);
    }

    [Fact]
    public void Record_ThrottledForTheFifthTime_NothingWasCreated()
    {
        var after = Record(Sending(5), new SendOutcome.Throttled(Duration.FromSeconds(1)));

        after.State.ShouldBe(SubmissionState.Rejected);
        after.Reason.ShouldBe("The service was too busy. Nothing was created.");
    }

    [Fact]
    public void Record_ThrottledBeyondTenMinutes_NothingWasCreated()
    {
        var status = Sending(2) with { FirstTryAt = Now - Duration.FromMinutes(9) };

        Record(status, new SendOutcome.Throttled(Duration.FromSeconds(60))).State.ShouldBe(SubmissionState.Waiting);
        Record(status, new SendOutcome.Throttled(Duration.FromSeconds(61))).State.ShouldBe(SubmissionState.Rejected);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 15)]
    [InlineData(3, 60)]
    [InlineData(4, 300)]
    [InlineData(40, 300)]
    public void Record_UnclearWhereTheKeyIsHonoured_PauseGrows(int tries, int seconds)
    {
        var after = Record(Sending(tries), new SendOutcome.Unclear("no answer"), honoursKey: true);

        after.State.ShouldBe(SubmissionState.Unknown);
        after.NextAttemptAt.ShouldBe(Now + Duration.FromSeconds(seconds));
    }

    [Fact]
    public void Record_UnclearAfterTwentyThreeHours_NotRepeated()
    {
        var status = Sending(9) with { FirstSentAt = Now - Duration.FromHours(23) };

        Record(status, new SendOutcome.Unclear("no answer"), honoursKey: true).NextAttemptAt.ShouldBeNull();
    }

    [Fact]
    public void Record_UnclearCreateWhereTheKeyIsNotHonoured_NotRepeated() =>
        Record(Sending(1), new SendOutcome.Unclear("no answer")).NextAttemptAt.ShouldBeNull();

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Record_UnclearCancel_RepeatedUpToFiveTimes(int tries, bool isRepeated)
    {
        var after = Record(Sending(tries) with { Operation = SubmissionOperation.CancelCalendarEvent }, new SendOutcome.Unclear("no answer"));

        after.State.ShouldBe(SubmissionState.Unknown);
        (after.NextAttemptAt is not null).ShouldBe(isRepeated);
    }

    [Theory]
    [InlineData(400, SubmissionState.Rejected)]
    [InlineData(404, SubmissionState.Rejected)]
    [InlineData(422, SubmissionState.Rejected)]
    [InlineData(401, SubmissionState.Unknown)]
    [InlineData(403, SubmissionState.Unknown)]
    [InlineData(413, SubmissionState.Unknown)]
    public void Record_RefusalOfARepetition_ProvesOnlyWhatItCan(int httpStatus, SubmissionState expected) =>
        Record(Sending(2) with { UnclearSince = Now - Duration.FromMinutes(1) }, new SendOutcome.Refused(httpStatus, "no"), honoursKey: true).State.ShouldBe(expected);

    [Fact]
    public void Record_RepetitionProvedNothing_QuietPeriodStillCountsFromTheUnclearAttempt()
    {
        var unclear = Now - Duration.FromMinutes(10);

        var after = Record(Sending(2) with { UnclearSince = unclear }, new SendOutcome.NeverSent("refused"), honoursKey: true);

        SubmissionRules.ResolvableFrom(after, Options).ShouldBe(unclear + Duration.FromMinutes(15));
    }

    [Fact]
    public void Due_BackendNoLongerHonoursTheKey_RepetitionEnds()
    {
        var status = Record(Sending(1), new SendOutcome.Unclear("no answer"), honoursKey: true);

        var due = SubmissionRules.Due(status, honoursKey: false, Now + Duration.FromMinutes(1), Options).ShouldNotBeNull();

        due.After.State.ShouldBe(SubmissionState.Unknown);
        due.After.NextAttemptAt.ShouldBeNull();
    }

    [Fact]
    public void ReadBack_NothingUnclear_ProvesNothing() =>
        SubmissionRules.ReadBack(Sending(1), "e1", Now).ShouldBeNull();

    [Theory, MemberData(nameof(WrongSettings))]
    public void Validate_SettingThatBreaksTheMachine_NamesIt(string name, string value)
    {
        var options = new SubmissionOptions();
        var property = typeof(SubmissionOptions).GetProperty(name).ShouldNotBeNull();
        property.SetValue(options, property.PropertyType == typeof(int) ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture));

        var result = new SubmissionOptionsValidator().Validate(null, options);

        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldContain(name);
    }

    [Fact]
    public void Validate_Defaults_Succeed() => new SubmissionOptionsValidator().Validate(null, new SubmissionOptions()).Succeeded.ShouldBeTrue();

    private static SubmissionStatus Record(SubmissionStatus status, SendOutcome outcome, bool honoursKey = false) =>
        SubmissionRules.Record(status, status.Attempt, outcome, honoursKey, Now, Options).ShouldNotBeNull().After;

    private static SubmissionStatus Sending(int tries) => new()
    {
        Operation = SubmissionOperation.CreateCalendarEvent,
        State = SubmissionState.Sending,
        StateSince = Now,
        Attempt = tries,
        Tries = tries,
        FirstTryAt = Now,
        FirstSentAt = Now,
        LeaseHolder = "r0",
        LeaseExpiresAt = Now + Duration.FromSeconds(60),
    };
}
