using System.Globalization;
using Bunit;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar;
using Portal.Web.Calendar.Grid;

namespace Portal.Web.Tests.Calendar.Grid;

/// <summary>What stands in the grids, as markup. The names that the browser makes of it are tested in one.</summary>
public sealed class PictureTests : BunitContext
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 18, 12, 0);
    private static readonly AxisOptions Axis = new(8, 18, SecondZone: null);

    [Fact]
    public void Month_MoreThanFits_SaysHowManyMore()
    {
        var day = Instant.FromUtc(2026, 11, 18, 18, 0);

        var grid = RenderMonth([.. Enumerable.Range(0, 10).Select(i => Items.Entry($"{i}", day + Duration.FromMinutes(i), day + Duration.FromHours(1)))]);

        grid.FindAll(".e").Count.ShouldBe(3);
        grid.Find(".more").TextContent.ShouldBe("+7 more");
        grid.Find(".more").GetAttribute("role").ShouldBe("button");
        grid.FindAll("[role=gridcell].ev").Select(cell => cell.GetAttribute("data-n")).OfType<string>().ShouldBe(["10"]);
    }

    [Fact]
    public void Month_OverMidnight_IsOneBarOverBothDays() =>
        RenderMonth([Items.Entry("a", Instant.FromUtc(2026, 11, 19, 3, 0), Instant.FromUtc(2026, 11, 19, 8, 0))]).Find(".e").ClassList.ShouldContain("s2");

    [Fact]
    public void Month_OverTheEndOfAWeek_GoesOnInTheNextRow()
    {
        var bars = RenderMonth([Items.AllDay("a", new LocalDate(2026, 11, 21), new LocalDate(2026, 11, 25))]).FindAll(".e");

        bars.Select(bar => (bar.ClassList.Contains("s2"), bar.ClassList.Contains("b"), bar.ClassList.Contains("g"))).ShouldBe([(true, false, true), (true, true, false)]);
        bars.Select(bar => bar.GetAttribute("data-w")).Distinct().ShouldBe(["Sat 21 Nov 2026 – Tue 24 Nov 2026, all day"]);
    }

    [Fact]
    public void Month_EndingAtMidnight_IsNotOnTheNextDay() =>
        RenderMonth([Items.Entry("a", Instant.FromUtc(2026, 11, 19, 3, 0), Instant.FromUtc(2026, 11, 19, 5, 0))]).Find(".e").ClassList.ShouldNotContain("s2");

    [Fact]
    public void Month_Today_IsMarked() => RenderMonth([]).FindAll(".dy").Index().Where(cell => cell.Item.HasAttribute("aria-current")).ShouldHaveSingleItem().Index.ShouldBe(23);

    [Fact]
    public void Month_Cells_AreTheDatesInOrder() =>
        RenderMonth([]).FindAll("[role=gridcell].dy").Select(cell => cell.TextContent).ShouldBe(
            Enumerable.Range(0, 42).Select(i => new LocalDate(2026, 10, 26).PlusDays(i).Day.ToString(CultureInfo.InvariantCulture)));

    [Fact]
    public void Month_WeekOfTwoMonths_IsDrawnTheSameInBoth()
    {
        CalendarEntry[] entries = [Items.Entry("a", Instant.FromUtc(2026, 12, 1, 15, 0), Instant.FromUtc(2026, 12, 1, 16, 0)), Items.AllDay("b", new LocalDate(2026, 11, 28), new LocalDate(2026, 12, 9))];

        DrawMonth(new LocalDate(2026, 12, 1), entries).Weeks[0].ShouldBe(DrawMonth(new LocalDate(2026, 11, 18), entries).Weeks[5]);
    }

    [Fact]
    public void Month_Dates_SayWhetherTheirMonthIsTheShownOne()
    {
        var grid = RenderMonth([]);

        grid.Find("[role=grid]").ClassList.ShouldContain("month--odd");
        grid.FindAll(".dy").Select(cell => cell.ClassList.Contains("odd")).ShouldBe(Enumerable.Range(0, 42).Select(i => i is >= 6 and < 36));
        grid.FindAll(".dy.even").Count.ShouldBe(12);
    }

    [Fact]
    public void Month_DayOfTwentyFiveHours_SaysSo() =>
        RenderMonth([]).FindAll(".dy").Select(cell => cell.GetAttribute("data-i")).OfType<string>().ShouldBe(["25-hour day"]);

    [Fact]
    public void Month_LinesBesideABar_LeaveItsRowFree()
    {
        // A bar over Thursday and Friday in the first row, and two lines on Friday.
        var grid = RenderMonth([
            Items.AllDay("bar", new LocalDate(2026, 11, 19), new LocalDate(2026, 11, 21)),
            Items.Entry("a", Instant.FromUtc(2026, 11, 20, 14, 0), Instant.FromUtc(2026, 11, 20, 15, 0)),
            Items.Entry("b", Instant.FromUtc(2026, 11, 20, 16, 0), Instant.FromUtc(2026, 11, 20, 17, 0)),
        ]);

        grid.FindAll(".e").Select(line => (line.ClassList.Contains("s2"), line.ClassList.Contains("l1"))).ShouldBe([(true, false), (false, true), (false, false)]);
    }

    [Fact]
    public void Month_MoreBesideABar_StandsInTheLastRow()
    {
        var bar = Items.AllDay("bar", new LocalDate(2026, 11, 19), new LocalDate(2026, 11, 21));
        var start = Instant.FromUtc(2026, 11, 20, 14, 0);

        var grid = RenderMonth([bar, .. Enumerable.Range(0, 4).Select(i => Items.Entry($"{i}", start + Duration.FromHours(i), start + Duration.FromHours(i + 1)))]);

        // The bar, which came from Thursday, and two lines are above it.
        grid.Find(".more").ParentElement?.Children.Select(line => line.ClassName).ShouldBe(["e c l1", "e c", "more"]);
    }

    [Fact]
    public void Month_Line_SaysItsTimes()
    {
        var line = RenderMonth([Items.Entry("a", Instant.FromUtc(2026, 11, 19, 14, 0), Instant.FromUtc(2026, 11, 19, 15, 0))]).Find(".e");

        line.TextContent.ShouldBe("09:00 Event a");
        line.GetAttribute("data-e").ShouldBe("10:00");
        line.HasAttribute("data-z").ShouldBeFalse();
    }

    [Fact]
    public void Month_BarOverTheEndOfAWeek_SaysItsDaysFromEachCell() =>
        RenderMonth([Items.Entry("a", Instant.FromUtc(2026, 11, 21, 14, 0), Instant.FromUtc(2026, 11, 24, 15, 0))]).FindAll(".e")
            .Select(bar => (bar.TextContent, bar.GetAttribute("data-p"))).ShouldBe([("09:00 Event a", "0 09:00 3 10:00"), ("Event a", "-2 09:00 1 10:00")]);

    [Fact]
    public void Month_OnTheOtherSideOfAChangeOfClocks_EventsSayTheirZone()
    {
        var grid = RenderMonth([Items.Entry("a", Instant.FromUtc(2026, 10, 30, 14, 0), Instant.FromUtc(2026, 10, 30, 15, 0)), Items.Entry("b", Instant.FromUtc(2026, 11, 2, 14, 0), Instant.FromUtc(2026, 11, 2, 15, 0))]);

        grid.Find("[role=grid]").GetAttribute("data-zone").ShouldBe("EST (UTC−5)");
        grid.FindAll(".e").Select(line => line.GetAttribute("data-z")).ShouldBe(["EDT (UTC−4)", null]);
    }

    [Fact]
    public void Month_WeekNumbers_AreRowHeaders() =>
        RenderMonth([]).FindAll("[role=rowheader]").Select(header => header.TextContent).ShouldBe(["Week 44", "Week 45", "Week 46", "Week 47", "Week 48", "Week 49"]);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("' autofocus onfocus='alert(1)")]
    [InlineData("</button><img src=x onerror=alert(1)>")]
    [InlineData("&lt;b&gt; &amp; \u202e\0\ud800 <!-- -->")]
    public void AnyGrid_HostileTitle_IsOnlyText(string title)
    {
        var entry = Items.Entry("a\"><i>", Instant.FromUtc(2026, 11, 18, 15, 0), Instant.FromUtc(2026, 11, 18, 16, 0)) with { Title = title };
        var bar = Items.AllDay("b", new LocalDate(2026, 11, 18), new LocalDate(2026, 11, 19)) with { Title = title };

        foreach (var grid in new[] { RenderMonth([entry, bar]).FindAll("*"), RenderWeek([entry, bar]).FindAll("*") })
        {
            grid.ShouldNotContain(element => element.TagName == "SCRIPT" || element.TagName == "IMG");
            grid.ShouldNotContain(element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "autofocus"));
            grid.Count(element => element.ClassList.Contains("e")).ShouldBe(2);
        }
    }

    [Fact]
    public void Week_Event_SaysTitleTimesAndZone()
    {
        var grid = RenderWeek([Items.Entry("a", Instant.FromUtc(2026, 11, 19, 14, 0), Instant.FromUtc(2026, 11, 19, 15, 0))]);

        grid.Find("[role=grid]").GetAttribute("data-zone").ShouldBe("EST (UTC−5)");
        grid.Find(".e").GetAttribute("role").ShouldBe("button");
        grid.Find(".e").TextContent.ShouldBe("Event a\n09:00-10:00");
        grid.Find(".e").GetAttribute("style").ShouldBe("top:37.5%;bottom:58.333%");
    }

    [Theory]
    [InlineData(ItemState.Pending, "Pending", "p")]
    [InlineData(ItemState.Waiting, "Waiting", "w")]
    [InlineData(ItemState.Unknown, "Unknown", "u")]
    [InlineData(ItemState.Rejected, "Rejected", "r")]
    [InlineData(ItemState.Cancelled, "Cancelled", "x")]
    public void Week_AnyState_IsInWordsAndPattern(ItemState state, string word, string pattern)
    {
        var grid = RenderWeek([Items.Entry("a", Instant.FromUtc(2026, 11, 19, 14, 0), Instant.FromUtc(2026, 11, 19, 15, 0), state)]);

        grid.Find(".e").ClassList.ShouldContain(pattern);
        grid.Find(".e small").TextContent.ShouldBe(word);
        grid.Find(".e").TextContent.ShouldBe($"{word} Event a\n09:00-10:00");
    }

    [Theory]
    [InlineData("Visit", false)]
    [InlineData("Посещение 🩺", false)]
    [InlineData("ביקור", true)]
    [InlineData("زيارة 2", true)]
    [InlineData("\uD83A\uDD00", true)]
    public void Week_Title_TakesItsOwnDirectionOnlyWhereItNeedsOne(string title, bool hasOwn) =>
        RenderWeek([Items.Entry("a", Instant.FromUtc(2026, 11, 19, 14, 0), Instant.FromUtc(2026, 11, 19, 15, 0)) with { Title = title }])
            .Find(".e").ClassList.Contains("i").ShouldBe(hasOwn);

    [Fact]
    public void Week_LineBreakInATitle_TakesNoLineFromTheTime() =>
        RenderWeek([Items.Entry("a", Instant.FromUtc(2026, 11, 19, 14, 0), Instant.FromUtc(2026, 11, 19, 15, 0)) with { Title = "Two\nlines" }])
            .Find(".e").TextContent.ShouldBe("Two lines\n09:00-10:00");

    [Fact]
    public void Week_WhatIsOver_IsDone()
    {
        var grid = RenderWeek([Items.Entry("a", Now - Duration.FromHours(2), Now - Duration.FromHours(1))]);

        grid.Find(".e").ClassList.ShouldContain("d");
    }

    [Fact]
    public void Week_TooManySideBySide_KeepTheirTimesForTheirNames()
    {
        var start = Instant.FromUtc(2026, 11, 19, 14, 0);

        var grid = RenderWeek([.. Enumerable.Range(0, 4).Select(i => Items.Entry($"{i}", start, start + Duration.FromHours(1)))]);

        grid.FindAll(".e").Select(one => one.TextContent).ShouldBe(["Event 0", "Event 1", "Event 2", "Event 3"]);
        grid.FindAll(".e").Select(one => one.GetAttribute("data-h")).Distinct().ShouldBe(["09:00–10:00"]);
    }

    [Fact]
    public void Week_ClocksGoBack_LabelsTheRepeatedHourWithItsOffset()
    {
        var grid = RenderWeek([], date: new LocalDate(2026, 11, 1));

        grid.FindAll(".oh").Select(hour => hour.TextContent).Skip(1).Take(3).ShouldBe(["01:00 UTC−4", "01:00 UTC−5", "02:00"]);
        grid.FindAll(".col")[0].GetAttribute("style").ShouldBe("--n:25");
        grid.Find("[aria-label='Sunday, 1 November 2026, 01:00 UTC−5']").GetAttribute("data-t").ShouldBe("2");
        grid.Find("#h0").TextContent.ShouldContain("25-hour day");
    }

    [Fact]
    public void Week_ClocksGoForward_TheMissingHourIsNotThere()
    {
        var grid = RenderWeek([], date: new LocalDate(2027, 3, 14));

        grid.Find(".gap").TextContent.ShouldBe("02:00–03:00 skipped");
        grid.FindAll("[aria-label='Sunday, 14 March 2027, 02:00']").ShouldBeEmpty();
        grid.FindAll(".z").ShouldHaveSingleItem().GetAttribute("aria-disabled").ShouldBe("true");
    }

    [Theory]
    [InlineData("America/Santiago", 2026, 9, 6)]
    [InlineData("Asia/Beirut", 2026, 3, 29)]
    [InlineData("Africa/Cairo", 2026, 4, 24)]
    public void Week_MidnightInAGap_StartsAtOne(string zone, int year, int month, int day)
    {
        var grid = RenderWeek([], DateTimeZoneProviders.Tzdb[zone], new LocalDate(year, month, day));

        var own = grid.FindAll(".oh").Select(hour => hour.TextContent).ToList();
        own[0].ShouldBe("01:00");
        grid.Find(".gap").TextContent.ShouldBe("00:00–01:00 skipped");
    }

    [Fact]
    public void Week_SkippedDate_SaysThatItDoesNotExist()
    {
        var grid = RenderWeek([], DateTimeZoneProviders.Tzdb["Pacific/Apia"], new LocalDate(2011, 12, 30));

        grid.Find(".gone").TextContent.ShouldContain("does not exist in Pacific/Apia");
        grid.FindAll(".col")[0].GetAttribute("style").ShouldBe("--n:0");
        grid.FindAll(".es")[0].GetAttribute("data-n").ShouldBe("");
    }

    [Fact]
    public void Week_SecondZone_HasItsOwnHoursWhereTheDifferenceChanges()
    {
        // London's clocks change when it is 21:00 on 28 March 2026 in New York, whose own have changed before.
        var grid = RenderWeek([], date: new LocalDate(2026, 3, 26), second: DateTimeZoneProviders.Tzdb["Europe/London"]);

        grid.Find("#r9 small").TextContent.ShouldBe("13:00");
        grid.FindAll(".col").Select(column => column.QuerySelectorAll(".os").Length > 0).ShouldBe([false, false, true, true, true, true, true]);
        grid.FindAll(".col")[4].QuerySelectorAll(".os")[9].TextContent.ShouldBe("14:00");
    }

    [Fact]
    public void Week_OrdinaryDays_ShareOneStringOfHours() =>
        Draw([], NewYork, new LocalDate(2026, 11, 16), null).Hours.ShouldBeSameAs(Draw([], NewYork, new LocalDate(2026, 12, 7), null).Hours);

    [Fact]
    public void Day_ClocksChange_HasItsOwnHoursOnTheAxis()
    {
        var days = ZonedDay.Range(new LocalDate(2026, 11, 1), 1, NewYork);
        var picture = TimePicture.Draw(new CalendarView(CalendarViewKind.Day, days[0].Date), days, Items.Read(days, []), Axis, Now);

        var grid = Render<TimeGrid>(p => p.Add(g => g.Picture, picture).Add(g => g.Now, Now));

        grid.FindAll("[role=rowheader][id^=r]").Select(header => header.TextContent).Skip(1).Take(3).ShouldBe(["01:00 UTC−4", "01:00 UTC−5", "02:00"]);
    }

    [Fact]
    public void Week_Hours_CountTheEventsThatReachIntoThem()
    {
        // From nine to ten, from half past nine to eleven, and five minutes, which are drawn as half an hour.
        var ten = Instant.FromUtc(2026, 11, 19, 15, 0);
        var grid = RenderWeek([
            Items.Entry("a", ten - Duration.FromHours(1), ten),
            Items.Entry("b", ten - Duration.FromMinutes(30), ten + Duration.FromHours(1)),
            Items.Entry("c", ten + Duration.FromMinutes(100), ten + Duration.FromMinutes(105)),
        ]);

        const string None = "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";
        grid.FindAll(".es").Select(events => events.GetAttribute("data-n")).ShouldBe([None, None, None, "0 0 0 0 0 0 0 0 0 2 1 1 1 0 0 0 0 0 0 0 0 0 0 0", None, None, None]);
    }

    [Fact]
    public void Week_ClocksGoBack_CountsBothOfTheRepeatedHours()
    {
        // The second hour from one to two.
        var grid = RenderWeek([Items.Entry("a", Instant.FromUtc(2026, 11, 1, 6, 0), Instant.FromUtc(2026, 11, 1, 7, 0))], date: new LocalDate(2026, 11, 1));

        grid.FindAll(".es")[0].GetAttribute("data-n").ShouldBe("0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
    }

    [Fact]
    public void Week_Bars_AreCountedOnEachDayThatTheyReach() =>
        RenderWeek([Items.AllDay("a", new LocalDate(2026, 11, 17), new LocalDate(2026, 11, 20)), Items.AllDay("b", new LocalDate(2026, 11, 19), new LocalDate(2026, 11, 30))])
            .FindAll(".ev").Select(cell => cell.GetAttribute("data-n")).ShouldBe(["0", "1", "1", "2", "1", "1", "1"]);

    [Fact]
    public void Week_NowLine_StandsInTodaysColumn()
    {
        var grid = RenderWeek([]);

        var column = grid.Find(".now").ParentElement.ShouldNotBeNull();
        column.TextContent.ShouldContain("Wednesday, 18 November 2026, no events");
        grid.Find(".now").GetAttribute("style").ShouldBe("top:29.1667%");
    }

    private static TimePicture Draw(IReadOnlyList<CalendarEntry> entries, DateTimeZone zone, LocalDate date, DateTimeZone? second)
    {
        var days = ZonedDay.Range(date, 7, zone);
        return TimePicture.Draw(new CalendarView(CalendarViewKind.Week, date) { WeekStart = date.DayOfWeek }, days, Items.Read(days, entries), Axis with { SecondZone = second }, Now);
    }

    private IRenderedComponent<TimeGrid> RenderWeek(IReadOnlyList<CalendarEntry> entries, DateTimeZone? zone = null, LocalDate? date = null, DateTimeZone? second = null) =>
        Render<TimeGrid>(p => p.Add(g => g.Picture, Draw(entries, zone ?? NewYork, date ?? new LocalDate(2026, 11, 16), second)).Add(g => g.Now, Now));

    private static MonthPicture DrawMonth(LocalDate date, IReadOnlyList<CalendarEntry> entries)
    {
        var view = new CalendarView(CalendarViewKind.Month, date);
        var days = ZonedDay.Range(view.FirstDate, view.Days, NewYork);
        return MonthPicture.Draw(view, days, Items.Read(days, entries), Now);
    }

    private IRenderedComponent<MonthGrid> RenderMonth(IReadOnlyList<CalendarEntry> entries) =>
        Render<MonthGrid>(p => p.Add(g => g.Picture, DrawMonth(new LocalDate(2026, 11, 18), entries)));
}
