using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.TimeZones;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar.Grid;

namespace Portal.Web.Tests.Calendar.Grid;

/// <summary>
/// Zones, dates and events at random, and every change of clocks: what is drawn where an oracle says that knows only the offset at an instant and
/// counts minutes.
/// </summary>
public sealed class LayoutPropertyTests
{
    /// <summary>Set to 1, it runs every transition of every zone; else a sample of at least 20,000 days.</summary>
    private const string AllSwitch = "PORTAL_ALL_TRANSITIONS";

    private const int Sample = 20_000;
    private const double Minute = 1.0 / 60;

    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    [Fact]
    public void Transitions_From2000To2040_LengthsLabelsAndPositionsAreThoseOfTheMinutes()
    {
        var days = Tzdb.Ids.Select(id => Tzdb[id]).SelectMany(DaysOfTransitions).ToList();
        var step = string.Equals(Environment.GetEnvironmentVariable(AllSwitch), "1", StringComparison.Ordinal) ? 1 : Math.Max(1, days.Count / Sample);
        var checkedDays = days.Where((_, i) => i % step == 0).ToList();

        checkedDays.Count.ShouldBeGreaterThanOrEqualTo(Math.Min(Sample, days.Count));
        Parallel.ForEach(checkedDays, day => CheckDay(day.Zone, day.Date));
    }

