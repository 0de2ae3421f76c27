using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Portal.ApiClient;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Webhooks;
using Portal.Application.Calendar;
using Portal.Application.Webhooks;
using Portal.Storage;
using Portal.TestSupport;
using Listing = Portal.ApiClient.ApiOutcome<System.Collections.Generic.IReadOnlyList<Portal.ApiContract.Care360.Appointments.Appointment>>;

namespace Portal.Application.Tests.Webhooks;

public sealed class WebhookReceiverTests
{
    /// <summary>Nothing is read again within a test unless somebody asks for it.</summary>
    private static readonly Dictionary<string, string?> RarelyRead = new(StringComparer.Ordinal) { ["Sync:Interval"] = "01:00:00" };

    public static MatrixTheoryData<DatabaseEngine, string> CalendarEvents { get; } = new(
        [DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql],
        [
            WebhookEvents.CalendarEventCreated, WebhookEvents.CalendarEventRescheduled, WebhookEvents.CalendarEventCancelled,
            WebhookEvents.CalendarEventStatusUpdated,
        ]);

    [Theory, MemberData(nameof(CalendarEvents))]
    public async Task Receive_CalendarEventRightAfterAReading_AnotherIsDue(DatabaseEngine engine, string name)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await portal.SyncAsync();
        (await IsDueAsync(portal)).ShouldBeFalse();
        await portal.TimePassesAsync(Duration.FromMilliseconds(1));

        (await ReceiveAsync(portal, Call(name))).ShouldBe(WebhookOutcome.Accepted);

        (await IsDueAsync(portal)).ShouldBeTrue();
        await portal.SyncAsync();
        (await IsDueAsync(portal)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(WebhookEvents.CommentAdded)]
    [InlineData("DELETE_CASE_COMMENT")]
    [InlineData("ORDER_CREATED")]
    [InlineData("calendar_event_created")]
    [InlineData("")]
    public async Task Receive_EventWithoutAMeaningHere_AcceptedAndNothingIsDue(string name)
    {
        await using var portal = await PortalUnderTest.CreateAsync(DatabaseEngine.Sqlite);
        await portal.SyncAsync();

        (await ReceiveAsync(portal, Call(name))).ShouldBe(WebhookOutcome.Accepted);

        (await IsDueAsync(portal)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"event\":null}")]
    [InlineData("{\"event\":{}}")]
    [InlineData("{\"event\":\"\\ud800\"}")]
    [InlineData("{\"event\":\"CALENDAR_EVENT_CREATED\"")]
    [InlineData("event=CALENDAR_EVENT_CREATED")]
    public async Task Receive_SignedGarbage_NotAnEvent(string body)
    {
        await using var portal = await PortalUnderTest.CreateAsync(DatabaseEngine.Sqlite);

        (await ReceiveAsync(portal, body)).ShouldBe(WebhookOutcome.NotAnEvent);
    }

