using NodaTime;
using Portal.Application.Time;

namespace Portal.Application.Tests.Time;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("America/New_York", "EST (UTC−5)")]
    [InlineData("Asia/Kathmandu", "UTC+5:45")]
    [InlineData("America/St_Johns", "NST (UTC−3:30)")]
    [InlineData("Europe/London", "GMT (UTC)")]
    [InlineData("UTC", "UTC")]
    public void ZoneAt_Winter_IsAbbreviationAndOffset(string zone, string expected) =>
        TimeText.ZoneAt(Instant.FromUtc(2026, 12, 1, 12, 0), DateTimeZoneProviders.Tzdb[zone]).ShouldBe(expected);

    [Fact]
    public void Range_SameDay_HasOneDateAndOneZone() =>
        TimeText.Range(Instant.FromUtc(2026, 11, 16, 19, 0), Instant.FromUtc(2026, 11, 16, 20, 0), DateTimeZoneProviders.Tzdb["America/New_York"])
            .ShouldBe("Mon 16 Nov 2026, 14:00–15:00 EST (UTC−5)");

    [Fact]
    public void Range_OverMidnight_HasBothDates() =>
        TimeText.Range(Instant.FromUtc(2026, 11, 17, 4, 0), Instant.FromUtc(2026, 11, 17, 6, 0), DateTimeZoneProviders.Tzdb["America/New_York"])
            .ShouldBe("Mon 16 Nov 2026, 23:00 – Tue 17 Nov 2026, 01:00 EST (UTC−5)");

    [Fact]
    public void Range_OverAnOffsetChange_HasBothZones() =>
        TimeText.Range(Instant.FromUtc(2026, 11, 1, 5, 30), Instant.FromUtc(2026, 11, 1, 6, 30), DateTimeZoneProviders.Tzdb["America/New_York"])
            .ShouldBe("Sun 1 Nov 2026, 01:30 EDT (UTC−4) – 01:30 EST (UTC−5)");
}
