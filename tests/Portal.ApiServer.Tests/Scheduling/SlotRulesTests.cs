using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Portal.ApiServer.Scheduling;
using Interval = NodaTime.Interval;

namespace Portal.ApiServer.Tests.Scheduling;

public sealed class SlotRulesTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>Zone, date, window, minutes of a slot, expected starts as local times with offset.</summary>
    public static TheoryData<string, string, string, int, string> Days => new()
    {
        // Clocks go forward 02:00 -> 03:00: the hour is missing, steps are elapsed time.
        { "America/New_York", "2026-03-08", "01:00-04:00", 60, "01:00-05 03:00-04" },
        { "America/New_York", "2026-03-08", "01:30-04:00", 60, "01:30-05" },
        { "America/New_York", "2026-03-08", "02:30-04:00", 60, "03:00-04" },
        { "America/New_York", "2026-03-08", "02:15-02:45", 15, "" },
        { "America/New_York", "2026-03-08", "01:00-02:30", 30, "01:00-05 01:30-05" },

        // Clocks go back 02:00 -> 01:00: from the first of the two times to the second.
        { "America/New_York", "2026-11-01", "01:00-02:00", 60, "01:00-04 01:00-05" },
        { "America/New_York", "2026-11-01", "00:00-01:30", 30, "00:00-04 00:30-04 01:00-04 01:30-04 01:00-05" },
        { "America/New_York", "2026-11-01", "01:30-03:00", 60, "01:30-04 01:30-05" },

        // Half an hour.
        { "Australia/Lord_Howe", "2026-04-05", "01:00-03:00", 30, "01:00+11 01:30+11 01:30+10:30 02:00+10:30 02:30+10:30" },
        { "Australia/Lord_Howe", "2026-10-04", "01:30-03:30", 30, "01:30+10:30 02:30+11 03:00+11" },

        // Midnight does not exist.
        { "America/Santiago", "2026-09-06", "00:00-02:00", 30, "01:00-03 01:30-03" },
        { "Africa/Cairo", "2026-04-24", "00:00-02:00", 60, "01:00+03" },

        // Midnight happens twice: the window that ends with the day ends with its second end.
        { "America/Santiago", "2026-04-04", "22:00-24:00", 60, "22:00-03 23:00-03 23:00-04" },

        // Zones off the hour.
        { "Asia/Kathmandu", "2026-05-04", "09:00-10:30", 45, "09:00+05:45 09:45+05:45" },
        { "Asia/Kolkata", "2026-05-04", "22:30-24:00", 45, "22:30+05:30 23:15+05:30" },
    };

    [Theory, MemberData(nameof(Days))]
    public void FreeSlots_OfADay_AreThese(string zoneId, string day, string window, int minutes, string expected)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var date = LocalDatePattern.Iso.Parse(day).Value;
        var eventType = EventTypes.Of(
            ("provider_time_zone", $"\"{zoneId}\""),
            ("duration_minutes", $"{minutes}"),
            ("horizon_days", "730"),
            ("weekly_hours", "{}"),
            ("exceptions", $$"""[{"date":"{{day}}","hours":["{{window}}"]}]"""));

        var slots = SlotRules.FreeSlots(eventType, Around(date), [], Now);

        var pattern = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mmo<g>", null);
        string.Join(' ', slots.Select(slot => pattern.Format(slot.Start.InZone(zone)))).ShouldBe(expected);
        slots.ShouldAllBe(slot => slot.Duration == Duration.FromMinutes(minutes));
    }

    [Fact]
    public void FreeSlots_ExceptionDate_ReplacesTheWeeklyHours()
    {
        var eventType = EventTypes.Of(
            ("duration_minutes", "60"),
            ("exceptions", """[{"date":"2026-01-06","hours":[]},{"date":"2026-01-07","hours":["15:00-16:00","18:00-19:00"]}]"""));

        var slots = SlotRules.FreeSlots(eventType, new Interval(At(5, 0), At(8, 0)), [], Now);

        slots.Select(slot => slot.Start).ShouldBe([At(5, 9), At(5, 10), At(5, 11), At(7, 15), At(7, 18)]);
    }

    [Fact]
    public void FreeSlots_SlotInterval_IsTheStepAndTheLastSlotEndsInTheWindow()
    {
        var eventType = EventTypes.Of(("duration_minutes", "60"), ("slot_interval_minutes", "45"));

        var slots = SlotRules.FreeSlots(eventType, new Interval(At(5, 0), At(6, 0)), [], Now);

        slots.Select(slot => slot.Start).ShouldBe([At(5, 9), At(5, 9, 45), At(5, 10, 30)]);
    }

    [Fact]
    public void FreeSlots_Range_HasItsStartAndNotItsEnd()
    {
        var slots = SlotRules.FreeSlots(EventTypes.Of(), new Interval(At(5, 9, 30), At(5, 10, 30)), [], Now);

        slots.Select(slot => slot.Start).ShouldBe([At(5, 9, 30), At(5, 10)]);
    }

    [Theory]
    [InlineData(0, "09:30 10:00 10:30 11:00 11:30")]
    [InlineData(30, "09:30 10:00 10:30 11:00 11:30")]
    [InlineData(31, "10:00 10:30 11:00 11:30")]
    [InlineData(1440, "")]
    public void FreeSlots_MinimumNotice_IsKept(int notice, string expected)
    {
        var eventType = EventTypes.Of(("minimum_notice_minutes", $"{notice}"));

        var slots = SlotRules.FreeSlots(eventType, new Interval(At(5, 0), At(6, 0)), [], At(5, 9));

        Times(slots).ShouldBe(expected);
    }

    [Fact]
    public void FreeSlots_Now_IsNotTheFuture()
    {
        SlotRules.FreeSlotAt(EventTypes.Of(), At(5, 9), [], At(5, 9)).ShouldBeNull();
        SlotRules.FreeSlotAt(EventTypes.Of(), At(5, 9), [], At(5, 9) - Duration.FromMilliseconds(1)).ShouldNotBeNull();
    }

    [Fact]
    public void FreeSlots_Horizon_IsCountedInTheProvidersDays()
    {
        // 20:00 UTC on the 5th is already the 6th in Auckland, so the last day is the 8th there.
        var eventType = EventTypes.Of(("provider_time_zone", "\"Pacific/Auckland\""), ("duration_minutes", "180"), ("horizon_days", "2"));
        var zone = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];

        var slots = SlotRules.FreeSlots(eventType, new Interval(At(1, 0), At(31, 0)), [], At(5, 20));

        slots.Select(slot => slot.Start.InZone(zone).Date).ShouldBe([new LocalDate(2026, 1, 7), new LocalDate(2026, 1, 8)]);
    }

    [Theory]
    [InlineData(0, 0, "09:00 09:30 11:00 11:30")]
    [InlineData(0, 15, "09:00 11:00 11:30")]
    [InlineData(15, 0, "09:00 09:30 11:30")]
    [InlineData(60, 60, "")]
    public void FreeSlots_Buffers_KeepClearOfWhatIsBusy(int before, int after, string expected)
    {
        var eventType = EventTypes.Of(("buffer_before_minutes", $"{before}"), ("buffer_after_minutes", $"{after}"));

        var slots = SlotRules.FreeSlots(eventType, new Interval(At(5, 0), At(6, 0)), [new Interval(At(5, 10), At(5, 11))], Now);

        Times(slots).ShouldBe(expected);
    }

    [Fact]
    public void FreeSlotAt_OffTheGridOrAtTheEndOfTime_IsNone()
    {
        SlotRules.FreeSlotAt(EventTypes.Of(), At(5, 9, 1), [], Now).ShouldBeNull();
        SlotRules.FreeSlotAt(EventTypes.Of(), At(5, 9) + Duration.FromMilliseconds(1), [], Now).ShouldBeNull();
        SlotRules.FreeSlotAt(EventTypes.Of(), Instant.FromUnixTimeMilliseconds(Instant.MaxValue.ToUnixTimeMilliseconds()), [], Now).ShouldBeNull();
        SlotRules.FreeSlotAt(EventTypes.Of(), Instant.FromUtc(1, 1, 1, 0, 0), [], Now).ShouldBeNull();
    }

    /// <summary>Any zone, day, window, step and busy times: what is free keeps every promise, and what is not free breaks one.</summary>
    [Fact]
    public void FreeSlots_AnyZoneAndBusyTimes_AreExactlyThoseThatFit()
    {
        string[] zones = ["America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Kathmandu", "Pacific/Apia", "Europe/London"];
        var numbers = Gen.Choose(0, int.MaxValue).ArrayOf(20);
        Prop.ForAll(
            Arb.From(numbers),
            n =>
            {
                var start = n[3] % 1400;
                var eventType = EventTypes.Of(
                    ("provider_time_zone", $"\"{zones[n[0] % zones.Length]}\""),
                    ("duration_minutes", $"{(n[1] % 90) + 1}"),
                    ("slot_interval_minutes", $"{(n[2] % 90) + 1}"),
                    ("buffer_before_minutes", $"{n[5] % 40}"),
                    ("buffer_after_minutes", $"{n[6] % 40}"),
                    ("horizon_days", "730")) with
                {
                    Hours = new WorkingHours(
                        Enum.GetValues<IsoDayOfWeek>().ToDictionary(day => day, IReadOnlyList<TimeWindow> (_) => [new TimeWindow(start, start + 1 + (n[4] % (1440 - start)))]),
                        new Dictionary<LocalDate, IReadOnlyList<TimeWindow>>()),
                };
                var from = Now + Duration.FromMinutes(n[7] % (360 * 1440));
                var range = new Interval(from, from + Duration.FromDays(2));
                var busy = Enumerable.Range(0, 5)
                    .Select(i => from + Duration.FromMinutes(n[8 + i] % 2880))
                    .Select((at, i) => new Interval(at, at + Duration.FromMinutes(n[13 + i] % 180)))
                    .ToList();

                var all = SlotRules.FreeSlots(eventType, range, [], Now);
                var free = SlotRules.FreeSlots(eventType, range, busy, Now);

                free.ShouldBe(all.Where(slot => !busy.Exists(taken => Overlaps(taken, eventType.BusyAround(slot)))));
                all.ShouldAllBe(slot => slot.Start >= range.Start && slot.Start < range.End && IsInHours(eventType, slot));
                all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First.Start < pair.Second.Start);
                all.ShouldAllBe(slot => SlotRules.FreeSlotAt(eventType, slot.Start, busy, Now).HasValue == free.Contains(slot));
            }).QuickCheckThrowOnFailure();
    }

    private static bool Overlaps(Interval one, Interval other) => one.Duration > Duration.Zero && one.Start < other.End && other.Start < one.End;

    /// <summary>Minute by minute, the wall clock of a slot shows the window or a time that clocks skip or repeat.</summary>
    private static bool IsInHours(EventType eventType, Interval slot)
    {
        var window = eventType.Hours.On(slot.Start.InZone(eventType.Zone).Date).Single();
        for (var at = slot.Start; at < slot.End; at += Duration.FromMinutes(1))
        {
            var local = at.InZone(eventType.Zone);
            var minute = (local.Hour * 60) + local.Minute;
            var isRepeated = eventType.Zone.MapLocal(local.LocalDateTime).Count == 2
                || eventType.Zone.GetZoneInterval(at).Start is var changed && at - changed < Duration.FromDays(1);
            if (!isRepeated && (minute < window.StartMinute || minute >= window.EndMinute))
            {
                return false;
            }
        }

        return true;
    }

    private static Interval Around(LocalDate date) =>
        new(date.PlusDays(-1).AtMidnight().InUtc().ToInstant(), date.PlusDays(2).AtMidnight().InUtc().ToInstant());

    private static string Times(IEnumerable<Interval> slots) =>
        string.Join(' ', slots.Select(slot => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(slot.Start.InUtc().TimeOfDay)));

    private static Instant At(int day, int hour, int minute = 0) => Instant.FromUtc(2026, 1, day, hour, minute);
}
