using NodaTime;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class SlotDaysTests
{
    private static readonly DateTimeZone NewYork = Zone("America/New_York");

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, 3, 1, 4, 4)]
    [InlineData(IsoDayOfWeek.Sunday, 2, 28, 4, 3)]
    [InlineData(IsoDayOfWeek.Saturday, 2, 27, 4, 2)]
    public void Weeks_CoverTheMonthFromTheFirstDayOfTheWeek(IsoDayOfWeek weekStart, int firstMonth, int firstDay, int lastMonth, int lastDay)
    {
        var weeks = new SlotDays(new LocalDate(2027, 3, 17), NewYork, weekStart, []).Weeks.ToList();

        weeks.ShouldAllBe(week => week.Count == 7 && week[0].DayOfWeek == weekStart);
        weeks.SelectMany(week => week).ShouldBe(DaysFrom(new LocalDate(2027, firstMonth, firstDay), new LocalDate(2027, lastMonth, lastDay)));
    }

    [Fact]
    public void Weeks_MonthOfFourWeeks_HasNoFifth() =>
        new SlotDays(new LocalDate(2027, 2, 10), NewYork, IsoDayOfWeek.Monday, []).Weeks.Count().ShouldBe(4);

    [Fact]
    public void On_Day_HasTheSlotsThatStartOnItInTheZoneInOrder()
    {
        var (late, early, next) = (Slot(2027, 3, 2, 18, 0), Slot(2027, 3, 2, 5, 0), Slot(2027, 3, 3, 5, 0));
        var days = new SlotDays(new LocalDate(2027, 3, 1), NewYork, IsoDayOfWeek.Monday, [late, next, early]);

        days.On(new LocalDate(2027, 3, 2)).ShouldBe([early, late]);
        days.CountOn(new LocalDate(2027, 3, 3)).ShouldBe(1);
        days.On(new LocalDate(2027, 3, 1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("America/New_York", 2)]
    [InlineData("Asia/Kolkata", 3)]
    [InlineData("Asia/Kathmandu", 3)]
    [InlineData("America/St_Johns", 2)]
    public void On_SameSlotInAnotherZone_IsOnThatZonesDay(string zone, int day)
    {
        var slot = Slot(2027, 3, 2, 19, 0);

        new SlotDays(new LocalDate(2027, 3, 1), Zone(zone), IsoDayOfWeek.Monday, [slot]).On(new LocalDate(2027, 3, day)).ShouldBe([slot]);
    }

    [Fact]
    public void FirstFrom_Day_IsTheFirstFreeOneNotBeforeIt()
    {
        var days = new SlotDays(new LocalDate(2027, 3, 1), NewYork, IsoDayOfWeek.Monday, [Slot(2027, 3, 9, 15, 0), Slot(2027, 3, 4, 15, 0)]);

        days.FirstFrom(new LocalDate(2027, 3, 4)).ShouldBe(new LocalDate(2027, 3, 4));
        days.FirstFrom(new LocalDate(2027, 3, 5)).ShouldBe(new LocalDate(2027, 3, 9));
        days.FirstFrom(new LocalDate(2027, 3, 10)).ShouldBeNull();
    }

    [Fact]
    public void NeedsOffsets_HourThatHappensTwice_Does() => AutumnDay(Slot(2027, 11, 7, 5, 30), Slot(2027, 11, 7, 6, 30)).NeedsOffsets(new LocalDate(2027, 11, 7)).ShouldBeTrue();

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void NeedsOffsets_OnlyOneOfTheTwoIsFree_DoesTooForNobodyCanTellWhichItIs(int utcHour) =>
        AutumnDay(Slot(2027, 11, 7, utcHour, 30)).NeedsOffsets(new LocalDate(2027, 11, 7)).ShouldBeTrue();

    [Fact]
    public void NeedsOffsets_ClockChangesBetweenTheSlots_Does() => AutumnDay(Slot(2027, 11, 7, 4, 30), Slot(2027, 11, 7, 14, 0)).NeedsOffsets(new LocalDate(2027, 11, 7)).ShouldBeTrue();

    [Fact]
    public void NeedsOffsets_AllAfterTheChange_DoesNot() => AutumnDay(Slot(2027, 11, 7, 14, 0), Slot(2027, 11, 7, 15, 0)).NeedsOffsets(new LocalDate(2027, 11, 7)).ShouldBeFalse();

    [Theory]
    [InlineData("America/Santiago", 2027, 9, "2027-09-01T04:00:00Z", "2027-10-01T03:00:00Z")]
    [InlineData("Asia/Beirut", 2027, 3, "2027-02-28T22:00:00Z", "2027-03-31T21:00:00Z")]
    [InlineData("America/Asuncion", 2023, 10, "2023-10-01T04:00:00Z", "2023-11-01T03:00:00Z")]
    [InlineData("America/St_Johns", 2027, 3, "2027-03-01T03:30:00Z", "2027-04-01T02:30:00Z")]
    public void RangeOf_Month_IsFromItsFirstMomentToTheNextMonths(string zone, int year, int month, string start, string end)
    {
        var range = SlotDays.RangeOf(new LocalDate(year, month, 20), Zone(zone));

        (range.Start.ToString(), range.End.ToString()).ShouldBe((start, end));
    }

    [Theory]
    [InlineData("America/Santiago", "2027-09-05T04:00:00Z", 5)]
    [InlineData("America/Santiago", "2027-09-05T03:59:00Z", 4)]
    [InlineData("Asia/Beirut", "2027-03-27T22:00:00Z", 28)]
    [InlineData("Asia/Beirut", "2027-03-27T21:59:00Z", 27)]
    public void On_DayWhoseMidnightIsSkipped_BeginsWithItsFirstMoment(string zone, string start, int day)
    {
        var instant = NodaTime.Text.InstantPattern.ExtendedIso.Parse(start).Value;
        var days = new SlotDays(instant.InZone(Zone(zone)).Date, Zone(zone), IsoDayOfWeek.Monday, [new Interval(instant, instant + Duration.FromMinutes(1))]);

        days.CountOn(days.FirstOfMonth.PlusDays(day - 1)).ShouldBe(1);
    }

    [Theory]
    [InlineData("ArrowLeft", false, "2027-03-16")]
    [InlineData("ArrowRight", false, "2027-03-18")]
    [InlineData("ArrowUp", false, "2027-03-10")]
    [InlineData("ArrowDown", false, "2027-03-24")]
    [InlineData("Home", false, "2027-03-15")]
    [InlineData("End", false, "2027-03-21")]
    [InlineData("PageUp", false, "2027-02-17")]
    [InlineData("PageDown", false, "2027-04-17")]
    [InlineData("PageUp", true, "2026-03-17")]
    [InlineData("PageDown", true, "2028-03-17")]
    [InlineData("Enter", false, null)]
    [InlineData("a", false, null)]
    public void Move_Key_LeadsWhereTheDateGridPatternSays(string key, bool isShift, string? to) =>
        TextOf(SlotDays.Move(new LocalDate(2027, 3, 17), key, isShift, IsoDayOfWeek.Monday)).ShouldBe(to);

    [Theory]
    [InlineData("Home", "2027-03-14")]
    [InlineData("End", "2027-03-20")]
    public void Move_EndsOfTheWeek_AreThoseOfTheViewersWeek(string key, string to) =>
        TextOf(SlotDays.Move(new LocalDate(2027, 3, 17), key, isShift: false, IsoDayOfWeek.Sunday)).ShouldBe(to);

    [Theory]
    [InlineData("PageDown", false, "2027-02-28")]
    [InlineData("PageUp", false, "2026-12-31")]
    public void Move_ToAShorterMonth_StaysInIt(string key, bool isShift, string to) =>
        TextOf(SlotDays.Move(new LocalDate(2027, 1, 31), key, isShift, IsoDayOfWeek.Monday)).ShouldBe(to);

    private static SlotDays AutumnDay(params Interval[] free) => new(new LocalDate(2027, 11, 1), NewYork, IsoDayOfWeek.Monday, free);

    private static string? TextOf(LocalDate? day) => day?.ToString("uuuu-MM-dd", null);

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private static Interval Slot(int year, int month, int day, int hour, int minute)
    {
        var start = Instant.FromUtc(year, month, day, hour, minute);
        return new Interval(start, start + Duration.FromMinutes(30));
    }

    private static IEnumerable<LocalDate> DaysFrom(LocalDate first, LocalDate last)
    {
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}
