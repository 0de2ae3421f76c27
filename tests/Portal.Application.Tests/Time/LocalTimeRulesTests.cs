using NodaTime;
using Portal.Application.Time;

namespace Portal.Application.Tests.Time;

public sealed class LocalTimeRulesTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Fact]
    public void Resolve_OrdinaryTime_IsOneInstant() =>
        LocalTimeRules.Resolve(new LocalDateTime(2026, 11, 16, 9, 0), NewYork)
            .ShouldBe(new LocalTimeResolution.Once(Instant.FromUtc(2026, 11, 16, 14, 0), Offset.FromHours(-5)));

    [Fact]
    public void Resolve_InGap_NamesTheNearestTimesOnBothSides() =>
        LocalTimeRules.Resolve(new LocalDateTime(2026, 3, 8, 2, 30), NewYork)
            .ShouldBe(new LocalTimeResolution.Never(new LocalDateTime(2026, 3, 8, 1, 59), new LocalDateTime(2026, 3, 8, 3, 0)));

    [Fact]
    public void Resolve_InOverlap_OffersBothOffsets() =>
        LocalTimeRules.Resolve(new LocalDateTime(2026, 11, 1, 1, 30), NewYork)
            .ShouldBe(new LocalTimeResolution.Twice(
                Instant.FromUtc(2026, 11, 1, 5, 30), Offset.FromHours(-4), Instant.FromUtc(2026, 11, 1, 6, 30), Offset.FromHours(-5)));

    [Fact]
    public void Resolve_OnASkippedDate_NamesTheDaysAround() =>
        LocalTimeRules.Resolve(new LocalDateTime(2011, 12, 30, 10, 0), DateTimeZoneProviders.Tzdb["Pacific/Apia"])
            .ShouldBe(new LocalTimeResolution.Never(new LocalDateTime(2011, 12, 29, 23, 59), new LocalDateTime(2011, 12, 31, 0, 0)));

    [Fact]
    public void Resolve_InOverlapWithoutChoice_IsNothing() =>
        LocalTimeRules.Resolve(new LocalDateTime(2026, 11, 1, 1, 30), NewYork, chosen: null).ShouldBeNull();

    [Fact]
    public void Resolve_InOverlapWithSecondOffset_IsTheLaterInstant() =>
        LocalTimeRules.Resolve(new LocalDateTime(2026, 11, 1, 1, 30), NewYork, Offset.FromHours(-5)).ShouldBe(Instant.FromUtc(2026, 11, 1, 6, 30));

    [Fact]
    public void Resolve_OrdinaryTimeWithAStaleChoice_IgnoresIt() =>
        LocalTimeRules.Resolve(new LocalDateTime(2026, 11, 16, 9, 0), NewYork, Offset.FromHours(-4)).ShouldBe(Instant.FromUtc(2026, 11, 16, 14, 0));
}
