using NodaTime;
using Portal.Application.Time;
using Portal.Web.Calendar.Grid;

namespace Portal.Web.Tests.Calendar.Grid;

public sealed class DayLayoutTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly ZonedDay Day = ZonedDay.Of(new LocalDate(2026, 11, 16), NewYork);

    [Fact]
    public void Place_TwoThatOverlap_StandSideBySide()
    {
        var placed = DayLayout.Place(Day, [Item("a", 9, 11), Item("b", 10, 12)]);

        placed.Select(p => (p.Item.Id, p.Lane, p.Lanes)).ShouldBe([("a", 0, 2), ("b", 1, 2)]);
    }

    [Fact]
    public void Place_OneAfterTheOther_UseTheWholeWidth() =>
        DayLayout.Place(Day, [Item("a", 9, 10), Item("b", 10, 11)]).ShouldAllBe(p => p.Lanes == 1);

    [Fact]
    public void Place_AFreedLane_IsUsedAgain() =>
        DayLayout.Place(Day, [Item("a", 9, 12), Item("b", 9, 10), Item("c", 10, 11)])
            .Where(p => p.Item.Id is "c").ShouldHaveSingleItem().Lane.ShouldBe(1);

    [Fact]
    public void Place_FromTheDayBefore_StartsAtTheTop() =>
        DayLayout.Place(Day, [Item("a", -3, 2)]).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Start.ShouldBe(0), p => p.Length.ShouldBe(2));

    [Fact]
    public void Place_OnThe25HourDay_CountsRealHours()
    {
        var day = ZonedDay.Of(new LocalDate(2026, 11, 1), NewYork);
        var noon = new LocalDateTime(2026, 11, 1, 12, 0).InZoneStrictly(NewYork).ToInstant();

        DayLayout.Place(day, [Items.Item("a", noon, noon + Duration.FromHours(1))]).ShouldHaveSingleItem().Start.ShouldBe(13);
    }

    [Fact]
    public void Place_RandomDays_NoTwoOverlapAndNoneIsLost()
    {
        var random = new Random(20261116);
        for (var round = 0; round < 300; round++)
        {
            var items = Enumerable.Range(0, random.Next(1, 40)).Select(i =>
            {
                var start = random.NextDouble() * 26 - 1;
                return Item($"{i}", start, start + 0.1 + random.NextDouble() * 4);
            }).Where(item => item.Start < Day.End && item.End > Day.Start).ToList();

            var placed = DayLayout.Place(Day, items);

            placed.Count.ShouldBe(items.Count);
            placed.ShouldAllBe(p => p.Lane < p.Lanes && p.Start >= 0 && p.Start + p.Length <= 24.0001);
            foreach (var lane in placed.GroupBy(p => p.Lane))
            {
                var ordered = lane.OrderBy(p => p.Start).ToList();
                ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => pair.First.Start + pair.First.Length <= pair.Second.Start + 0.0001);
            }
        }
    }

    private static Portal.Application.Calendar.CalendarItem Item(string id, double fromHour, double toHour) =>
        Items.Item(id, Day.Start + Duration.FromHours(fromHour), Day.Start + Duration.FromHours(toHour));
}
