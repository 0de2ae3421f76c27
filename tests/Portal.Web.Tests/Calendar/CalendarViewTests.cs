using NodaTime;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

public sealed class CalendarViewTests
{
    private static readonly LocalDate Today = new(2026, 11, 18);

    [Fact]
    public void Parse_Nothing_IsThisWeek() =>
        CalendarView.Parse(null, null, Today).ShouldBe(new CalendarView(CalendarViewKind.Week, Today));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("<script>")]
    public void Parse_DateThatIsNone_IsToday(string date) => CalendarView.Parse("month", date, Today).Date.ShouldBe(Today);

    [Fact]
    public void ToUrl_ReadBack_IsTheSameView()
    {
        var view = new CalendarView(CalendarViewKind.Month, new LocalDate(2027, 2, 28));

        view.ToUrl("an id", "form").ShouldBe("/calendar?view=month&date=2027-02-28&event=an%20id&form=form");
        CalendarView.Parse("month", "2027-02-28", Today).ShouldBe(view);
    }

    [Fact]
    public void FirstDate_OfAWeek_IsItsMonday() => new CalendarView(CalendarViewKind.Week, Today).FirstDate.ShouldBe(new LocalDate(2026, 11, 16));

    [Fact]
    public void FirstDate_OfAMonth_IsTheMondayBeforeTheFirst() =>
        new CalendarView(CalendarViewKind.Month, Today).FirstDate.ShouldBe(new LocalDate(2026, 10, 26));

    [Theory]
    [InlineData(2026, 11, 18, "16–22 November 2026")]
    [InlineData(2026, 12, 1, "30 Nov – 6 Dec 2026")]
    [InlineData(2026, 12, 31, "28 Dec 2026 – 3 Jan 2027")]
    public void Title_OfAWeek_NamesItsEnds(int year, int month, int day, string title) =>
        new CalendarView(CalendarViewKind.Week, new LocalDate(year, month, day)).Title.ShouldBe(title);

    [Fact]
    public void Next_FromTheEndOfJanuary_IsFebruary() =>
        new CalendarView(CalendarViewKind.Month, new LocalDate(2026, 1, 31)).Next.Title.ShouldBe("February 2026");
}
