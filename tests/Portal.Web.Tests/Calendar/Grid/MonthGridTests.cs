using Bunit;
using NodaTime;
using Portal.Application.Time;
using Portal.Web.Calendar.Grid;

namespace Portal.Web.Tests.Calendar.Grid;

public sealed class MonthGridTests : BunitContext
{
    private static readonly DateTimeZone Utc = DateTimeZone.Utc;

    [Fact]
    public void Day_WithMoreThanFits_SaysHowManyMore()
    {
        var day = Instant.FromUtc(2026, 11, 18, 8, 0);

        var grid = RenderMonth([.. Enumerable.Range(0, 10).Select(i => Items.Item($"{i}", day + Duration.FromMinutes(i), day + Duration.FromHours(1)))]);

        grid.FindAll(".event").Count.ShouldBe(3);
        grid.Find(".more").TextContent.ShouldStartWith("+7 more");
    }

    [Fact]
    public void Event_OverMidnight_IsOnBothDays() =>
        RenderMonth([Items.Item("a", Instant.FromUtc(2026, 11, 18, 23, 0), Instant.FromUtc(2026, 11, 19, 1, 0))])
            .FindAll("td").Where(cell => cell.QuerySelector(".event") is not null).Count().ShouldBe(2);

    [Fact]
    public void Event_EndingAtMidnight_IsNotOnTheNextDay() =>
        RenderMonth([Items.Item("a", Instant.FromUtc(2026, 11, 18, 23, 0), Instant.FromUtc(2026, 11, 19, 0, 0))]).FindAll(".event").Count.ShouldBe(1);

    private IRenderedComponent<MonthGrid> RenderMonth(IReadOnlyList<Application.Calendar.CalendarItem> items) =>
        Render<MonthGrid>(p => p
            .Add(g => g.Days, ZonedDay.Range(new LocalDate(2026, 10, 26), 42, Utc))
            .Add(g => g.Items, items)
            .Add(g => g.Month, new LocalDate(2026, 11, 1))
            .Add(g => g.Today, new LocalDate(2026, 11, 1)));
}
