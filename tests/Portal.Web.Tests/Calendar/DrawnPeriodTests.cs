using NodaTime;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

public sealed class DrawnPeriodTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly Instant Noon = Instant.FromUtc(2027, 3, 1, 17, 0);

    [Fact]
    public void UntilOf_SomethingGoesOn_IsItsEnd() =>
        DrawnPeriod.UntilOf([Noon - Duration.FromHours(1), Noon, Noon + Duration.FromHours(2), Noon + Duration.FromHours(1)], Noon, NewYork)
            .ShouldBe(Noon + Duration.FromHours(1));

    [Fact]
    public void UntilOf_NothingGoesOn_IsTheEndOfToday() =>
        DrawnPeriod.UntilOf([Noon - Duration.FromHours(1)], Noon, NewYork).ShouldBe(Instant.FromUtc(2027, 3, 2, 5, 0));
}
