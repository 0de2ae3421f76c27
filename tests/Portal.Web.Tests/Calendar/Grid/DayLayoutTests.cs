using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar.Grid;

namespace Portal.Web.Tests.Calendar.Grid;

public sealed class DayLayoutTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly ZonedDay Day = ZonedDay.Of(new LocalDate(2026, 11, 16), NewYork);

    [Fact]
    public void Place_TwoThatOverlap_StandSideBySide() =>
        DayLayout.Place(Day, [Entry("a", 9, 11), Entry("b", 10, 12)]).Select(p => (p.Entry.Id, p.Lane, p.Lanes)).ShouldBe([("a", 0, 2), ("b", 1, 2)]);

    [Fact]
    public void Place_OneAfterTheOther_UseTheWholeWidth() =>
        DayLayout.Place(Day, [Entry("a", 9, 10), Entry("b", 10, 11)]).ShouldAllBe(p => p.Lanes == 1);

    [Fact]
    public void Place_AFreedLane_IsUsedAgain() =>
        DayLayout.Place(Day, [Entry("a", 9, 12), Entry("b", 9, 10), Entry("c", 10, 11)])
            .Where(p => p.Entry.Id is "c").ShouldHaveSingleItem().Lane.ShouldBe(1);

    [Fact]
    public void Place_FromTheDayBefore_StartsAtTheTop() =>
        DayLayout.Place(Day, [Entry("a", -3, 2)]).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Start.ShouldBe(0), p => p.Length.ShouldBe(2));

    [Fact]
    public void Place_AFewMinutes_AreDrawnHalfAnHourFromTheirStart() =>
        DayLayout.Place(Day, [Entry("a", 23.9, 24)]).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Start.ShouldBe(23.9, 0.0001), p => p.Length.ShouldBe(0.5));

    [Fact]
    public void Place_OnThe25HourDay_CountsRealHours()
    {
        var day = ZonedDay.Of(new LocalDate(2026, 11, 1), NewYork);
        var noon = new LocalDateTime(2026, 11, 1, 12, 0).InZoneStrictly(NewYork).ToInstant();

        DayLayout.Place(day, [Items.Entry("a", noon, noon + Duration.FromHours(1))]).ShouldHaveSingleItem().Start.ShouldBe(13);
    }

    [Fact]
    public void Place_WhatTakesADayOrMore_IsABarInstead()
    {
        CalendarEntry[] entries = [Entry("long", 9, 33), Items.AllDay("all day", Day.Date, Day.Date.PlusDays(1)), Entry("short", 9, 10)];

        DayLayout.Place(Day, entries).ShouldHaveSingleItem().Entry.Id.ShouldBe("short");
        BarLayout.Place([Day], entries).Select(bar => (bar.Entry.Id, bar.Lane)).ShouldBe([("all day", 0), ("long", 1)], ignoreOrder: true);
    }

    private static CalendarEntry Entry(string id, double fromHour, double toHour) =>
        Items.Entry(id, Day.Start + Duration.FromHours(fromHour), Day.Start + Duration.FromHours(toHour));
}
