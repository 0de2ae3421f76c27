using Dapper;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Export;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.Export;

public sealed class FeedServiceTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAsync_ByDefault_SaysOnlyThatTimeIsTaken(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Title of a patient"));
        var token = await CreateAsync(portal);

        var text = (await portal.Get<FeedService>().ReadAsync(token, default)).ShouldNotBeNull();

        var read = (await ICalendarReader.ReadAsync(text)).Events.ShouldHaveSingleItem();
        read.Summary.ShouldBe("Case event");
        read.Start.ShouldBe(item.Start.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", System.Globalization.CultureInfo.InvariantCulture));
        text.ShouldNotContain("patient");
        text.ShouldNotContain("meet.example");
        text.ShouldNotContain("kim");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAsync_OperatorAllowsIt_NamesTheEvent(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine, new Dictionary<string, string?> { ["Feeds:AllowHealthData"] = "true" });
        await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Knee review"));

        var text = (await portal.Get<FeedService>().ReadAsync(await CreateAsync(portal), default)).ShouldNotBeNull();

        (await ICalendarReader.ReadAsync(text)).Events.ShouldHaveSingleItem().Summary.ShouldBe("Knee review");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAsync_MarketingPerson_ReadsBusyEvenWhenNamesAreAllowed(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine, new Dictionary<string, string?> { ["Feeds:AllowHealthData"] = "true" });
        await portal.ConfirmedAsync(PortalUnderTest.NewEvent("Title of a patient"));

        var text = await portal.Get<FeedService>().ReadAsync(await CreateAsync(portal, PortalUnderTest.Marketer), default);

        text.ShouldNotBeNull().ShouldContain("SUMMARY:Busy");
        text.ShouldNotContain("patient");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAsync_CancelledOrRefused_IsLeftOut(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), item.Id, null, default);
        await portal.SendQueuedAsync();

        (await portal.Get<FeedService>().ReadAsync(await CreateAsync(portal), default)).ShouldNotBeNull().ShouldNotContain("BEGIN:VEVENT");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task RevokeAsync_EndsTheAddress_AndNobodyElsesCan(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var feeds = portal.Get<FeedService>();
        var token = await CreateAsync(portal);
        var feed = (await feeds.ListAsync(PortalUnderTest.Clinician, default)).ShouldHaveSingleItem();

        await feeds.RevokeAsync(PortalUnderTest.Marketer, feed.Id, default);
        await feeds.RevokeAsync(PortalUnderTest.Foreigner, feed.Id, default);
        (await feeds.ReadAsync(token, default)).ShouldNotBeNull();
        await feeds.RevokeAsync(PortalUnderTest.Clinician, feed.Id, default);

        (await feeds.ReadAsync(token, default)).ShouldBeNull();
        (await feeds.ListAsync(PortalUnderTest.Clinician, default)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CreateAsync_SameSourceAgain_TheOldAddressStops(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var feeds = portal.Get<FeedService>();
        var old = await CreateAsync(portal);
        var other = (await feeds.CreateAsync(PortalUnderTest.Clinician, CalendarSource.Marketing, DateTimeZone.Utc, default)).Token;

        var token = await CreateAsync(portal);

        (await feeds.ReadAsync(old, default)).ShouldBeNull();
        (await feeds.ReadAsync(other, default)).ShouldNotBeNull();
        (await feeds.ReadAsync(token, default)).ShouldNotBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Token_IsNotInTheDatabase(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var token = await CreateAsync(portal);

        var stored = await portal.Database.ReadAsync(connection => connection.QuerySingleAsync<string>("SELECT token_hash FROM calendar_feeds WHERE organization_id = 'northside'"), default);

        token.Length.ShouldBe(43);
        stored.Length.ShouldBe(64);
        stored.ShouldNotContain(token);
        (await portal.Get<FeedService>().ReadAsync(stored, default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadEventAsync_AnotherOrganisation_IsAbsent(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        var feeds = portal.Get<FeedService>();

        (await feeds.ReadEventAsync(PortalUnderTest.Clinician, item.Id, default)).ShouldNotBeNull().ShouldContain($"UID:{item.Id}@northside.portal");
        (await feeds.ReadEventAsync(PortalUnderTest.Foreigner, item.Id, default)).ShouldBeNull();
    }

    private static async Task<string> CreateAsync(PortalUnderTest portal, Caller? caller = null) =>
        (await portal.Get<FeedService>().CreateAsync(caller ?? PortalUnderTest.Clinician, source: null, DateTimeZone.Utc, default)).Token;
}
