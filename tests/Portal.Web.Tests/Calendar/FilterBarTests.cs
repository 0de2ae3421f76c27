using Bunit;
using Portal.Application.Calendar;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

/// <summary>The filters above the calendar, which the page's address keeps.</summary>
public sealed class FilterBarTests : PortalPageTest
{
    private static readonly CalendarFilter Narrow = new() { Text = "knee", Statuses = [EntryStatus.Pending, EntryStatus.Unknown] };

    [Fact]
    public void Chips_SeveralFilters_SayEach()
    {
        var bar = RenderBar(Narrow);

        bar.FindAll(".chip").Select(chip => chip.GetAttribute("aria-label")).ShouldBe(["Remove filter: “knee”", "Remove filter: Pending", "Remove filter: Unknown"]);
        bar.Find("summary").TextContent.ShouldBe("Filter (3)");
    }

    [Fact]
    public async Task Chip_Pressed_TakesOnlyItsFilterAway()
    {
        CalendarFilter? changed = null;
        var bar = RenderBar(Narrow, filter => changed = filter);

        await bar.Find("[aria-label='Remove filter: Pending']").ClickAsync(new());

        var left = changed.ShouldNotBeNull();
        left.Text.ShouldBe("knee");
        left.Statuses.ShouldBe([EntryStatus.Unknown]);
        JSInterop.VerifyInvoke("portal.focus").Arguments.ShouldContain(".more-filters > summary");
    }

    [Fact]
    public void Case_OfAnotherAddress_IsInTheField()
    {
        var bar = RenderBar(new CalendarFilter { CaseId = "5a1d3f0e-1111-4222-8333-444444444444" });
        bar.Find("#filter-case").GetAttribute("value").ShouldBe("5a1d3f0e-1111-4222-8333-444444444444");

        bar.Render(p => p.Add(filters => filters.Filter, CalendarFilter.None));

        bar.Find("#filter-case").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    private IRenderedComponent<FilterBar> RenderBar(CalendarFilter filter, Action<CalendarFilter>? onChange = null) => Render<FilterBar>(p => p
        .Add(bar => bar.Caller, Dana)
        .Add(bar => bar.Filter, filter)
        .Add(bar => bar.OnChange, changed => onChange?.Invoke(changed)));
}
