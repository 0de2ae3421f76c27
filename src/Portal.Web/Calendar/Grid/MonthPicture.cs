using System.Globalization;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>
/// A week of the month, drawn: two rows over each other, so that events come and go without the dates. It is the same in whichever month it is
/// shown, so that the weeks that two months share stay where they are drawn when one follows the other.
/// </summary>
/// <param name="First">Its first date.</param>
/// <param name="Dates">Encoded markup of the row of dates.</param>
/// <param name="Events">Encoded markup of the row of events.</param>
public readonly record struct MonthWeek(LocalDate First, string Dates, string Events);

/// <summary>Six weeks around a month, drawn: what the page keeps instead of the events.</summary>
/// <param name="Title">The month.</param>
/// <param name="IsOdd">Whether the month's number in its year is odd: dates of its neighbours are not, or are.</param>
/// <param name="FirstDate">The first date that is shown, in the month or before it.</param>
/// <param name="Zone">The zone of the names of the events that say no other.</param>
/// <param name="Weeks">In order.</param>
public sealed record MonthPicture(string Title, bool IsOdd, LocalDate FirstDate, string Zone, IReadOnlyList<MonthWeek> Weeks)
{
    /// <summary>Rows of a cell; with more entries the last row says how many more.</summary>
    public const int Rows = 4;

    private const int DaysPerWeek = 7;

    /// <summary>Draws what was read for the days of a month view with <see cref="Rows"/> rows per day.</summary>
    public static MonthPicture Draw(CalendarView view, IReadOnlyList<ZonedDay> days, DayEntries read, Instant now)
    {
        using var html = new HtmlBuilder();
        var events = new EventMarkup(html, days, now);
        var today = now.InZone(days[0].Zone).Date;
        var weeks = new MonthWeek[days.Count / DaysPerWeek];
        var bars = new List<PlacedBar>(DaysPerWeek * Rows);
        for (var week = 0; week < weeks.Length; week++)
        {
            var first = week * DaysPerWeek;
            WriteDates(html, days, first, today);
            var dates = html.Take();
            MonthLayout.Place(bars, days, read.Entries, read.Counts, first, DaysPerWeek, Rows);
            WriteEvents(html, events, bars, days, read.Counts, first);
            weeks[week] = new MonthWeek(days[first].Date, dates, html.Take());
        }

        return new MonthPicture(view.Title, IsOddMonth(view.Date), days[0].Date, events.GridZone, weeks);
    }

    /// <summary>The cells that have the focus. Their names are made by <c>calendar.js</c> of the date and of what the cell of events beside them has.</summary>
    private static void WriteDates(HtmlBuilder html, IReadOnlyList<ZonedDay> days, int first, LocalDate today)
    {
        html.Raw("<div role=row class=\"w dates\"><span role=rowheader class=n><i>Week </i>").Number(WeekNumber(days[first].Date)).Raw("</span>");
        for (var i = first; i < first + DaysPerWeek; i++)
        {
            var date = days[i].Date;
            html.Raw("<div role=gridcell class=").Raw(IsOddMonth(date) ? "\"dy odd\"" : "\"dy even\"");
            if (GridText.Irregularity(days[i]) is { } irregularity)
            {
                html.Raw(" data-i=\"").Raw(irregularity).Raw("\"");
            }

            html.Raw(date == today ? " aria-current=date><b" : "><b");
            if (date.Day == 1)
            {
                html.Raw(" data-m=").Raw(CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(date.Month));
            }

            html.Raw(">").Number(date.Day).Raw("</b></div>");
        }

        html.Raw("</div>");
    }

    private static void WriteEvents(HtmlBuilder html, EventMarkup events, List<PlacedBar> bars, IReadOnlyList<ZonedDay> days, IReadOnlyList<int> counts, int first)
    {
        html.Raw("<div role=row class=\"w evs\">");
        var next = 0;
        for (var column = 0; column < DaysPerWeek; column++)
        {
            var count = counts[first + column];
            html.Raw("<div role=gridcell class=ev");
            if (count > 0)
            {
                html.Raw(" data-n=").Number(count);
            }

            html.Raw(">");
            // Lines stand one below the other and leave out the rows of bars, which stand over the cells.
            var row = 0;
            for (; next < bars.Count && bars[next].Column == column; next++)
            {
                var bar = bars[next];
                if (bar.Columns > 1)
                {
                    events.WriteLine(bar, days[first + column].Date, bar.Lane);
                }
                else
                {
                    events.WriteLine(bar, days[first + column].Date, bar.Lane - row);
                    row = bar.Lane + 1;
                }
            }

            if (count > Rows)
            {
                var room = MonthLayout.Room(count, Rows);
                html.Raw("<a role=button class=\"more");
                if (room > row)
                {
                    html.Raw(" l").Number(room - row);
                }

                html.Raw("\">+").Number(count - room).Raw(" more</a>");
            }

            html.Raw("</div>");
        }

        html.Raw("</div>");
    }

    private static bool IsOddMonth(LocalDate date) => date.Month % 2 != 0;

    /// <summary>The number of the ISO week that most of a row's days are in.</summary>
    private static int WeekNumber(LocalDate first) => NodaTime.Calendars.WeekYearRules.Iso.GetWeekOfWeekYear(first.PlusDays(3));
}
