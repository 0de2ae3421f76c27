using NodaTime;
using Portal.Application.Time;

namespace Portal.Application.Tests.Time;

public sealed class ZonedDayTests
{
    [Theory]
    [InlineData("America/New_York", 2026, 3, 8, 23)]
    [InlineData("America/New_York", 2026, 11, 1, 25)]
    [InlineData("America/New_York", 2026, 11, 16, 24)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 4, 23.5)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 5, 24.5)]
    [InlineData("America/Santiago", 2026, 9, 6, 23)]
    [InlineData("Pacific/Apia", 2011, 12, 30, 0)]
    [InlineData("Pacific/Apia", 2011, 12, 29, 24)]
    public void Of_DayWithTransition_HasItsRealLength(string zone, int year, int month, int day, double hours) =>
        Day(zone, year, month, day).Length.ShouldBe(Duration.FromHours(hours));

    [Fact]
    public void Of_SkippedDate_DoesNotExist() => Day("Pacific/Apia", 2011, 12, 30).Exists.ShouldBeFalse();

    [Fact]
    public void Of_MidnightInAGap_StartsAtOne() =>
        Day("America/Santiago", 2026, 9, 6).Hours().First().TimeOfDay.ShouldBe(new LocalTime(1, 0));

    [Fact]
    public void Hours_RepeatedHour_IsThereTwiceWithBothOffsets()
    {
        var hours = Day("America/New_York", 2026, 11, 1).Hours().Where(hour => hour.Hour == 1).ToList();

        hours.Select(hour => hour.Offset).ShouldBe([Offset.FromHours(-4), Offset.FromHours(-5)]);
    }

    [Fact]
    public void Hours_SkippedHour_IsMissing() =>
        Day("America/New_York", 2026, 3, 8).Hours().ShouldNotContain(hour => hour.Hour == 2);

    [Fact]
    public void Range_EveryZoneAndAYear_DaysAreGapless()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var days = ZonedDay.Range(new LocalDate(2026, 1, 1), 366, DateTimeZoneProviders.Tzdb[id]);
            days.Zip(days.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.Start, id);
        }
    }

    private static ZonedDay Day(string zone, int year, int month, int day) =>
        ZonedDay.Of(new LocalDate(year, month, day), DateTimeZoneProviders.Tzdb[zone]);
}
