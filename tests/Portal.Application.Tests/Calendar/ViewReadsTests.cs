using Dapper;
using NodaTime;
using NodaTime.Text;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.Calendar;

/// <summary>What the views read: which entries, in which order, how many, and for whom.</summary>
public sealed class ViewReadsTests
{
    private const int Rows = 4;
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly LocalDate Monday = new(2027, 3, 8);

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_RandomCalendars_AgreeWithTheRulesInMemory(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var random = new Random(20270308);
        var stored = new List<CalendarEntry>();
        for (var i = 0; i < 400; i++)
        {
            stored.Add(await InsertAsync(portal, RandomEntry(random, i)));
        }

        foreach (var (zone, first, count) in new[] { ("America/New_York", Monday, 7), ("Pacific/Apia", new LocalDate(2027, 3, 1), 42), ("Pacific/Pago_Pago", Monday, 1), ("Pacific/Kiritimati", new LocalDate(2027, 2, 22), 42) })
        {
            var days = ZonedDay.Range(first, count, DateTimeZoneProviders.Tzdb[zone]);
            var expected = days.Select(day => stored.Where(entry => EntryOrder.Touches(entry, day)).Order(EntryOrder.On(day)).ToList()).ToList();

            var all = await portal.Calendar.ReadDaysAsync(PortalUnderTest.Clinician, days, CalendarFilter.None, rowsPerDay: null, default);
            var first4 = await portal.Calendar.ReadDaysAsync(PortalUnderTest.Clinician, days, CalendarFilter.None, Rows, default);

            all.Entries.Select(entry => entry.Id).ShouldBe(expected.SelectMany(day => day).Select(entry => entry.Id).Distinct(), ignoreOrder: true);
            all.Counts.ShouldBe(expected.Select(day => day.Count));
            first4.Counts.ShouldBe(all.Counts);
            first4.Total.ShouldBe(all.Total);
            all.Total.ShouldBe(all.Entries.Count);
            for (var i = 0; i < days.Count; i++)
            {
                var shown = first4.Entries.Where(entry => EntryOrder.Touches(entry, days[i])).Order(EntryOrder.On(days[i])).Take(Rows).Select(entry => entry.Id);
                shown.ShouldBe(expected[i].Take(Rows).Select(entry => entry.Id));
            }

            first4.Entries.Count.ShouldBeLessThanOrEqualTo(count * Rows);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_AllDay_StaysOnItsDateInEveryZone(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await InsertAsync(portal, AllDay("holiday", Monday, Monday.PlusDays(1)));

        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Etc/UTC" })
        {
            var days = ZonedDay.Range(Monday.PlusDays(-1), 3, DateTimeZoneProviders.Tzdb[zone]);

            var read = await portal.Calendar.ReadDaysAsync(PortalUnderTest.Clinician, days, CalendarFilter.None, Rows, default);

            read.Counts.ShouldBe([0, 1, 0]);
            read.Entries.ShouldHaveSingleItem().AllDay.ShouldBe(new AllDayDates(Monday, Monday.PlusDays(1)));
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_OverASkippedDate_IsNotOnIt(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var days = ZonedDay.Range(new LocalDate(2011, 12, 29), 3, DateTimeZoneProviders.Tzdb["Pacific/Apia"]);
        await InsertAsync(portal, Timed("over", CalendarSource.CaseEvent) with { Start = days[0].Start, End = days[2].End });

        (await portal.Calendar.ReadDaysAsync(PortalUnderTest.Clinician, days, CalendarFilter.None, Rows, default)).Counts.ShouldBe([1, 0, 1]);
        (await portal.Calendar.ReadDaysAsync(PortalUnderTest.Clinician, days, CalendarFilter.None, null, default)).Counts.ShouldBe([1, 0, 1]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_EachFilter_ShowsWhatMatches(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await InsertAsync(portal, Timed("case", CalendarSource.CaseEvent), "Größe 100% geprüft", provider: "Dr. Łucja", caseId: "c-1");
        await InsertAsync(portal, Timed("appointment", CalendarSource.Appointment, ItemState.Cancelling), "Intake");
        await InsertAsync(portal, Timed("marketing", CalendarSource.Marketing), "Fair");
        await InsertAsync(portal, Timed("refused", CalendarSource.CaseEvent, ItemState.Rejected), "Größe 1000 geprüft");

        (await IdsAsync(new CalendarFilter { Sources = [CalendarSource.Marketing, CalendarSource.Appointment] })).ShouldBe(["appointment", "marketing"]);
        (await IdsAsync(new CalendarFilter { Statuses = [EntryStatus.Pending, EntryStatus.Rejected] })).ShouldBe(["appointment", "refused"]);
        (await IdsAsync(new CalendarFilter { CaseId = "c-1" })).ShouldBe(["case"]);
        (await IdsAsync(new CalendarFilter { Text = "GRÖSSE 100%" })).ShouldBeEmpty();
        (await IdsAsync(new CalendarFilter { Text = "GRÖßE 100%" })).ShouldBe(["case"]);
        (await IdsAsync(new CalendarFilter { Provider = "dr. łucja" })).ShouldBe(["case"]);
        (await IdsAsync(new CalendarFilter { Provider = "dr. ł" })).ShouldBeEmpty();

        async Task<IEnumerable<string>> IdsAsync(CalendarFilter filter)
        {
            var days = ZonedDay.Range(Monday, 7, NewYork);
            var capped = await portal.Calendar.ReadDaysAsync(PortalUnderTest.Clinician, days, filter, Rows, default);
            var agenda = await portal.Calendar.ReadAgendaAsync(PortalUnderTest.Clinician, days[0], days[^1], filter, 10, default);
            agenda.Items.Select(item => item.Id).ShouldBe(capped.Entries.Select(entry => entry.Id), ignoreOrder: true);
            agenda.Total.ShouldBe(capped.Total);
            return capped.Entries.Select(entry => entry.Id).Order(StringComparer.Ordinal);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_OnlyMarketing_SeesTakenTimeAndLearnsNothingByFilters(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await InsertAsync(portal, Timed("case", CalendarSource.CaseEvent), "A patient", provider: "Dr. Kim", caseId: "c-1");
        await InsertAsync(portal, Timed("gone", CalendarSource.CaseEvent, ItemState.Cancelled), "A patient");
        await InsertAsync(portal, Timed("fair", CalendarSource.Marketing), "A fair");
        var days = ZonedDay.Range(Monday, 7, NewYork);

        var all = await ReadAsync(CalendarFilter.None);

        all.Select(entry => (entry.Id, entry.Title, entry.IsRedacted, entry.CanMove)).ShouldBe([("case", "Busy", true, false), ("fair", "A fair", false, false)], ignoreOrder: true);
        (await ReadAsync(new CalendarFilter { Text = "patient" })).ShouldBeEmpty();
        (await ReadAsync(new CalendarFilter { Provider = "Dr. Kim" })).ShouldBeEmpty();
        (await ReadAsync(new CalendarFilter { CaseId = "c-1" })).ShouldBeEmpty();
        (await ReadAsync(new CalendarFilter { Text = "fair" })).ShouldHaveSingleItem().Id.ShouldBe("fair");
        (await portal.Calendar.SearchProvidersAsync(PortalUnderTest.Marketer, "", 10, default)).ShouldBeEmpty();

        async Task<IReadOnlyList<CalendarEntry>> ReadAsync(CalendarFilter filter) =>
            (await portal.Calendar.ReadDaysAsync(PortalUnderTest.Marketer, days, filter, Rows, default)).Entries;
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_AnotherOrganisation_SeesNothing(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await InsertAsync(portal, Timed("case", CalendarSource.CaseEvent), provider: "Dr. Kim");
        var days = ZonedDay.Range(Monday, 7, NewYork);

        (await portal.Calendar.ReadDaysAsync(PortalUnderTest.Foreigner, days, CalendarFilter.None, Rows, default)).Total.ShouldBe(0);
        (await portal.Calendar.ReadDaysAsync(PortalUnderTest.Foreigner, days, CalendarFilter.None, null, default)).Entries.ShouldBeEmpty();
        (await portal.Calendar.ReadAgendaAsync(PortalUnderTest.Foreigner, days[0], days[^1], CalendarFilter.None, 10, default)).Items.ShouldBeEmpty();
        (await portal.Calendar.SearchProvidersAsync(PortalUnderTest.Foreigner, "", 10, default)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadDaysAsync_OnlyConfirmedCustomEvents_CanBeMoved(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await InsertAsync(portal, Timed("own", CalendarSource.CaseEvent));
        await InsertAsync(portal, Timed("foreign", CalendarSource.CaseEvent), agent: "calendly");
        await InsertAsync(portal, Timed("pending", CalendarSource.CaseEvent, ItemState.Pending));

        var read = await portal.Calendar.ReadDaysAsync(PortalUnderTest.Clinician, ZonedDay.Range(Monday, 7, NewYork), CalendarFilter.None, null, default);

        read.Entries.Where(entry => entry.CanMove).Select(entry => entry.Id).ShouldBe(["own"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAgendaAsync_UnknownFirst_AndCountedBeyondTheLimit(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await InsertAsync(portal, Timed("early", CalendarSource.CaseEvent, hour: 8));
        await InsertAsync(portal, Timed("unclear", CalendarSource.CaseEvent, ItemState.Unknown, hour: 20));
        await InsertAsync(portal, Timed("late", CalendarSource.CaseEvent, hour: 15));
        var days = ZonedDay.Range(Monday, 7, NewYork);

        var read = await portal.Calendar.ReadAgendaAsync(PortalUnderTest.Clinician, days[0], days[^1], CalendarFilter.None, 2, default);

        read.Items.Select(item => item.Id).ShouldBe(["unclear", "early"]);
        read.Total.ShouldBe(3);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SearchProvidersAsync_PartOfNameOrAddress_FindsEachOnceByName(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await InsertAsync(portal, Timed("1", CalendarSource.CaseEvent), provider: "Dr. Øst", email: "ost@clinic.example");
        await InsertAsync(portal, Timed("2", CalendarSource.CaseEvent), provider: "Dr. Øst", email: "OST@clinic.example");
        await InsertAsync(portal, Timed("3", CalendarSource.CaseEvent), provider: "Dr. Abel");

        (await portal.Calendar.SearchProvidersAsync(PortalUnderTest.Clinician, "dr.", 10, default)).Select(p => p.Name).ShouldBe(["Dr. Abel", "Dr. Øst"]);
        (await portal.Calendar.SearchProvidersAsync(PortalUnderTest.Clinician, "ØST", 10, default)).ShouldHaveSingleItem().Name.ShouldBe("Dr. Øst");
        (await portal.Calendar.SearchProvidersAsync(PortalUnderTest.Clinician, "%", 10, default)).ShouldBeEmpty();
    }

    private static CalendarEntry RandomEntry(Random random, int i)
    {
        var date = Monday.PlusDays(random.Next(-40, 60));
        if (random.Next(5) == 0)
        {
            return AllDay($"id-{i:000}", date, date.PlusDays(random.Next(1, 9)));
        }

        // Few distinct times, so that equal starts and ends are frequent; some longer than a month.
        var start = date.AtMidnight().InUtc().ToInstant() + Duration.FromHours(random.Next(12) * 2);
        var length = random.Next(10) switch { 0 => Duration.FromDays(random.Next(1, 5)), 1 => Duration.FromDays(random.Next(30, 80)), _ => Duration.FromMinutes(30 * random.Next(1, 5)) };
        return Timed($"id-{i:000}", (CalendarSource)random.Next(3)) with { Start = start, End = start + length };
    }

    private static CalendarEntry AllDay(string id, LocalDate start, LocalDate end) => new()
    {
        Id = id,
        Source = CalendarSource.Marketing,
        Title = id,
        Start = start.AtMidnight().InUtc().ToInstant(),
        End = end.AtMidnight().InUtc().ToInstant(),
        AllDay = new AllDayDates(start, end),
        State = ItemState.Confirmed,
    };

    private static CalendarEntry Timed(string id, CalendarSource source, ItemState state = ItemState.Confirmed, int hour = 15) => new()
    {
        Id = id,
        Source = source,
        Title = id,
        Start = Instant.FromUtc(2027, 3, 9, hour, 0),
        End = Instant.FromUtc(2027, 3, 9, hour + 1, 0),
        State = state,
    };

    private static async Task<CalendarEntry> InsertAsync(
        PortalUnderTest portal, CalendarEntry entry, string? title = null, string? provider = null, string? email = null, string? caseId = null, string agent = "custom")
    {
        await portal.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                """
                INSERT INTO calendar_items (organization_id, id, source, case_id, title, start_at, end_at, all_day_start, all_day_end, time_zone, tzdb_version,
                                            provider_name, provider_email, agent_name, state, state_since, first_seen_at, version)
                VALUES ('northside', @Id, @source, @caseId, @title, @Start, @End, @from, @to, 'America/New_York', 'test', @provider, @email, @agent, @state, 0, 0, 1)
                """,
                new
                {
                    entry.Id,
                    source = entry.Source.ToString(),
                    caseId,
                    title = title ?? entry.Title,
                    entry.Start,
                    entry.End,
                    from = entry.AllDay is { } dates ? LocalDatePattern.Iso.Format(dates.Start) : null,
                    to = entry.AllDay is { } until ? LocalDatePattern.Iso.Format(until.End) : null,
                    provider,
                    email,
                    agent,
                    state = entry.State.ToString(),
                },
                write.Transaction),
            default);
        return entry;
    }
}
