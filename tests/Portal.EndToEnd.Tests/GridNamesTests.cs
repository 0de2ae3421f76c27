using Microsoft.Playwright;
using NodaTime;
using Portal.Application.Calendar;
using Portal.EndToEnd.Tests.Hosting;
using Portal.Web.Calendar;

namespace Portal.EndToEnd.Tests;

/// <summary>The names that the browser gives to cells and events.</summary>
public sealed class GridNamesTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Week_EventsAndCells_SayAllThatTheyAre()
    {
        CalendarEntry[] entries =
        [
            DrawnGrid.Entry("plain", Instant.FromUtc(2026, 11, 19, 14, 0), Instant.FromUtc(2026, 11, 19, 15, 0)),
            DrawnGrid.Entry("over", Instant.FromUtc(2026, 11, 17, 14, 0), Instant.FromUtc(2026, 11, 17, 15, 30)),
            DrawnGrid.Entry("sent", Instant.FromUtc(2026, 11, 19, 14, 30), Instant.FromUtc(2026, 11, 19, 15, 0)) with { State = ItemState.Pending },
            DrawnGrid.Entry("doubted", Instant.FromUtc(2026, 11, 20, 14, 0), Instant.FromUtc(2026, 11, 20, 15, 0)) with { State = ItemState.Unknown },
            DrawnGrid.Entry("<b>night</b> & \"day\"", Instant.FromUtc(2026, 11, 21, 4, 0), Instant.FromUtc(2026, 11, 21, 6, 0)),
            DrawnGrid.Entry("dates", default, default) with { AllDay = new AllDayDates(new LocalDate(2026, 11, 14), new LocalDate(2026, 11, 18)) },
            DrawnGrid.Entry("long", Instant.FromUtc(2026, 11, 20, 14, 0), Instant.FromUtc(2026, 11, 22, 15, 0)),
        ];
        await using var visitor = await browser.VisitAsync(portal.Server);

        var names = await NamesAsync(visitor.Page, await DrawnGrid.DaysAsync(CalendarViewKind.Week, new LocalDate(2026, 11, 16), entries));

        names.Events.ShouldBe(
            [
                "dates Sat 14 Nov 2026 – Tue 17 Nov 2026, all day, Done",
                "long Fri 20 Nov 2026, 09:00 – Sun 22 Nov 2026, 10:00, EST (UTC−5), Confirmed",
                "over 09:00–10:30, Tue 17 Nov 2026, EST (UTC−5), Done",
                "plain 09:00–10:00, Thu 19 Nov 2026, EST (UTC−5), Confirmed",
                "Pending sent, Thu 19 Nov 2026, 09:30–10:00 EST (UTC−5)",
                "Unknown doubted 09:00–10:00, Fri 20 Nov 2026, EST (UTC−5)",
                "<b>night</b> & \"day\" 23:00 – Sat 21 Nov 2026, 01:00, Fri 20 Nov 2026, EST (UTC−5), Confirmed",
                "<b>night</b> & \"day\" 23:00 – Sat 21 Nov 2026, 01:00, Fri 20 Nov 2026, 23:00 – Sat 21 Nov 2026, 01:00 EST (UTC−5), Confirmed",
            ]);
        names.Cells.Length.ShouldBe(7 + (24 * 7));
        names.Cells.Where(name => !name.EndsWith("no events", StringComparison.Ordinal)).ShouldBe(
            [
                "Monday, 16 November 2026, all day, 1 event",
                "Tuesday, 17 November 2026, all day, 1 event",
                "Friday, 20 November 2026, all day, 1 event",
                "Saturday, 21 November 2026, all day, 1 event",
                "Sunday, 22 November 2026, all day, 1 event",
                "Saturday, 21 November 2026, 00:00, 1 event",
                "Tuesday, 17 November 2026, 09:00, 1 event",
                "Thursday, 19 November 2026, 09:00, 2 events",
                "Friday, 20 November 2026, 09:00, 1 event",
                "Tuesday, 17 November 2026, 10:00, 1 event",
                "Friday, 20 November 2026, 23:00, 1 event",
            ]);
    }

    [Fact]
    public async Task Week_OfAClockChange_SaysOffsetsWhereTheyMatter()
    {
        CalendarEntry[] entries =
        [
            DrawnGrid.Entry("first", Instant.FromUtc(2026, 11, 1, 5, 0), Instant.FromUtc(2026, 11, 1, 5, 30)),
            DrawnGrid.Entry("over it", Instant.FromUtc(2026, 11, 1, 5, 30), Instant.FromUtc(2026, 11, 1, 6, 30)),
            DrawnGrid.Entry("second", Instant.FromUtc(2026, 11, 1, 6, 0), Instant.FromUtc(2026, 11, 1, 6, 30)),
            DrawnGrid.Entry("later", Instant.FromUtc(2026, 11, 3, 14, 0), Instant.FromUtc(2026, 11, 3, 15, 0)),
        ];
        await using var visitor = await browser.VisitAsync(portal.Server);

        var names = await NamesAsync(visitor.Page, await DrawnGrid.DaysAsync(CalendarViewKind.Week, new LocalDate(2026, 11, 1), entries));

        names.Events.ShouldBe(
            [
                "first 01:00–01:30, Sun 1 Nov 2026, EDT (UTC−4), Done",
                "over it 01:30–01:30 EST (UTC−5), Sun 1 Nov 2026, EDT (UTC−4), Done",
                "second, Sun 1 Nov 2026, 01:00–01:30 EST (UTC−5), Done",
                "later 09:00–10:00, Tue 3 Nov 2026, EST (UTC−5), Done",
            ]);
        names.Cells.Where(name => name.StartsWith("Sunday, 1 November 2026, 0", StringComparison.Ordinal)).Take(4).ShouldBe(
            [
                "Sunday, 1 November 2026, 00:00, no events",
                "Sunday, 1 November 2026, 01:00 UTC−4, 2 events",
                "Sunday, 1 November 2026, 01:00 UTC−5, 2 events",
                "Sunday, 1 November 2026, 02:00, no events",
            ]);
    }

    [Fact]
    public async Task Month_EventsAndCells_SayAllThatTheyAre()
    {
        var crowd = Instant.FromUtc(2026, 11, 25, 18, 0);
        CalendarEntry[] entries =
        [
            DrawnGrid.Entry("before", Instant.FromUtc(2026, 10, 30, 14, 0), Instant.FromUtc(2026, 10, 30, 15, 0)),
            DrawnGrid.Entry("plain", Instant.FromUtc(2026, 11, 19, 14, 0), Instant.FromUtc(2026, 11, 19, 15, 0)),
            DrawnGrid.Entry("night", Instant.FromUtc(2026, 11, 20, 4, 0), Instant.FromUtc(2026, 11, 20, 6, 0)) with { State = ItemState.Rejected },
            DrawnGrid.Entry("dates", default, default) with { AllDay = new AllDayDates(new LocalDate(2026, 11, 21), new LocalDate(2026, 11, 25)) },
            DrawnGrid.Entry("long", Instant.FromUtc(2026, 11, 28, 14, 0), Instant.FromUtc(2026, 12, 1, 15, 0)),
            DrawnGrid.Entry("over the change", Instant.FromUtc(2026, 10, 31, 14, 0), Instant.FromUtc(2026, 11, 2, 15, 0)),
            .. Enumerable.Range(0, 10).Select(i => DrawnGrid.Entry($"crowd {i}", crowd + Duration.FromMinutes(i), crowd + Duration.FromHours(1))),
        ];
        await using var visitor = await browser.VisitAsync(portal.Server);

        var names = await NamesAsync(visitor.Page, await DrawnGrid.MonthAsync(new LocalDate(2026, 11, 1), entries));

        names.Events.ShouldBe(
            [
                "10:00 before, Fri 30 Oct 2026, 10:00–11:00 EDT (UTC−4), Done",
                "09:00 plain, Thu 19 Nov 2026, 09:00–10:00 EST (UTC−5), Confirmed",
                "23:00 Rejected night, Thu 19 Nov 2026, 23:00 – Fri 20 Nov 2026, 01:00 EST (UTC−5)",
                "dates, Sat 21 Nov 2026 – Tue 24 Nov 2026, all day, Confirmed",
                "dates, Sat 21 Nov 2026 – Tue 24 Nov 2026, all day, Confirmed",
                "09:00 long, Sat 28 Nov 2026, 09:00 – Tue 1 Dec 2026, 10:00 EST (UTC−5), Confirmed",
                "long, Sat 28 Nov 2026, 09:00 – Tue 1 Dec 2026, 10:00 EST (UTC−5), Confirmed",
                "10:00 over the change, Sat 31 Oct 2026, 10:00 – Mon 2 Nov 2026, 10:00 EST (UTC−5) EDT (UTC−4), Done",
                "over the change, Sat 31 Oct 2026, 10:00 – Mon 2 Nov 2026, 10:00 EST (UTC−5) EDT (UTC−4), Done",
                "13:00 crowd 0, Wed 25 Nov 2026, 13:00–14:00 EST (UTC−5), Confirmed",
                "13:01 crowd 1, Wed 25 Nov 2026, 13:01–14:00 EST (UTC−5), Confirmed",
                "13:02 crowd 2, Wed 25 Nov 2026, 13:02–14:00 EST (UTC−5), Confirmed",
                "7 more on Wednesday, 25 November 2026",
            ],
            ignoreOrder: true);
        names.Cells.Length.ShouldBe(42);
        names.Cells[0].ShouldBe("Monday, 26 October 2026, no events");
        names.Cells.ShouldContain("Sunday, 1 November 2026, 1 event, 25-hour day");
        names.Cells.ShouldContain("Wednesday, 18 November 2026, no events");
        names.Cells.ShouldContain("Friday, 20 November 2026, 1 event");
        names.Cells.ShouldContain("Wednesday, 25 November 2026, 10 events");
    }

    private static async Task<Names> NamesAsync(IPage page, string markup)
    {
        await DrawnGrid.ShowAsync(page, markup);
        return await page.EvaluateAsync<Names>(
            """
            () => {
              const names = (selector) => [...document.querySelectorAll(selector)].map((element) => element.getAttribute("aria-label"));
              return { events: names(".e, .more"), cells: names(".dy, .ad, .h") };
            }
            """);
    }

    private sealed record Names
    {
        public required string[] Events { get; init; }

        public required string[] Cells { get; init; }
    }
}