    [Fact]
    public async Task Receive_SignedWithAnotherOrganisationsSecret_NotSignedAndNothingIsDue()
    {
        await using var portal = await PortalUnderTest.CreateAsync(DatabaseEngine.Sqlite);
        await portal.SyncAsync();

        (await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCreated), secret: PortalUnderTest.LakeviewSecret)).ShouldBe(WebhookOutcome.NotSigned);

        (await IsDueAsync(portal)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("campaigns")]
    [InlineData("embedded")]
    [InlineData("NORTHSIDE")]
    public async Task Receive_OrganisationUnknownOrWithoutASecret_NotExpected(string organizationId)
    {
        await using var portal = await PortalUnderTest.CreateAsync(DatabaseEngine.Sqlite);

        portal.Get<WebhookReceiver>().Expects(organizationId).ShouldBeFalse();
        (await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCreated), organizationId)).ShouldBe(WebhookOutcome.NotExpected);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Running_CreatedMovedAndCancelledUpstream_OpenPagesSeeEachAtOnce(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine, RarelyRead);
        await using var running = await RunningWorkers.StartAsync(portal);
        await ReadOnceAsync(portal);
        var page = new OpenPage(portal);
        using var watch = new CalendarChanges(portal.Database.Changes).Watch(PortalUnderTest.Clinician, page.Refresh);

        var listed = portal.Care360.Event("e1", PortalUnderTest.CaseId, CaseEventRequests.ToDetails(PortalUnderTest.NewEvent()));
        portal.Care360.List("northside", listed);
        await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCreated));
        await page.ShowsAsync(i => i is { Title: "Care plan review", State: ItemState.Confirmed });

        portal.Care360.List("northside", listed with { Title = "Moved review" });
        await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventRescheduled));
        await page.ShowsAsync(i => i is { Title: "Moved review" });

        portal.Care360.Forget("northside", "e1");
        await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCancelled));
        await page.ShowsAsync(i => i is { State: ItemState.Removed });
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Running_CallsRepeatedAndInTheWrongOrder_WhatUpstreamListsIsShown(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine, RarelyRead);
        var item = await portal.ConfirmedAsync();
        await using var running = await RunningWorkers.StartAsync(portal);
        await ReadOnceAsync(portal);

        portal.Care360.Forget("northside", item.UpstreamId.ShouldNotBeNull());
        await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCancelled));
        await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCancelled));
        await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCreated));

        await Eventually.TrueAsync(async () => !await IsDueAsync(portal) && (await portal.ItemAsync(item.Id)).State == ItemState.Removed, "it is gone and stays gone");
        (await portal.AllAsync()).ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Running_AnUnknownCreateIsCalledAbout_ConfirmedAsTheSameItem(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine, RarelyRead);
        await using var running = await RunningWorkers.StartAsync(portal);
        await ReadOnceAsync(portal);
        portal.Care360.ApplyAndLoseAnswer();
        var id = await portal.SubmitAsync();
        await Eventually.TrueAsync(async () => (await portal.ItemAsync(id)).State == ItemState.Unknown, "its answer is lost");

        await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCreated));

        await Eventually.TrueAsync(async () => (await portal.ItemAsync(id)).State == ItemState.Confirmed, "it is confirmed");
        (await portal.AllAsync()).ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Running_ManyCallsDuringAReading_OneMoreReading(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine, RarelyRead);
        foreach (var quiet in new[] { "lakeview", "embedded" })
        {
            await portal.SyncAsync(quiet);
        }

        var (arrived, answer) = (new TaskCompletionSource(), new TaskCompletionSource<ApiOutcome<IReadOnlyList<Appointment>>>());
        portal.Care360.OnList.Enqueue((_, _) =>
        {
            arrived.SetResult();
            return answer.Task;
        });
        await using (await RunningWorkers.StartAsync(portal))
        {
            await arrived.Task;
            for (var i = 0; i < 20; i++)
            {
                await ReceiveAsync(portal, Call(WebhookEvents.CalendarEventCreated));
            }

            answer.SetResult(new Listing.Accepted([]));
            await Eventually.TrueAsync(async () => Readings(portal) > 1 && !await IsDueAsync(portal), "it is read again");
        }

        Readings(portal).ShouldBe(2);
    }

    private static int Readings(PortalUnderTest portal) => portal.Care360.Calls.Count(c => c is { Operation: "list", OrganizationId: "northside" });

    private static Task ReadOnceAsync(PortalUnderTest portal) =>
        Eventually.TrueAsync(async () => !await IsDueAsync(portal), "the calendar was read once");

    private static async Task<bool> IsDueAsync(PortalUnderTest portal) =>
        (await portal.Get<SyncStore>().ReadDueAsync(["northside"], Duration.FromHours(1), default)).Count == 1;

    private static string Call(string name) => $$"""{"event":"{{name}}","payload":{"case":{"id":"{{PortalUnderTest.CaseId}}"},"calendarEvent":{"id":"e1"} } }""";

    private static Task<WebhookOutcome> ReceiveAsync(
        PortalUnderTest portal, string body, string organizationId = "northside", string secret = PortalUnderTest.NorthsideSecret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes));
        return portal.Get<WebhookReceiver>().ReceiveAsync(organizationId, bytes, signature, default);
    }

    /// <summary>Reads only when it is told of a change, as a page does.</summary>
    private sealed class OpenPage(PortalUnderTest portal)
    {
        private int _changes;
        private int _seen;
        private IReadOnlyList<CalendarItem> _shown = [];

        public void Refresh() => Interlocked.Increment(ref _changes);

        public Task ShowsAsync(Func<CalendarItem, bool> expected) => Eventually.TrueAsync(
            async () =>
            {
                if (Volatile.Read(ref _changes) is var changes && changes != _seen)
                {
                    (_seen, _shown) = (changes, await portal.AllAsync());
                }

                return _shown is [var only] && expected(only);
            },
            "the page shows it");
    }
}
