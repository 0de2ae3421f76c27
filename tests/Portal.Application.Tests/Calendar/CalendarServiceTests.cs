using NodaTime;
using Portal.ApiContract.Validation;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Application.Time;
using Portal.Storage;
using Portal.Storage.Changes;
using Portal.TestSupport;
using Create = Portal.ApiClient.ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>;

namespace Portal.Application.Tests.Calendar;

public sealed class CalendarServiceTests
{
    private static readonly Caller Clinician = PortalUnderTest.Clinician;

    [Theory, ClassData(typeof(Engines))]
    public async Task CreateEventAsync_SameFormManyTimesAtOnce_OneItemAndOneRequest(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var other = portal.Replica();
        var (form, entered) = (PortalUnderTest.NewForm(), PortalUnderTest.NewEvent());

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? portal : other).Calendar.CreateEventAsync(
            Clinician, i % 3 == 0 ? form.ToUpperInvariant() : form, entered, default)));

        results.Distinct().ShouldHaveSingleItem().ShouldBe(new CreateEventResult.Submitted(form));
        (await portal.AllAsync()).ShouldHaveSingleItem().Id.ShouldBe(form);
        (await portal.SendQueuedAsync()).ShouldBe(1);
        (await portal.Calendar.CreateEventAsync(Clinician, form, entered, default)).ShouldBe(new CreateEventResult.Submitted(form));
        (await portal.SendQueuedAsync()).ShouldBe(0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CreateEventAsync_SameFormOtherContentCaseOrPerson_AlreadySentAndNothingStored(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var (form, entered) = (PortalUnderTest.NewForm(), PortalUnderTest.NewEvent());
        await portal.Calendar.CreateEventAsync(Clinician, form, entered, default);

        (Caller Caller, NewCaseEvent Entered)[] others =
        [
            (Clinician, entered with { Title = "Another event" }),
            (Clinician, entered with { CaseId = "b1b2c3d4-e5f6-7890-abcd-ef1234567890" }),
            (Clinician with { PersonId = "t:9" }, entered),
        ];
        foreach (var (caller, other) in others)
        {
            (await portal.Calendar.CreateEventAsync(caller, form, other, default)).ShouldBe(new CreateEventResult.AlreadySent(form));
        }

        (await portal.AllAsync()).ShouldHaveSingleItem().Title.ShouldBe(entered.Title);
        (await portal.SendQueuedAsync()).ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CreateEventAsync_FormIdOfAnItemOfTheSync_RefusedAndNothingStored(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.List("northside", portal.Care360.Event("e1", PortalUnderTest.CaseId, CaseEventRequests.ToDetails(PortalUnderTest.NewEvent())));
        await portal.SyncAsync();
        var id = (await portal.AllAsync()).Single().Id;

        (await portal.Calendar.CreateEventAsync(Clinician, id, PortalUnderTest.NewEvent("Mine"), default)).ShouldBeOfType<CreateEventResult.Invalid>();

        (await portal.SendQueuedAsync()).ShouldBe(0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CreateEventAsync_InvalidFields_NamesEachAndStoresNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var entered = PortalUnderTest.NewEvent();
        var wrong = new NewCaseEvent("x", " ", null, entered.End, entered.Start, "Mars/Olympus", "http://meet.example", "phone", "Dr. Kim", null);

        var result = (await portal.Calendar.CreateEventAsync(Clinician, PortalUnderTest.NewForm(), wrong, default)).ShouldBeOfType<CreateEventResult.Invalid>();

        result.Errors.Select(e => e.Path).ShouldBe(
            ["CaseId", "Title", "End", "TimeZone", "MeetingLink", "Location", "ProviderEmail"], ignoreOrder: true);
        result.Errors.ShouldContain(new FieldError("Title", ContractErrors.Required, "Title is required."));
        result.Errors.ShouldContain(
            new FieldError("MeetingLink", ContractErrors.InvalidUrl, "Meeting link must be a full address that starts with https://."));
        (await portal.Calendar.CreateEventAsync(Clinician, "no-uuid", entered, default)).ShouldBeOfType<CreateEventResult.Invalid>().Errors.Single().Path.ShouldBe("FormId");
        (await portal.AllAsync()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task EveryState_IsShownInTheItem(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        Create?[] outcomes = [null, new Create.Refused(404, "Invalid request", "no case"), new Create.Throttled(null), new Create.NeverSent("refused"), new Create.Unknown("reset")];
        foreach (var outcome in outcomes)
        {
            if (outcome is not null)
            {
                portal.Care360.Answer(outcome);
            }

            await portal.ConfirmedAsync();
        }

        await portal.SubmitAsync();

        (await portal.AllAsync()).Select(i => i.State).ShouldBe(
            [ItemState.Confirmed, ItemState.Rejected, ItemState.Waiting, ItemState.Waiting, ItemState.Unknown, ItemState.Pending], ignoreOrder: true);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAgendaAsync_OnlyMarketing_SeesThatTheTimeIsTaken(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.Answer(new Create.Unknown("Title of a patient"));
        var unclear = await portal.ConfirmedAsync();

        var item = (await portal.AllAsync(PortalUnderTest.Marketer)).Single();

        item.ShouldBe(new CalendarItem
        {
            Id = unclear.Id,
            Source = CalendarSource.CaseEvent,
            Title = "Busy",
            Start = unclear.Start,
            End = unclear.End,
            TimeZone = unclear.TimeZone,
            State = unclear.State,
            StateSince = unclear.StateSince,
            Revision = unclear.Revision,
            IsRedacted = true,
        });
        (await portal.Calendar.FindAsync(PortalUnderTest.Marketer, unclear.Id, default)).ShouldBe(item);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAgendaAsync_OnlyMarketing_LeavesOutWhatTakesNoTime(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.Answer(new Create.Refused(400, "Invalid request", "No"));
        await portal.ConfirmedAsync();

        (await portal.AllAsync()).ShouldHaveSingleItem().State.ShouldBe(ItemState.Rejected);
        (await portal.AllAsync(PortalUnderTest.Marketer)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Everything_OnlyMarketing_MayChangeNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        var (calendar, marketer) = (portal.Calendar, PortalUnderTest.Marketer);

        (await calendar.CreateEventAsync(marketer, PortalUnderTest.NewForm(), PortalUnderTest.NewEvent(), default)).ShouldBeOfType<CreateEventResult.NotAllowed>();
        (await calendar.CancelEventAsync(marketer, PortalUnderTest.NewForm(), item.Id, null, default)).ShouldBeOfType<CancelEventResult.NotAllowed>();
        (await calendar.ResolveFoundAsync(marketer, item.Id, null, default)).ShouldBeOfType<ItemDecisionResult.NotAllowed>();
        (await calendar.ResolveNotThereAsync(marketer, item.Id, sendAgain: true, "x", default)).ShouldBeOfType<ItemDecisionResult.NotAllowed>();
        (await calendar.DismissAsync(marketer, item.Id, default)).ShouldBeOfType<ItemDecisionResult.NotAllowed>();
        (await calendar.ReadRequestAsync(marketer, item.Id, default)).ShouldBeNull();
        (await calendar.FindSameAsync(marketer, PortalUnderTest.NewEvent(), default)).ShouldBeNull();
        (await calendar.ReadHistoryAsync(marketer, item.Id, default)).ShouldBeEmpty();
        (await calendar.SearchCasesAsync(marketer, "", 10, default)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Everything_AnotherOrganisation_IsAbsent(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        await portal.SyncAsync();
        var (calendar, foreigner) = (portal.Calendar, PortalUnderTest.Foreigner);

        (await portal.AllAsync(foreigner)).ShouldBeEmpty();
        foreach (var id in new[] { item.Id, "absent" })
        {
            (await calendar.FindAsync(foreigner, id, default)).ShouldBeNull();
            (await calendar.ReadRequestAsync(foreigner, id, default)).ShouldBeNull();
            (await calendar.ReadHistoryAsync(foreigner, id, default)).ShouldBeEmpty();
            (await calendar.CancelEventAsync(foreigner, PortalUnderTest.NewForm(), id, null, default)).ShouldBeOfType<CancelEventResult.NotFound>();
            (await calendar.ResolveFoundAsync(foreigner, id, null, default)).ShouldBeOfType<ItemDecisionResult.NotFound>();
            (await calendar.ResolveNotThereAsync(foreigner, id, sendAgain: true, "x", default)).ShouldBeOfType<ItemDecisionResult.NotFound>();
            (await calendar.DismissAsync(foreigner, id, default)).ShouldBeOfType<ItemDecisionResult.NotFound>();
        }

        (await calendar.SearchCasesAsync(foreigner, "", 10, default)).ShouldBeEmpty();
        (await calendar.FindSameAsync(foreigner, PortalUnderTest.NewEvent(), default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Everything_NoRole_SeesNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var item = await portal.ConfirmedAsync();
        var nobody = Clinician with { Roles = new HashSet<string>(StringComparer.Ordinal) };

        (await portal.AllAsync(nobody)).ShouldBeEmpty();
        (await portal.Calendar.FindAsync(nobody, item.Id, default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task DismissAsync_RejectedItem_OnlyItsAuthorOrAnAdmin(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.Answer(new Create.Refused(404, "Invalid request", "no case"));
        var item = await portal.ConfirmedAsync();
        var colleague = Clinician with { PersonId = "t:9" };

        (await portal.Calendar.DismissAsync(colleague, item.Id, default)).ShouldBeOfType<ItemDecisionResult.NotAllowed>();
        (await portal.AllAsync()).ShouldHaveSingleItem();
        (await portal.Calendar.DismissAsync(Clinician, item.Id, default)).ShouldBeOfType<ItemDecisionResult.Done>();
        (await portal.AllAsync()).ShouldBeEmpty();
        (await portal.HistoryAsync(item.Id))[^1].ShouldBe(SubmissionEventKind.Dismissed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_Edges_EndExclusiveAndLongItemsFound(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var day = Instant.FromUtc(2027, 3, 14, 0, 0);
        await SubmitAsync("ends at the start", -60, 0);
        await SubmitAsync("starts at the end", 1440, 1500);
        await SubmitAsync("reaches in", -60, 1);
        await SubmitAsync("reaches out", 1439, 1500);
        await SubmitAsync("inside", 600, 660);
        await SubmitAsync("around", -60, 1500);
        await SubmitAsync("all quarter", -43200, 86400);

        var read = await portal.Calendar.ReadDaysAsync(Clinician, [ZonedDay.Of(new LocalDate(2027, 3, 14), DateTimeZone.Utc)], CalendarFilter.None, rowsPerDay: null, default);

        read.Entries.Select(e => e.Title).ShouldBe(["all quarter", "around", "reaches in", "inside", "reaches out"]);

        async Task SubmitAsync(string title, int fromMinute, int toMinute) =>
            await portal.SubmitAsync(PortalUnderTest.NewEvent(title) with { Start = day + Duration.FromMinutes(fromMinute), End = day + Duration.FromMinutes(toMinute) });
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task FindSameAsync_ExistsOrMayExist_GivesIt(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var entered = PortalUnderTest.NewEvent();
        portal.Care360.Answer(new Create.Unknown("reset"));
        var unknown = await portal.ConfirmedAsync(entered);

        (await portal.Calendar.FindSameAsync(Clinician, entered with { Title = $" {entered.Title} ", CaseId = entered.CaseId.ToUpperInvariant() }, default)).ShouldNotBeNull().Id.ShouldBe(unknown.Id);
        (await portal.Calendar.FindSameAsync(Clinician, entered with { Title = "Other" }, default)).ShouldBeNull();
        (await portal.Calendar.FindSameAsync(Clinician, entered with { Start = entered.Start - Duration.FromMinutes(1) }, default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SearchCasesAsync_AnyCaseAndWildcards_Literal(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        foreach (var (id, title) in new[] { ("a1b2c3d4-0000-4000-8000-000000000001", "Ünal 100%"), ("a1b2c3d4-0000-4000-8000-000000000002", "Baker_Ann"), ("b2000000-0000-4000-8000-000000000003", "Carter") })
        {
            var listed = portal.Care360.Event($"e{id}", id, CaseEventRequests.ToDetails(PortalUnderTest.NewEvent()));
            portal.Care360.List("northside", listed with { Case = new() { Id = id, Title = title, ShortId = $"CV-{title[0]}" } });
        }

        await portal.SyncAsync();

        (await TitlesAsync("")).ShouldBe(["Baker_Ann", "Carter", "Ünal 100%"]);
        (await TitlesAsync("ÜNAL")).ShouldBe(["Ünal 100%"]);
        (await TitlesAsync("0%")).ShouldBe(["Ünal 100%"]);
        (await TitlesAsync("r_a")).ShouldBe(["Baker_Ann"]);
        (await TitlesAsync("cv-c")).ShouldBe(["Carter"]);
        (await TitlesAsync("A1B2C3D4")).ShouldBe(["Baker_Ann", "Ünal 100%"]);
        (await portal.Calendar.SearchCasesAsync(Clinician, "", 2, default)).Count.ShouldBe(2);

        async Task<IEnumerable<string?>> TitlesAsync(string text) => (await portal.Calendar.SearchCasesAsync(Clinician, text, 10, default)).Select(c => c.Title);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task EveryStep_IsAnnounced(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var heard = new System.Collections.Concurrent.ConcurrentQueue<Change>();
        using var subscription = portal.Database.Changes.Subscribe(heard.Enqueue);
        await portal.AllAsync();
        if (engine == DatabaseEngine.PostgreSql)
        {
            await Eventually.TrueAsync(() => Task.FromResult(heard.Contains(Change.Everything)), "the listener is connected");
        }

        var id = await portal.SubmitAsync();
        await HeardAsync(1);
        await portal.SendAsync(id);
        await HeardAsync(3);

        Task HeardAsync(int times) => Eventually.TrueAsync(
            () => Task.FromResult(heard.Count(c => c == new Change("northside", "calendar", id)) >= times), $"{times} announcements of the item");
    }

    [Theory]
    [InlineData("Title", "")]
    [InlineData("Title", "201")]
    [InlineData("MeetingLink", "https://")]
    [InlineData("MeetingLink", "javascript:alert(1)")]
    [InlineData("MeetingLink", "https://user:pass@meet.example")]
    [InlineData("MeetingLink", "https://meet.example/a b")]
    [InlineData("ProviderEmail", "kim")]
    [InlineData("ProviderEmail", "kim@clinic")]
    [InlineData("ProviderEmail", "")]
    [InlineData("ProviderName", "")]
    [InlineData("TimeZone", "")]
    [InlineData("Location", "")]
    [InlineData("CaseId", "a1b2")]
    public void Validate_OneWrongField_NamesOnlyThatField(string field, string value)
    {
        var validator = new NewCaseEventValidator(DateTimeZoneProviders.Tzdb);
        var text = value is "201" ? new string('x', 201) : value;
        var entered = PortalUnderTest.NewEvent();
        entered = field switch
        {
            "Title" => entered with { Title = text },
            "MeetingLink" => entered with { MeetingLink = text },
            "ProviderEmail" => entered with { ProviderEmail = text },
            "ProviderName" => entered with { ProviderName = text },
            "TimeZone" => entered with { TimeZone = text },
            "Location" => entered with { Location = text },
            _ => entered with { CaseId = text },
        };

        var errors = validator.Validate(entered).Errors;

        errors.Select(e => e.PropertyName).Distinct(StringComparer.Ordinal).ShouldBe([field]);
    }

    [Theory]
    [InlineData("Asia/Calcutta")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/St_Johns")]
    public void Validate_AnyZoneOfTzdb_Accepted(string zone) =>
        new NewCaseEventValidator(DateTimeZoneProviders.Tzdb).Validate(PortalUnderTest.NewEvent() with { TimeZone = zone }).IsValid.ShouldBeTrue();
}