    [Fact]
    public void DayLayout_AnyZoneDateAndEvents_PlacesEachWhereItsMinutesAre_NoneOverlapsOrIsLost() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue).ArrayOf(64)), n =>
        {
            var (zone, date) = ZoneAndDate(n);
            var day = ZonedDay.Of(date, zone);
            var entries = Entries(n, day.Start);
            var minutes = MinutesOf(zone, date);

            var placed = DayLayout.Place(day, entries);

            placed.Select(place => place.Entry.Id).ShouldBe(
                entries.Where(entry => !DayLayout.IsBar(entry) && minutes.Any(at => at >= entry.Start && at < entry.End)).Select(entry => entry.Id), ignoreOrder: true);
            foreach (var place in placed)
            {
                var before = minutes.TakeWhile(at => at < place.Entry.Start).Count();
                place.Start.ShouldBe(before * Minute, 0.0001);
                place.Length.ShouldBe(Math.Max(DayLayout.ShortestHours, minutes.Count(at => at >= place.Entry.Start && at < place.Entry.End) * Minute), 0.0001);
                place.Lane.ShouldBeLessThan(place.Lanes);
            }

            foreach (var (one, other) in placed.SelectMany((one, i) => placed.Skip(i + 1).Select(other => (one, other))))
            {
                var isSideBySide = (double)one.Lane / one.Lanes >= (double)(other.Lane + 1) / other.Lanes - 1e-9 || (double)other.Lane / other.Lanes >= (double)(one.Lane + 1) / one.Lanes - 1e-9;
                var isOneBelowTheOther = one.Start + one.Length <= other.Start + 1e-9 || other.Start + other.Length <= one.Start + 1e-9;
                (isSideBySide || isOneBelowTheOther).ShouldBeTrue();
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Week_AnyZoneDateAndEvents_ColumnsSumToItsLengthAndEveryEventIsDrawn() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue).ArrayOf(64)), n =>
        {
            var (zone, date) = ZoneAndDate(n);
            var days = ZonedDay.Range(date, 7, zone);
            var entries = Entries(n, days[2].Start);

            days.Aggregate(Duration.Zero, (sum, day) => sum + day.Length).ShouldBe(days[^1].End - days[0].Start);
            var bars = BarLayout.Place(days, entries);
            var timed = days.SelectMany(day => DayLayout.Place(day, entries)).Select(place => place.Entry.Id);
            bars.Select(bar => bar.Entry.Id).Concat(timed).Distinct().ShouldBe(
                entries.Where(entry => days.Any(day => EntryOrder.Touches(entry, day))).Select(entry => entry.Id), ignoreOrder: true);
            ShouldNotOverlap(bars);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Month_AnyZoneDateAndEvents_ShowsTheFirstOfEachDayAndCountsTheRest() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue).ArrayOf(64)), n =>
        {
            var (zone, date) = ZoneAndDate(n);
            var week = ZonedDay.Range(date, 7, zone);
            var entries = Entries(n, week[2].Start);
            var counts = week.Select(day => entries.Count(entry => EntryOrder.Touches(entry, day))).ToList();

            var bars = MonthLayout.Place(week, entries, counts, MonthPicture.Rows);

            ShouldNotOverlap(bars);
            for (var i = 0; i < week.Count; i++)
            {
                var expected = entries.Where(entry => EntryOrder.Touches(entry, week[i])).Order(EntryOrder.On(week[i])).Take(MonthLayout.Room(counts[i], MonthPicture.Rows));
                bars.Where(bar => bar.Column <= i && i < bar.Column + bar.Columns).Select(bar => bar.Entry.Id).ShouldBe(expected.Select(entry => entry.Id), ignoreOrder: true);
                bars.ShouldAllBe(bar => bar.Lane < MonthPicture.Rows);
            }
        }).QuickCheckThrowOnFailure();

    private static void ShouldNotOverlap(IReadOnlyList<PlacedBar> bars)
    {
        foreach (var lane in bars.GroupBy(bar => bar.Lane))
        {
            var ordered = lane.OrderBy(bar => bar.Column).ToList();
            ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => pair.First.Column + pair.First.Columns <= pair.Second.Column);
        }
    }

    private static IEnumerable<(DateTimeZone Zone, LocalDate Date)> DaysOfTransitions(DateTimeZone zone) =>
        zone.GetZoneIntervals(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0))
            .Where(interval => interval.HasEnd && interval.End < Instant.FromUtc(2040, 1, 1, 0, 0))
            .SelectMany(DatesAround)
            .Distinct()
            .Select(date => (zone, date));

    private static IEnumerable<LocalDate> DatesAround(ZoneInterval interval)
    {
        var before = interval.IsoLocalEnd.Date;
        return [before.PlusDays(-1), before, before.PlusDays(1)];
    }

    private static void CheckDay(DateTimeZone zone, LocalDate date)
    {
        var day = ZonedDay.Of(date, zone);
        var minutes = MinutesOf(zone, date);
        var what = $"{zone.Id} {date}";

        day.Length.ShouldBe(Duration.FromMinutes(minutes.Count), what);
        if (minutes.Count == 0)
        {
            return;
        }

        day.Start.ShouldBe(minutes[0], what);
        var times = minutes.CountBy(minute => LocalSeconds(zone, minute)).ToDictionary();
        var hours = day.Hours().ToList();
        hours[0].ToInstant().ShouldBe(day.Start, what);
        for (var i = 0; i < hours.Count; i++)
        {
            var at = hours[i].ToInstant();
            var local = LocalAt(zone, at);
            hours[i].LocalDateTime.ShouldBe(local, what);
            GridText.Hour(hours[i]).StartsWith(TimeText.Time(local.TimeOfDay), StringComparison.Ordinal).ShouldBeTrue(what);
            if (times[LocalSeconds(zone, at)] > 1)
            {
                GridText.Hour(hours[i]).ShouldContain(TimeText.Of(zone.GetUtcOffset(at)), Case.Sensitive, what);
            }

            var next = i + 1 < hours.Count ? hours[i + 1].ToInstant() : day.End;
            (next - at).ShouldBeInRange(Duration.FromMinutes(1), Duration.FromHours(1), what);
            var entry = Items.Entry("a", at, at + Duration.FromMinutes(30));
            DayLayout.Place(day, [entry]).ShouldHaveSingleItem().Start.ShouldBe(minutes.BinarySearch(at) * Minute, 0.0001, what);
        }
    }

    /// <summary>
    /// The minutes of a date, found by looking at every minute around it: from the first that is on the date or later, up to the first that is
    /// after it.
    /// </summary>
    private static List<Instant> MinutesOf(DateTimeZone zone, LocalDate date)
    {
        // No zone is further from UTC than 15 hours.
        var midnight = date.AtMidnight().InUtc().ToInstant();
        var found = new List<Instant>(1600);
        var wanted = (midnight - NodaConstants.UnixEpoch).Days;
        for (var at = midnight - Duration.FromHours(15); at < midnight + Duration.FromHours(40); at += Duration.FromMinutes(1))
        {
            var local = LocalSeconds(zone, at) / NodaConstants.SecondsPerDay;
            if (local > wanted)
            {
                break;
            }

            if (local == wanted || found.Count > 0)
            {
                found.Add(at);
            }
        }

        return found;
    }

    /// <summary>The local time, in seconds since 1970-01-01T00:00; all dates here are later.</summary>
    private static long LocalSeconds(DateTimeZone zone, Instant instant) => instant.ToUnixTimeSeconds() + zone.GetUtcOffset(instant).Seconds;

    private static LocalDateTime LocalAt(DateTimeZone zone, Instant instant) => (instant + Duration.FromSeconds(zone.GetUtcOffset(instant).Seconds)).InUtc().LocalDateTime;

    private static (DateTimeZone Zone, LocalDate Date) ZoneAndDate(int[] n)
    {
        var zone = Tzdb[Tzdb.Ids[n[0] % Tzdb.Ids.Count]];

        // Every second date is one on which clocks change, where the zone has any.
        var changes = n[1] % 2 == 0 ? DaysOfTransitions(zone).ToList() : [];
        return (zone, changes.Count > 0 ? changes[n[2] % changes.Count].Date : new LocalDate(2000, 1, 1).PlusDays(n[2] % 14_000));
    }

    /// <summary>Up to 24 entries: minutes, hours, days and whole dates, from two days before to four after.</summary>
    private static List<CalendarEntry> Entries(int[] n, Instant around) =>
    [
        .. Enumerable.Range(0, n[3] % 25).Select(i =>
        {
            var start = around + Duration.FromMinutes((n[4 + i] % (6 * 1440)) - 2880);
            var length = (n[30 + i] % 10) switch
            {
                0 => Duration.FromMinutes(1),
                1 or 2 => Duration.FromMinutes(60 * (n[5 + i] % 100)) + Duration.FromMinutes(1),
                _ => Duration.FromMinutes(1 + (n[5 + i] % 240)),
            };
            var date = start.InUtc().Date;
            return n[30 + i] % 7 == 0 ? Items.AllDay($"{i}", date, date.PlusDays(1 + (n[5 + i] % 4))) : Items.Entry($"{i}", start, start + length);
        }),
    ];
}
