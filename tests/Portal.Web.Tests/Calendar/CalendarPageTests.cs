using Bunit;
using Dapper;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

/// <summary>What the calendar page opens, and does as time passes and without its database.</summary>
public sealed class CalendarPageTests : PortalPageTest
{
    private static readonly Duration HalfHour = Duration.FromMinutes(30);

    [Fact]
    public async Task Tick_AnEventIsOverByThen_DrawsItAsDone()
    {
        await AddEventAsync("visit", Now - HalfHour, Now + Duration.FromSeconds(20));
        var page = RenderWeek();
        page.Find("[data-id=visit]").ClassList.ShouldNotContain("d");

        Pass(Duration.FromSeconds(30));

        page.WaitForAssertion(() => page.Find("[data-id=visit]").ClassList.ShouldContain("d"));
    }

    [Fact]
    public async Task Tick_NothingIsOverByThen_MovesTheLineForNowAndReadsNothing()
    {
        await AddEventAsync("visit", Now - HalfHour, Now + HalfHour);
        var page = RenderWeek();
        var line = page.Find(".now").GetAttribute("style");
        await ExecuteAsync("DROP TABLE calendar_items");

        Pass(Duration.FromSeconds(30));

        page.WaitForAssertion(() => page.Find(".now").GetAttribute("style").ShouldNotBe(line));
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Tick_AfterAFailedReading_ReadsAgain()
    {
        var page = RenderWeek();
        await ExecuteAsync("ALTER TABLE calendar_items RENAME TO away");
        await ReadAgainAsync(page);
        page.WaitForElement("[role=alert]");
        await ExecuteAsync("ALTER TABLE away RENAME TO calendar_items");

        Pass(Duration.FromSeconds(30));

        page.WaitForAssertion(() => page.FindAll("[role=alert]").ShouldBeEmpty());
    }

    [Fact]
    public async Task Tick_AFormOfTheAddressCouldNotBeRead_OpensIt()
    {
        await ExecuteAsync("ALTER TABLE drafts RENAME TO away");
        var page = RenderWeek($"&form={Guid.NewGuid():D}");
        page.WaitForElement("[role=alert]");
        page.FindAll("form").ShouldBeEmpty();
        await ExecuteAsync("ALTER TABLE away RENAME TO drafts");

        Pass(Duration.FromSeconds(30));

        page.WaitForElement("form");
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_UpstreamReadingsCannotBeAskedFor_KeepsThePage()
    {
        await AddEventAsync("visit", Now, Now + HalfHour);
        await ExecuteAsync("CREATE TRIGGER refuse BEFORE INSERT ON sync_states BEGIN SELECT raise(ABORT, 'refused'); END");

        var page = RenderWeek();

        page.WaitForElement("[role=alert]");
        page.Find("[data-id=visit]");
    }

    [Fact]
    public async Task NewEvent_DraftsCannotBeRead_SaysSoAndKeepsThePage()
    {
        await AddEventAsync("visit", Now, Now + HalfHour);
        var page = RenderWeek();
        await ExecuteAsync("DROP TABLE drafts");

        await page.Find("button.new").ClickAsync(new());

        page.Find("[role=alert]").TextContent.ShouldContain("could not be read");
        page.Find("[data-id=visit]");
    }

    [Fact]
    public void NewForm_AMonthWithoutToday_StartsOnADateOfThatMonth()
    {
        var page = RenderAt($"view=month&date=2027-06-01&form={Guid.NewGuid():D}");

        page.WaitForElement("input[type=date]").GetAttribute("value").ShouldBe("2027-06-01");
    }

    private IRenderedComponent<CalendarPage> RenderWeek(string more = "") => RenderAt($"view=week&date=2027-03-01{more}");

    private IRenderedComponent<CalendarPage> RenderAt(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/calendar?{query}");
        return Render<CalendarPage>(p => p.AddCascadingValue(Dana));
    }

    private static Task ReadAgainAsync(IRenderedComponent<CalendarPage> page) => page.InvokeAsync(() => page.Instance.SetParametersAsync(ParameterView.Empty));

    private void Pass(Duration time)
    {
        Clock.Advance(time);
        Timers.Elapse(time.ToTimeSpan());
    }

    private Task<int> AddEventAsync(string id, Instant start, Instant end) => ExecuteAsync(
        $"""
        INSERT INTO calendar_items (organization_id, id, source, upstream_id, title, start_at, end_at, time_zone, tzdb_version, state, state_since, first_seen_at, version)
        VALUES ('northside', '{id}', 'CaseEvent', '{id}', 'Visit', {start.ToUnixTimeMilliseconds()}, {end.ToUnixTimeMilliseconds()}, 'America/New_York', 'test', 'Confirmed', 0, 0, 1)
        """);

    private Task<int> ExecuteAsync(string sql) => Test.Database.WriteAsync(write => write.Connection.ExecuteAsync(sql, transaction: write.Transaction), CancellationToken.None);
}
