using NodaTime;
using Portal.Application.Calendar;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

public sealed class CalendarAddressTests
{
    private const string Site = "https://portal.example";
    private static readonly LocalDate Today = new(2026, 11, 18);

    [Fact]
    public void Parse_Nothing_IsThisWeekWithoutFilters()
    {
        var address = Parse("/calendar");

        address.View.ShouldBe(new CalendarView(CalendarViewKind.Week, Today));
        address.Filter.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("<script>")]
    public void Parse_DateThatIsNone_IsToday(string date) => Parse($"/calendar?view=month&date={date}").View.Date.ShouldBe(Today);

    [Fact]
    public void Parse_WhatIsNotUnderstood_IsLeftOut()
    {
        var address = Parse("/calendar?view=year&sources=case,mars&status=,,&case=x&start=2026-11-18T10:00:00Z&end=2026-11-18T09:00:00Z");

        address.ToUrl().ShouldBe("/calendar?view=week&date=2026-11-18&sources=case");
    }

    [Fact]
    public void ToUrl_ReadBack_IsTheSameAddress()
    {
        var address = new CalendarAddress(new CalendarView(CalendarViewKind.Month, new LocalDate(2027, 2, 28)))
        {
            Filter = new CalendarFilter
            {
                Sources = [CalendarSource.CaseEvent, CalendarSource.Marketing],
                Statuses = [EntryStatus.Unknown],
                CaseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
                Provider = "dr&kim@clinic.example",
                Text = "knee #2 = 50%",
            },
            EventId = "an id",
            FormId = "form",
            Start = Instant.FromUtc(2027, 2, 28, 10, 15),
            End = Instant.FromUtc(2027, 2, 28, 11, 0),
        };

        var url = address.ToUrl();

        Parse(url).ToUrl().ShouldBe(url);
        Parse(url).Filter.Provider.ShouldBe("dr&kim@clinic.example");
        Parse(url).Filter.Text.ShouldBe("knee #2 = 50%");
        Parse(url).Start.ShouldBe(address.Start);
    }

    [Fact]
    public void ToUrl_TextAndProvider_StandWhereNoServerLogsThem()
    {
        var address = Parse("/calendar") with { Filter = new CalendarFilter { Text = "patient", Provider = "kim" } };

        new Uri(Site + address.ToUrl()).PathAndQuery.ShouldNotContain("patient");
        new Uri(Site + address.ToUrl()).PathAndQuery.ShouldNotContain("kim");
    }

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, 16)]
    [InlineData(IsoDayOfWeek.Sunday, 15)]
    [InlineData(IsoDayOfWeek.Saturday, 14)]
    public void FirstDate_OfAWeek_IsItsStart(IsoDayOfWeek start, int day) => View(CalendarViewKind.Week, start).FirstDate.ShouldBe(new LocalDate(2026, 11, day));

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, 16)]
    [InlineData(IsoDayOfWeek.Sunday, 16)]
    [InlineData(IsoDayOfWeek.Saturday, 15)]
    public void FirstDate_OfAWorkWeek_IsTheFirstWorkDay(IsoDayOfWeek start, int day) => View(CalendarViewKind.WorkWeek, start).FirstDate.ShouldBe(new LocalDate(2026, 11, day));

    [Fact]
    public void FirstDate_OfAMonth_IsTheWeekStartBeforeTheFirst() => View(CalendarViewKind.Month, IsoDayOfWeek.Sunday).FirstDate.ShouldBe(new LocalDate(2026, 11, 1));

    [Theory]
    [InlineData(2026, 11, 18, "16–22 November 2026")]
    [InlineData(2026, 12, 1, "30 Nov – 6 Dec 2026")]
    [InlineData(2026, 12, 31, "28 Dec 2026 – 3 Jan 2027")]
    public void Title_OfAWeek_NamesItsEnds(int year, int month, int day, string title) =>
        new CalendarView(CalendarViewKind.Week, new LocalDate(year, month, day)).Title.ShouldBe(title);

    [Fact]
    public void Next_FromTheEndOfJanuary_IsFebruary() =>
        new CalendarView(CalendarViewKind.Month, new LocalDate(2026, 1, 31)).Next.Title.ShouldBe("February 2026");

    [Theory]
    [InlineData(CalendarViewKind.Day)]
    [InlineData(CalendarViewKind.WorkWeek)]
    [InlineData(CalendarViewKind.Week)]
    [InlineData(CalendarViewKind.Agenda)]
    public void Next_OfAnyPeriod_StartsWhereThisOneEnds(CalendarViewKind kind)
    {
        var view = View(kind, IsoDayOfWeek.Monday);

        view.Next.Previous.ShouldBe(view);
        view.Next.FirstDate.ShouldBe(view.FirstDate.PlusDays(kind == CalendarViewKind.WorkWeek ? 7 : view.Days));
    }

    private static CalendarView View(CalendarViewKind kind, IsoDayOfWeek start) => new(kind, Today) { WeekStart = start };

    private static CalendarAddress Parse(string url) => CalendarAddress.Parse(Site + url, Today, IsoDayOfWeek.Monday);
}
