using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>One day of the day and week views, drawn.</summary>
/// <param name="Day">The day.</param>
/// <param name="Label">The date in full.</param>
/// <param name="Count">How many events it has.</param>
/// <param name="Events">Encoded markup of its column: own hours where the axis does not fit, and the events to scale.</param>
public sealed record TimeColumn(ZonedDay Day, string Label, int Count, string Events);

/// <summary>Days to scale, drawn: what the page keeps instead of the events.</summary>
/// <param name="Title">The period.</param>
/// <param name="Columns">The days, in order.</param>
/// <param name="Bars">Encoded markup of the row of bars above the columns.</param>
/// <param name="BarLanes">How many rows the bars need.</param>
/// <param name="Zone">The zone of the names of the events that say no other.</param>
/// <param name="Hours">Encoded markup of the axis and its cells; one string for all viewers of an ordinary week.</param>
/// <param name="Today">The viewer's date.</param>
/// <param name="SecondZone">Name of the second axis; null without one.</param>
public sealed record TimePicture(string Title, IReadOnlyList<TimeColumn> Columns, string Bars, int BarLanes, string Zone, string Hours, LocalDate Today, string? SecondZone)
{
    private static readonly ConcurrentDictionary<(int Days, int From, int To, int? Second), string> OrdinaryHours = new();

    /// <summary>Draws what was read for the days.</summary>
    /// <param name="view">Day, work week or week.</param>
    /// <param name="days">Its days.</param>
    /// <param name="read">All that touches them.</param>
    /// <param name="axis">Working hours, and the second zone.</param>
    /// <param name="now">What is over by then is done.</param>
    public static TimePicture Draw(CalendarView view, IReadOnlyList<ZonedDay> days, DayEntries read, AxisOptions axis, Instant now)
    {
        using var html = new HtmlBuilder();
        var events = new EventMarkup(html, days, now);
        var bars = BarLayout.Place(days, read.Entries);
        var second = SecondAxis.Of(days, axis.SecondZone);
        var columns = new TimeColumn[days.Count];
        for (var i = 0; i < days.Count; i++)
        {
            var placed = DayLayout.Place(days[i], read.Entries);
            html.Raw("<div class=es data-n=\"");
            CountPerHour(html, days[i], placed);
            html.Raw("\">");
            OwnHours(html, days[i], hasAxis: days.Count == 1, second);
            foreach (var place in placed)
            {
                events.WriteTimed(place, days[i], days.Count);
            }

            columns[i] = new TimeColumn(days[i], TimeText.DateInFull(days[i].Date), read.Counts[i], html.Raw("</div>").Take());
        }

        var lanes = WriteBars(html, events, bars, days.Count);
        return new TimePicture(
            view.Title, columns, html.Take(), lanes, events.GridZone, HourRows(html, days, axis, second), now.InZone(days[0].Zone).Date, axis.SecondZone?.Id);
    }

    /// <summary>Writes how many events each hour of the day has, as they are drawn; nothing for a day that does not exist.</summary>
    private static void CountPerHour(HtmlBuilder html, ZonedDay day, IReadOnlyList<PlacedEntry> placed)
    {
        var slots = day.IsRegular() ? null : Slot.Of(day);
        for (var i = 0; i < (slots?.Count ?? 24); i++)
        {
            var start = slots is null ? i : slots[i].Start;
            var end = start + (slots is null ? 1 : slots[i].Length);
            var count = 0;
            foreach (var place in placed)
            {
                count += place.Start < end && place.Start + place.Length > start ? 1 : 0;
            }

            html.Raw(i == 0 ? "" : " ").Number(count);
        }
    }

    /// <summary>Writes the row of bars and returns how many lanes they have.</summary>
    private static int WriteBars(HtmlBuilder html, EventMarkup events, IReadOnlyList<PlacedBar> bars, int days)
    {
        html.Raw("<div role=row class=\"adr evs\">");
        var (next, lanes) = (0, 0);
        for (var column = 0; column < days; column++)
        {
            html.Raw("<div role=gridcell class=ev data-n=").Number(bars.Count(bar => bar.Column <= column && column < bar.Column + bar.Columns)).Raw(">");
            for (; next < bars.Count && bars[next].Column == column; next++)
            {
                events.WriteBar(bars[next]);
                lanes = Math.Max(lanes, bars[next].Lane + 1);
            }

            html.Raw("</div>");
        }

        html.Raw("</div>");
        return lanes;
    }

