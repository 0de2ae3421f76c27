using System.Globalization;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>One cell of the month, drawn.</summary>
/// <param name="Date">Its date.</param>
/// <param name="Label">The date in full and how many events there are.</param>
/// <param name="Count">How many events there are.</param>
/// <param name="Markup">The events, encoded.</param>
public sealed record MonthCell(LocalDate Date, string Label, int Count, string Markup);

/// <summary>Six weeks around a month, drawn: what the page keeps instead of the events.</summary>
/// <param name="Title">The month.</param>
/// <param name="Cells">42 days, in order.</param>
/// <param name="Month">The month's first day; days of other months are quieter.</param>
/// <param name="Today">The viewer's date.</param>
public sealed record MonthPicture(string Title, IReadOnlyList<MonthCell> Cells, LocalDate Month, LocalDate Today)
{
    /// <summary>Rows of a cell; with more entries the last row says how many more.</summary>
    public const int Rows = 4;

    private const int DaysPerWeek = 7;

    /// <summary>Draws what was read for the days of a month view with <see cref="Rows"/> rows per day.</summary>
    public static MonthPicture Draw(CalendarView view, IReadOnlyList<ZonedDay> days, DayEntries read, Instant now)
    {
        using var html = new HtmlBuilder();
        var zone = days[0].Zone;
        var events = new EventMarkup(html, zone, now);
        var cells = new List<MonthCell>(days.Count);
        for (var first = 0; first < days.Count; first += DaysPerWeek)
        {
            var week = days.Skip(first).Take(DaysPerWeek).ToArray();
            var counts = read.Counts.Skip(first).Take(DaysPerWeek).ToArray();
            var bars = MonthLayout.Place(week, read.Entries, counts, Rows);
            var next = 0;
            for (var column = 0; column < week.Length; column++)
            {
                var irregularity = GridText.Irregularity(week[column]);
                if (irregularity is not null)
                {
                    html.Raw("<em>").Raw(irregularity).Raw("</em>");
                }

                for (; next < bars.Count && bars[next].Column == column; next++)
                {
                    events.WriteLine(bars[next]);
                }

                if (counts[column] > Rows)
                {
                    var more = counts[column] - MonthLayout.Room(counts[column], Rows);
                    html.Raw("<button tabindex=-1 class=\"more\" aria-label=\"").Number(more).Raw(" more on ").Raw(TimeText.DateInFull(week[column].Date)).Raw("\">+").Number(more).Raw(" more</button>");
                }

                var label = $"{TimeText.DateInFull(week[column].Date)}, {GridText.Count(counts[column])}{(irregularity is null ? "" : $", {irregularity}")}";
                cells.Add(new MonthCell(week[column].Date, label, counts[column], html.Take()));
            }
        }

        return new MonthPicture(view.Title, cells, new LocalDate(view.Date.Year, view.Date.Month, 1), now.InZone(zone).Date);
    }

    /// <summary>The number of the ISO week that most of a row's days are in.</summary>
    public static string WeekNumber(LocalDate first) =>
        NodaTime.Calendars.WeekYearRules.Iso.GetWeekOfWeekYear(first.PlusDays(3)).ToString(CultureInfo.InvariantCulture);
}
