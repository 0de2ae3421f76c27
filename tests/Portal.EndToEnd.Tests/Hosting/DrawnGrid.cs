using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar;
using Portal.Web.Calendar.Grid;

namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>The views of the calendar as its page draws them in New York, with their script and style sheets, without a circuit: any entries can be shown.</summary>
internal static class DrawnGrid
{
    /// <summary>Wednesday, 18 November 2026, 07:00 in New York: what is over by then is done.</summary>
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 18, 12, 0);

    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>A confirmed case event.</summary>
    public static CalendarEntry Entry(string title, Instant start, Instant end) => new()
    {
        Id = title,
        Source = CalendarSource.CaseEvent,
        Title = title,
        Start = start,
        End = end,
        State = ItemState.Confirmed,
    };

    /// <summary>Markup of a day, work week or week.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="first">Its first date, which a week begins with.</param>
    /// <param name="entries">All that it has.</param>
    public static Task<string> DaysAsync(CalendarViewKind kind, LocalDate first, IReadOnlyList<CalendarEntry> entries)
    {
        var view = new CalendarView(kind, first) { WeekStart = first.DayOfWeek };
        var days = ZonedDay.Range(view.FirstDate, view.Days, NewYork);
        return RenderAsync<TimeGrid>(new() { ["Picture"] = TimePicture.Draw(view, days, Read(days, entries), new AxisOptions(8, 18, SecondZone: null), Now) });
    }

    /// <summary>Markup of the month of a date, whose weeks begin on Mondays.</summary>
    public static Task<string> MonthAsync(LocalDate date, IReadOnlyList<CalendarEntry> entries)
    {
        var view = new CalendarView(CalendarViewKind.Month, date);
        var days = ZonedDay.Range(view.FirstDate, view.Days, NewYork);
        return RenderAsync<MonthGrid>(new() { ["Picture"] = MonthPicture.Draw(view, days, Read(days, entries), Now) });
    }

    /// <summary>Markup of the agenda of the four weeks from a date.</summary>
    public static Task<string> AgendaAsync(LocalDate first, IReadOnlyList<CalendarEntry> entries)
    {
        var view = new CalendarView(CalendarViewKind.Agenda, first);
        var days = ZonedDay.Range(view.FirstDate, view.Days, NewYork);
        var items = entries.OrderByDescending(entry => entry.State is ItemState.Unknown or ItemState.CancelUnconfirmed).ThenBy(entry => entry.Start).Select(ItemOf).ToList();
        return RenderAsync<AgendaList>(new() { ["Picture"] = AgendaPicture.Draw(new CalendarAddress(view), days, new AgendaItems(items, items.Count, []), Now) });
    }

    /// <summary>Replaces the page by the calendar with this markup, whose script has been through it.</summary>
    public static async Task ShowAsync(IPage page, string markup)
    {
        await page.GotoAsync("/signin");
        await page.EvaluateAsync(
            """
            async (markup) => {
              document.body.innerHTML = `<main><h1>Calendar</h1><div class="calendar">${markup}</div></main>`;
              const { attach } = await import("/calendar.js");
              attach(document.querySelector(".calendar"), { invokeMethodAsync: async () => {} });
            }
            """,
            markup);
    }

    private static CalendarItem ItemOf(CalendarEntry entry) => new()
    {
        Id = entry.Id,
        Source = entry.Source,
        Title = entry.Title,
        Start = entry.Start,
        End = entry.End,
        AllDay = entry.AllDay,
        TimeZone = NewYork.Id,
        State = entry.State,
        StateSince = entry.Start,
        IsRedacted = entry.IsRedacted,
    };

    private static DayEntries Read(IReadOnlyList<ZonedDay> days, IReadOnlyList<CalendarEntry> entries)
    {
        var touching = entries.Where(entry => days.Any(day => EntryOrder.Touches(entry, day))).ToList();
        return new(touching, [.. days.Select(day => touching.Count(entry => EntryOrder.Touches(entry, day)))], touching.Count, []);
    }

    private static async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