    private static string HourRows(HtmlBuilder html, IReadOnlyList<ZonedDay> days, AxisOptions axis, SecondAxis second) =>
        days.All(day => day.IsRegular()) && (axis.SecondZone is null || second.Minutes is not null)
            ? OrdinaryHours.GetOrAdd((days.Count, axis.WorkStart, axis.WorkEnd, second.Minutes), _ => WriteHourRows(html, days, axis, second))
            : WriteHourRows(html, days, axis, second);

    private static string WriteHourRows(HtmlBuilder html, IReadOnlyList<ZonedDay> days, AxisOptions axis, SecondAxis second)
    {
        var slots = days.Select(day => day.IsRegular() ? null : Slot.Of(day)).ToArray();
        var rows = days.Count == 1 && slots[0] is { } own ? own.Count : slots.Max(list => Math.Max(24, list?.Count ?? 0));
        for (var row = 0; row < rows; row++)
        {
            // A single day has the axis for itself, also when its clocks change.
            var only = days.Count == 1 ? slots[0]?[row] : null;
            var hour = only is null ? row : only.Hour.Hour;
            html.Raw("<div role=row class=\"hr").Raw(hour < axis.WorkStart || hour >= axis.WorkEnd ? " o" : "").Raw("\"");
            if (only is { Length: not 1 })
            {
                html.Raw(" style=\"--d:").Number(only.Length).Raw("\"");
            }

            html.Raw("><div role=rowheader class=t id=r").Number(row).Raw("><span>").Raw(only is null ? HourText(row) : GridText.Hour(only.Hour)).Raw("</span>");
            if (second.TextAt(row, only) is { } other)
            {
                html.Raw("<small aria-hidden=true>").Raw(other).Raw("</small>");
            }

            html.Raw("</div>");
            for (var column = 0; column < days.Count; column++)
            {
                Cell(html, days[column], slots[column], row, column, days.Count == 1);
            }

            html.Raw("</div>");
        }

        return html.Take();
    }

    private static void Cell(HtmlBuilder html, ZonedDay day, IReadOnlyList<Slot>? slots, int row, int column, bool hasAxis)
    {
        if (slots is null ? row < 24 : hasAxis)
        {
            html.Raw("<div role=gridcell class=h aria-labelledby=\"h").Number(column).Raw(" r").Number(row).Raw("\"");
            if (slots is not null)
            {
                html.Raw(" data-t=").Number(slots[row].Start).Raw(" data-d=").Number(slots[row].Length);
            }

            html.Raw("></div>");
            return;
        }

        if (slots is null || row >= slots.Count)
        {
            html.Raw("<div role=gridcell class=\"h z\" aria-disabled=true aria-label=\"").Raw(TimeText.DateInFull(day.Date))
                .Raw(day.Exists ? " has no such hour" : " does not exist").Raw("\"></div>");
            return;
        }

        var slot = slots[row];
        html.Raw("<div role=gridcell class=h aria-label=\"").Raw(TimeText.DateInFull(day.Date)).Raw(", ").Raw(GridText.Hour(slot.Hour))
            .Raw("\" data-t=").Number(slot.Start).Raw(" data-d=").Number(slot.Length)
            .Raw(" style=\"top:calc(").Number(slot.Start - row).Raw("*var(--hour));height:calc(").Number(slot.Length).Raw("*var(--hour))\"></div>");
    }

    /// <summary>The hours of a day that the shared axis does not fit, where clocks skip, and the second zone's hours where they differ.</summary>
    private static void OwnHours(HtmlBuilder html, ZonedDay day, bool hasAxis, SecondAxis second)
    {
        if (!day.Exists)
        {
            html.Raw("<p class=gone>This date does not exist in ").Text(day.Zone.Id).Raw(": the clocks skipped it.</p>");
            return;
        }

        var isOwnSecond = !hasAxis && second.NeedsOwn(day);
        if (day.IsRegular() && !isOwnSecond)
        {
            return;
        }

        var hours = day.Length.TotalHours;
        ZonedDateTime? before = null;
        foreach (var slot in Slot.Of(day))
        {
            var top = slot.Start / hours * 100;
            if (!day.IsRegular() && !hasAxis)
            {
                html.Raw("<span class=oh aria-hidden=true style=\"top:").Number(top).Raw("%\">").Raw(GridText.Hour(slot.Hour)).Raw("</span>");
            }

            if (isOwnSecond)
            {
                html.Raw("<span class=\"oh os\" aria-hidden=true style=\"top:").Number(top).Raw("%\">").Raw(second.TextOf(slot.Hour.ToInstant())).Raw("</span>");
            }

            var jump = Jump(day, before, slot.Hour);
            if (jump is { } missing)
            {
                html.Raw("<span class=gap style=\"top:").Number(top).Raw("%\"><span>").Raw(missing).Raw(" skipped</span></span>");
            }

            before = slot.Hour;
        }
    }

