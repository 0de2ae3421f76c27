using Bunit;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar.Grid;

namespace Portal.Web.Tests.Calendar.Grid;

public sealed class WeekGridTests : BunitContext
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    public WeekGridTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Theory]
    [InlineData(ItemState.Pending, "Pending")]
    [InlineData(ItemState.Waiting, "Waiting")]
    [InlineData(ItemState.Rejected, "Rejected")]
    [InlineData(ItemState.Unknown, "Unknown")]
    [InlineData(ItemState.Cancelled, "Cancelled")]
    [InlineData(ItemState.Cancelling, "Cancelling")]
    [InlineData(ItemState.CancelUnconfirmed, "Cancel unconfirmed")]
    [InlineData(ItemState.Removed, "Removed")]
    public void Event_NotConfirmed_SaysItsStateInVisibleWords(ItemState state, string words)
    {
        var noon = new LocalDateTime(2026, 11, 18, 12, 0).InZoneStrictly(NewYork).ToInstant();

        var grid = RenderWeek(new LocalDate(2026, 11, 16), NewYork, Items.Item("a", noon, noon + Duration.FromHours(1), state));

        var said = grid.Find(".event .state");
        said.TextContent.ShouldBe(words);
        said.ClassList.ShouldNotContain("visually-hidden");
    }

    [Fact]
    public void Event_TextThatIsMarkup_IsShownAsText()
    {
        var noon = new LocalDateTime(2026, 11, 18, 12, 0).InZoneStrictly(NewYork).ToInstant();
        var item = Items.Item("a", noon, noon + Duration.FromHours(1)) with { Title = "<script>alert(1)</script>" };

        var grid = RenderWeek(new LocalDate(2026, 11, 16), NewYork, item);

        grid.FindAll("script").ShouldBeEmpty();
        grid.Find(".title").TextContent.ShouldBe("<script>alert(1)</script>");
    }

    [Fact]
    public void Day_WithRepeatedHour_LabelsBothWithTheirOffsets()
    {
        var grid = RenderWeek(new LocalDate(2026, 10, 26), NewYork);

        grid.FindAll(".own-hour").Select(label => label.TextContent).ShouldContain("01:00 UTC−4");
        grid.FindAll(".own-hour").Select(label => label.TextContent).ShouldContain("01:00 UTC−5");
    }

    [Fact]
    public void Day_ThatTheZoneSkipped_SaysThatItDoesNotExist()
    {
        var grid = RenderWeek(new LocalDate(2011, 12, 26), DateTimeZoneProviders.Tzdb["Pacific/Apia"]);

        grid.Find(".skipped").TextContent.ShouldContain("does not exist in Pacific/Apia");
    }

    [Fact]
    public void Click_OnAnEvent_TellsItsId()
    {
        string? selected = null;
        var noon = new LocalDateTime(2026, 11, 18, 12, 0).InZoneStrictly(NewYork).ToInstant();
        var grid = RenderWeek(new LocalDate(2026, 11, 16), NewYork, id => selected = id, Items.Item("a", noon, noon + Duration.FromHours(1)));

        grid.Find(".event").Click();

        selected.ShouldBe("a");
    }

    private IRenderedComponent<WeekGrid> RenderWeek(LocalDate monday, DateTimeZone zone, params CalendarItem[] items) =>
        RenderWeek(monday, zone, _ => { }, items);

    private IRenderedComponent<WeekGrid> RenderWeek(LocalDate monday, DateTimeZone zone, Action<string> onSelect, params CalendarItem[] items) =>
        Render<WeekGrid>(p => p
            .Add(g => g.Days, ZonedDay.Range(monday, 7, zone))
            .Add(g => g.Items, items)
            .Add(g => g.Today, monday)
            .Add(g => g.Now, ZonedDay.Of(monday, zone).Start)
            .Add(g => g.OnSelect, onSelect));
}
