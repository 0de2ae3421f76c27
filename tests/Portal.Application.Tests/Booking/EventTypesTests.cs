using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Availability;
using Portal.Application.Booking;
using Portal.Application.Organizations;
using Portal.Storage;
using Slots = Portal.ApiClient.ApiOutcome<System.Collections.Generic.IReadOnlyList<Portal.ApiContract.Care360.Availability.ProviderSlots>>;
using Types = Portal.ApiClient.ApiOutcome<System.Collections.Generic.IReadOnlyList<Portal.ApiContract.Care360.Availability.ProviderEventType>>;

namespace Portal.Application.Tests.Booking;

/// <summary>What can be booked and when: the service's answer and the configuration together.</summary>
public sealed class EventTypesTests
{
    private static readonly ProviderEventType Bare = new() { ProviderName = "Dr. Maya Okafor", EventTypeId = Appointments.Consultation.Id };
    private static readonly Instant Tomorrow = Instant.FromUnixTimeSeconds(SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds()) + Duration.FromDays(1);
    private static readonly Interval Week = new(Tomorrow, Tomorrow + Duration.FromDays(7));

    [Fact]
    public async Task List_ServiceNamesOnlyTheProvider_TakesTheRestFromTheConfiguration()
    {
        await using var portal = await CreateAsync();
        portal.Care360.OnEventTypes = () => new Types.Accepted([Bare]);
        Configure(portal, "85F13305-0647-4473-9E63-0A56AF405F6F", new EventTypeOptions { Name = "First visit", DurationMinutes = 45, Locations = [LocationTypes.Webex] });

        var listed = await ListAsync(portal);

        listed.Problem.ShouldBeNull();
        listed.Types.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            type => type.Id.ShouldBe(Appointments.Consultation.Id),
            type => type.Name.ShouldBe("First visit"),
            type => type.Minutes.ShouldBe(45),
            type => type.ProviderName.ShouldBe("Dr. Maya Okafor"),
            type => type.Locations.ShouldBe([LocationTypes.Webex]));
    }

    [Fact]
    public async Task List_NothingConfigured_TakesTheServicesWordsAndAllLocations()
    {
        await using var portal = await CreateAsync();
        portal.Care360.OnEventTypes = () => new Types.Accepted([Bare, Bare with { EventTypeId = "b", EventTypeName = "A nurse call", DurationMinutes = 15 }]);

        (await ListAsync(portal)).Types.ShouldSatisfyAllConditions(
            types => types.Select(type => (type.Name, type.Minutes)).ShouldBe([("A nurse call", (int?)15), ("Appointment", null)]),
            types => types[0].Locations.ShouldBe(LocationTypes.All, ignoreOrder: true));
    }

    [Fact]
    public async Task List_ServiceRefuses_OffersWhatIsConfiguredWithAProvider()
    {
        await using var portal = await CreateAsync();
        portal.Care360.OnEventTypes = () => new Types.Refused(403, "Forbidden", null);
        Configure(portal, "a", new EventTypeOptions { Name = "Known", ProviderName = "Dr. Kim" });
        Configure(portal, "b", new EventTypeOptions { Name = "With nobody" });

        var listed = await ListAsync(portal);

        listed.Types.ShouldHaveSingleItem().Id.ShouldBe("a");
        listed.Problem.ShouldNotBeNull().ShouldContain("Forbidden");
    }

    [Fact]
    public async Task List_Again_IsNotAskedAgainWithinTheMinute()
    {
        await using var portal = await CreateAsync();
        portal.Care360.OnEventTypes = () => new Types.Accepted([Bare]);

        await ListAsync(portal);
        await ListAsync(portal);

        portal.Care360.Count("types").ShouldBe(1);
    }

    [Fact]
    public async Task List_StatesConfigured_AsksForThem()
    {
        await using var portal = await CreateAsync();
        portal.Get<Microsoft.Extensions.Options.IOptionsMonitor<OrganizationsOptions>>().CurrentValue.ById["northside"].Care360.ProviderStates = ["NY", "NJ"];

        await ListAsync(portal);

        portal.Care360.Calls.Single(call => call.Operation is "types").Subject.ShouldBe("NY,NJ");
    }

    [Fact]
    public async Task Slots_OfAMonth_AreAskedInWeeksAndComeOnceInOrder()
    {
        await using var portal = await CreateAsync();
        var month = new Interval(Week.Start, Week.Start + Duration.FromDays(31));
        portal.Care360.OnSlots = query => new Slots.Accepted([Offer(query.Start, query.End - Duration.FromHours(1), query.Start)]);

        var listed = (await SlotsAsync(portal, month)).ShouldBeOfType<SlotList.Listed>().Slots;

        portal.Care360.Calls.Where(call => call.Operation is "slots").Select(call => call.Subject).ShouldAllBe(subject => subject.EndsWith("7:00:00:00") || subject.EndsWith("3:00:00:00"));
        portal.Care360.Count("slots").ShouldBe(5);
        listed.Select(slot => slot.Start).ShouldBe(listed.Select(slot => slot.Start).Distinct().Order());
        listed.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Slots_BeforeNow_AreNotAskedFor()
    {
        await using var portal = await CreateAsync();
        Instant? asked = null;
        portal.Care360.OnSlots = query =>
        {
            asked = query.Start;
            return new Slots.Accepted([]);
        };

        await SlotsAsync(portal, new Interval(SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(3), SystemClock.Instance.GetCurrentInstant() + Duration.FromDays(1)));

        asked.ShouldNotBeNull().ShouldBeGreaterThan(SystemClock.Instance.GetCurrentInstant());
    }

    [Fact]
    public async Task Slots_ServiceHasNoSuchRight_SaysThatItDoesNotList()
    {
        await using var portal = await CreateAsync();
        portal.Care360.OnSlots = _ => new Slots.Refused(404, "Not found", null);

        (await SlotsAsync(portal, Week)).ShouldBe(new SlotList.NotOffered("Not found"));
    }

    [Fact]
    public async Task Slots_ServiceAway_SaysThatItFailed()
    {
        await using var portal = await CreateAsync();
        portal.Care360.OnSlots = _ => new Slots.Unknown("no answer in time.");

        (await SlotsAsync(portal, Week)).ShouldBeOfType<SlotList.Failed>().Reason.ShouldContain("did not answer as agreed");
    }

    [Fact]
    public async Task Slots_UnreadableOnes_AreLeftOut()
    {
        await using var portal = await CreateAsync();
        portal.Care360.OnSlots = query => new Slots.Accepted(
            [Offer(query.Start) with { Slots = [new AvailableSlot("tomorrow", "later"), new AvailableSlot("2030-01-01T10:00:00Z", "2030-01-01T09:00:00Z")] }]);

        (await SlotsAsync(portal, Week)).ShouldBeOfType<SlotList.Listed>().Slots.ShouldBeEmpty();
    }

    private static ProviderSlots Offer(params Instant[] starts) => new()
    {
        ProviderName = "Dr. Maya Okafor",
        ProviderEmail = "maya.okafor@northside.example",
        EventTypeId = Appointments.Consultation.Id,
        Slots = [.. starts.Select(start => new AvailableSlot(start.ToString(), (start + Duration.FromMinutes(30)).ToString()))],
    };

    private static Task<PortalUnderTest> CreateAsync() => PortalUnderTest.CreateAsync(DatabaseEngine.Sqlite);

    private static void Configure(PortalUnderTest portal, string id, EventTypeOptions type) =>
        portal.Get<Microsoft.Extensions.Options.IOptionsMonitor<OrganizationsOptions>>().CurrentValue.ById["northside"].EventTypes[id] = type;

    private static Task<EventTypeList> ListAsync(PortalUnderTest portal) => portal.Get<BookingService>().ListEventTypesAsync(PortalUnderTest.Clinician, default);

    private static Task<SlotList> SlotsAsync(PortalUnderTest portal, Interval range) =>
        portal.Get<BookingService>().ListSlotsAsync(PortalUnderTest.Clinician, Appointments.Consultation, range, default);
}