    /// <summary>The wall-clock times between two hours that clocks skip, for people.</summary>
    private static string? Jump(ZonedDay day, ZonedDateTime? before, ZonedDateTime hour)
    {
        var from = before is null ? day.Date.AtMidnight() : (hour.ToInstant() - Duration.Epsilon).InZone(day.Zone).LocalDateTime.PlusNanoseconds(1);
        return from < hour.LocalDateTime ? $"{TimeText.Time(from.TimeOfDay)}–{TimeText.Time(hour.TimeOfDay)}" : null;
    }

    private static string HourText(int row) => row < 24 ? string.Create(CultureInfo.InvariantCulture, $"{row:00}:00") : "";

    /// <summary>One hour of a day, or what clocks leave of it.</summary>
    /// <param name="Hour">When it starts.</param>
    /// <param name="Start">Hours of real time from the day's start.</param>
    /// <param name="Length">Hours.</param>
    private sealed record Slot(ZonedDateTime Hour, double Start, double Length)
    {
        public static IReadOnlyList<Slot> Of(ZonedDay day)
        {
            var hours = day.Hours().ToArray();
            return [.. hours.Select((hour, i) => new Slot(
                hour,
                (hour.ToInstant() - day.Start).TotalHours,
                ((i + 1 < hours.Length ? hours[i + 1].ToInstant() : day.End) - hour.ToInstant()).TotalHours))];
        }
    }

    /// <summary>The second zone beside the axis: one difference for the axis, and own hours for the days on which it is another.</summary>
    /// <param name="Zone">Null for none.</param>
    /// <param name="Minutes">How far it is ahead on the axis; null when that changes during the only day.</param>
    /// <param name="AxisStart">Start of the day that the axis stands for; null when every day has its own hours.</param>
    private sealed record SecondAxis(DateTimeZone? Zone, int? Minutes, Instant? AxisStart)
    {
        public static SecondAxis Of(IReadOnlyList<ZonedDay> days, DateTimeZone? zone)
        {
            var axis = days.Count == 1 ? days[0] : days.FirstOrDefault(day => DifferenceOn(day, zone) is not null);
            return axis is null ? new SecondAxis(zone, null, null) : new SecondAxis(zone, DifferenceOn(axis, zone), axis.Start);
        }

        public bool NeedsOwn(ZonedDay day) => Zone is not null && day.Exists && DifferenceOn(day, Zone) != Minutes;

        public string TextOf(Instant instant) => Zone is null ? "" : TimeText.Time(instant.InZone(Zone).TimeOfDay);

        public string? TextAt(int row, Slot? only) =>
            Zone is null ? null
            : only is not null ? TextOf(only.Hour.ToInstant())
            : AxisStart is not { } start || row >= 24 ? null
            : TextOf(start + Duration.FromHours(row));

        /// <summary>Minutes that the second zone is ahead; null when it changes during the day, or the day is not an ordinary one.</summary>
        private static int? DifferenceOn(ZonedDay day, DateTimeZone? zone)
        {
            if (zone is null || !day.IsRegular() || zone.GetUtcOffset(day.Start) != zone.GetUtcOffset(day.End - Duration.Epsilon))
            {
                return null;
            }

            return (zone.GetUtcOffset(day.Start) - day.Zone.GetUtcOffset(day.Start)).Seconds / 60;
        }
    }
}

/// <summary>How the axis looks for the viewer.</summary>
/// <param name="WorkStart">First working hour.</param>
/// <param name="WorkEnd">Exclusive.</param>
/// <param name="SecondZone">Null for none.</param>
public sealed record AxisOptions(int WorkStart, int WorkEnd, DateTimeZone? SecondZone);
