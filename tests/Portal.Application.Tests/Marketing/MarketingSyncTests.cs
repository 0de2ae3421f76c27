using NodaTime;
using Portal.ApiClient;
using Portal.ApiContract.Sweeppea;
using Portal.Application.Calendar;
using Portal.Application.Marketing;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.Marketing;

/// <summary>Marketing events in the calendar: as upstream lists them, and no longer than it does.</summary>
public sealed class MarketingSyncTests
{
    private const string Organization = "campaigns";
    private static readonly Caller Marketer = PortalUnderTest.Marketer with { OrganizationId = Organization };

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_TimedAndAllDay_StandInTheCalendar(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Sweeppea.List(
            Organization,
            Event("timed", "2027-03-10T00:00:00.000Z", "2027-03-10T00:00:00.000Z", "14:00", "15:30"),
            Event("fair", "2027-03-12T00:00:00.000Z", "2027-03-13T00:00:00.000Z", "00:00", "23:59") with { EventAllDay = true });

        (await portal.Worker<MarketingSync>().SyncAsync(Organization, default)).ShouldBeTrue();

        var items = await portal.AllAsync(Marketer);
        items.Select(item => (item.Title, item.Source, item.IsRedacted)).ShouldBe([("timed", CalendarSource.Marketing, false), ("fair", CalendarSource.Marketing, false)]);
        items[0].Start.ShouldBe(Instant.FromUtc(2027, 3, 10, 14, 0));
        items[0].End.ShouldBe(Instant.FromUtc(2027, 3, 10, 15, 30));
        items[1].AllDay.ShouldBe(new AllDayDates(new LocalDate(2027, 3, 12), new LocalDate(2027, 3, 14)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_ChangedAndDeleted_FollowsUpstream(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var sync = portal.Worker<MarketingSync>();
        var (kept, gone) = (Event("kept", "2027-03-10", "2027-03-10", "14:00", "15:00"), Event("gone", "2027-03-11", "2027-03-11", "14:00", "15:00"));
        portal.Sweeppea.List(Organization, kept, gone);
        await sync.SyncAsync(Organization, default);
        var before = await portal.AllAsync(Marketer);

        portal.Sweeppea.List(Organization, kept with { EventTitle = "kept, new title" });
        await sync.SyncAsync(Organization, default);

        var item = (await portal.AllAsync(Marketer with { Roles = PortalUnderTest.Clinician.Roles })).ToDictionary(one => one.Id, StringComparer.Ordinal);
        item[before[0].Id].ShouldSatisfyAllConditions(one => one.Title.ShouldBe("kept, new title"), one => one.State.ShouldBe(ItemState.Confirmed));
        item[before[1].Id].State.ShouldBe(ItemState.Removed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_NothingNew_ChangesNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Sweeppea.List(Organization, Event("kept", "2027-03-10", "2027-03-10", "14:00", "15:00"));
        var sync = portal.Worker<MarketingSync>();
        await sync.SyncAsync(Organization, default);
        var before = await portal.AllAsync(Marketer);

        await sync.SyncAsync(Organization, default);

        (await portal.AllAsync(Marketer)).ShouldBe(before);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_Fails_KeepsTheDataAndSaysWhy(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Sweeppea.List(Organization, Event("kept", "2027-03-10", "2027-03-10", "14:00", "15:00"));
        var sync = portal.Worker<MarketingSync>();
        await sync.SyncAsync(Organization, default);
        portal.Sweeppea.OnList.Enqueue(new ApiOutcome<IReadOnlyList<MarketingEvent>>.NeverSent("connection refused"));

        (await sync.SyncAsync(Organization, default)).ShouldBeFalse();

        var read = await portal.Calendar.ReadAgendaAsync(Marketer, PortalUnderTest.UtcDay(2027), PortalUnderTest.UtcDay(2028), CalendarFilter.None, 10, default);
        read.Items.ShouldHaveSingleItem();
        read.Freshness.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Source.ShouldBe("sweeppea"), one => one.Problem.ShouldNotBeNull().ShouldContain("connection refused"), one => one.LastSuccess.ShouldNotBeNull());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Sync_EventWithoutReadableDate_IsCountedAndTakesNothingAway(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var sync = portal.Worker<MarketingSync>();
        portal.Sweeppea.List(Organization, Event("kept", "2027-03-10", "2027-03-10", "14:00", "15:00"));
        await sync.SyncAsync(Organization, default);

        portal.Sweeppea.List(Organization, Event("other", "some day", "2027-03-10", "14:00", "15:00"));
        await sync.SyncAsync(Organization, default);

        (await portal.AllAsync(Marketer)).ShouldHaveSingleItem().State.ShouldBe(ItemState.Confirmed);
    }

    private static MarketingEvent Event(string title, string startDate, string endDate, string startTime, string endTime) => new()
    {
        Id = $"id-{title}",
        EventToken = $"token-{title}",
        EventTitle = title,
        EventStartDate = startDate,
        EventEndDate = endDate,
        EventStartTime = startTime,
        EventEndTime = endTime,
        EventAllDay = false,
    };
}
