using NodaTime;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiContract.Tests.Sweeppea;

public sealed class MarketingEventTimesTests
{
    [Theory]
    [InlineData("2026-02-20", "2026-02-20T00:00:00.000Z")]
    [InlineData("2026-02-20T10:00:00.000Z", "2026-02-20T10:00:00.000Z")]
    [InlineData("2026-02-20T10:00", "2026-02-20T10:00:00.000Z")]
    [InlineData("2026-02-20T10:00:00.5", "2026-02-20T10:00:00.500Z")]
    [InlineData("2026-02-20T01:00:00+02:00", "2026-02-19T23:00:00.000Z")]
    [InlineData("2026-02-20T23:00:00-05:00", "2026-02-21T04:00:00.000Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    [InlineData("2028-02-29", "2028-02-29T00:00:00.000Z")]
    public void TryParseDate_IsoDate_IsUtc(string text, string expected)
    {
        MarketingEventTimes.TryParseDate(text, out var instant).ShouldBeTrue();

        IsoDateTime.FormatMilliseconds(instant).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("T")]
    [InlineData("Z")]
    [InlineData("2026")]
    [InlineData("2026-02")]
    [InlineData("20260220")]
    [InlineData("2026-2-20")]
    [InlineData("2026-02-30")]
    [InlineData("2026-02-20Z")]
    [InlineData("2026-02-20 10:00")]
    [InlineData("2026-02-20T24:00")]
    [InlineData("2026-02-20T10:00:60")]
    [InlineData("2026-02-20t10:00z")]
    [InlineData("2026-02-20T10:00+2")]
    [InlineData(" 2026-02-20")]
    [InlineData("2026-02-20\n")]
    [InlineData("0000-01-01")]
    [InlineData("10000-01-01")]
    [InlineData("-2026-02-20")]
    [InlineData("0001-01-01T00:00+14:00")]
    [InlineData("9999-12-31T23:59-01:00")]
    [InlineData("٢٠٢٦-02-20")]
    public void TryParseDate_AnythingElse_IsRefused(string text) => MarketingEventTimes.TryParseDate(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("00:00", true)]
    [InlineData("23:59", true)]
    [InlineData("24:00", false)]
    [InlineData("12:60", false)]
    [InlineData("9:00", false)]
    [InlineData("09:00:00", false)]
    [InlineData("-9:00", false)]
    [InlineData("9 :00", false)]
    [InlineData("09.00", false)]
    [InlineData("0٩:00", false)]
    [InlineData("", false)]
    public void TryParseTime_Text_IsHoursAndMinutes(string text, bool isValid) => MarketingEventTimes.TryParseTime(text, out _).ShouldBe(isValid);

    [Fact]
    public void Combine_DateWithAnotherTime_TakesItsDayInUtc() =>
        MarketingEventTimes.Combine(Instant.FromUtc(2026, 2, 19, 23, 0), new LocalTime(10, 30)).ShouldBe(Instant.FromUtc(2026, 2, 19, 10, 30));
}
