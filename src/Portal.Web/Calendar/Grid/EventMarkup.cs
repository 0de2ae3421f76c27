using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>
/// Writes events as buttons: one element and its text each. What is seen is state and title, with a time that the style sheet takes from
/// <c>data-t</c>; the accessible name says title, date, start to end, zone and state. Class names are short because each event carries them: <c>e</c> an event; its source <c>c a m q</c>; its state
/// <c>p</c>ending, <c>w</c>aiting, <c>u</c>nknown, <c>r</c>ejected, <c>x</c> cancelled, <c>d</c>one; <c>v</c> can be moved; <c>k</c> has room for one
/// line, <c>t</c> for several; in a row of days <c>b</c>egins before it, <c>g</c>oes on after it, and spans as many days as <c>s2 … s7</c> says.
/// </summary>
internal sealed class EventMarkup(HtmlBuilder html, DateTimeZone zone, Instant now)
{
    private const double OneLineHours = 0.7;
    private const double ManyLinesHours = 1.2;

    // Neighbouring events mostly share zone offset and date: their words are made once.
    private Interval _offset;
    private string _offsetText = "";
    private LocalDate? _date;
    private string _dateText = "";

    /// <summary>An event in a day's column, to scale.</summary>
    public void WriteTimed(PlacedEntry place, ZonedDay day)
    {
        var hours = day.Length.TotalHours;
        Open(place.Entry);
        html.Raw(place.Length < OneLineHours ? " k" : place.Length >= ManyLinesHours ? " t" : "").Raw("\" style=\"top:").Number(place.Start / hours * 100).Raw("%;height:").Number(place.Length / hours * 100).Raw("%");
        if (place.Lanes > 1)
        {
            html.Raw(";left:").Number(100.0 * place.Lane / place.Lanes).Raw("%;width:").Number(100.0 / place.Lanes).Raw("%");
        }

        html.Raw("\" data-t=\"");
        Times(place.Entry);
        Close(place.Entry);
    }

    /// <summary>A bar above the columns of a week.</summary>
    public void WriteBar(PlacedBar bar)
    {
        OpenBar(bar);
        html.Raw("\" style=\"--l:").Number(bar.Lane);
        html.Raw("\" data-t=\"");
        DatesAndTimes(bar.Entry);
        Close(bar.Entry);
    }

    /// <summary>A line or bar in a cell of the month.</summary>
    public void WriteLine(PlacedBar bar)
    {
        OpenBar(bar);
        html.Raw(" l").Number(bar.Lane);
        if (bar.Entry.AllDay is null && !bar.BeginsBefore)
        {
            html.Raw("\" data-t=\"").Time(Local(bar.Entry.Start).TimeOfDay);
        }

        Close(bar.Entry);
    }

    /// <summary>All entries of a day as buttons one below the other, in the order of <see cref="EntryOrder"/>.</summary>
    public static string WriteList(ZonedDay day, IEnumerable<CalendarEntry> entries, Instant now)
    {
        using var html = new HtmlBuilder();
        var events = new EventMarkup(html, day.Zone, now);
        foreach (var entry in entries.Where(entry => EntryOrder.Touches(entry, day)).Order(EntryOrder.On(day)))
        {
            events.WriteListed(entry);
        }

        return html.Take();
    }

    private void WriteListed(CalendarEntry entry)
    {
        Open(entry, isTabStop: true);
        html.Raw("\" data-t=\"");
        if (EntryOrder.IsBar(entry, ZonedDay.Of(Local(entry.Start).Date, zone)))
        {
            DatesAndTimes(entry);
        }
        else
        {
            Times(entry);
        }

        Close(entry);
    }

    private void OpenBar(PlacedBar bar)
    {
        Open(bar.Entry);
        if (bar.Columns > 1)
        {
            html.Raw(" s").Number(bar.Columns);
        }

        html.Raw(bar.BeginsBefore ? " b" : "").Raw(bar.GoesOn ? " g" : "");
    }

    /// <summary>Up to the open class attribute.</summary>
    private void Open(CalendarEntry entry, bool isTabStop = false) => html
        .Raw(isTabStop ? "<button value=\"" : "<button tabindex=-1 value=\"").Text(entry.Id)
        .Raw("\" class=\"e ").Raw(SourceClass(entry)).Raw(StateClass(entry)).Raw(entry.CanMove ? " v" : "");

    /// <summary>From within an attribute to the end: the accessible name, then the words that are seen.</summary>
    private void Close(CalendarEntry entry)
    {
        var state = entry.State == ItemState.Confirmed ? null : StateText.Short(entry.State);
        html.Raw("\" aria-label=\"");
        if (state is not null)
        {
            html.Raw(state).Raw(" ");
        }

        html.Text(entry.Title).Raw(", ");
        DatesAndTimes(entry, isNamed: true);
        html.Raw(state is not null ? "" : IsDone(entry) ? ", Done" : ", Confirmed").Raw("\">");
        if (state is not null)
        {
            html.Raw("<small>").Raw(state).Raw("</small> ");
        }

        html.Text(entry.Title).Raw("</button>");
    }

    private void DatesAndTimes(CalendarEntry entry, bool isNamed = false)
    {
        if (entry.AllDay is { } dates)
        {
            var last = dates.End.PlusDays(-1);
            html.Raw(DateOf(dates.Start));
            if (last > dates.Start)
            {
                html.Raw(" – ").Raw(DateOf(last));
            }

            html.Raw(", all day");
            return;
        }

        html.Raw(DateOf(Local(entry.Start).Date)).Raw(", ");
        Times(entry);
        if (isNamed)
        {
            html.Raw(" ").Raw(ZoneOf(entry.Start));
        }
    }

    private void Times(CalendarEntry entry)
    {
        var (start, end) = (Local(entry.Start), Local(entry.End));
        html.Time(start.TimeOfDay);
        if (start.Date == end.Date)
        {
            html.Raw("–");
        }
        else
        {
            html.Raw(" – ").Raw(TimeText.Date(end.Date)).Raw(", ");
        }

        html.Time(end.TimeOfDay);
        if (zone.GetUtcOffset(entry.Start) != zone.GetUtcOffset(entry.End))
        {
            // Without it an hour that comes twice, or is missing, looks like a wrong end.
            html.Raw(" ").Raw(ZoneOf(entry.End));
        }
    }

    private LocalDateTime Local(Instant instant) => instant.InZone(zone).LocalDateTime;

    private string ZoneOf(Instant instant)
    {
        if (!_offset.Contains(instant))
        {
            var interval = zone.GetZoneInterval(instant);
            _offset = new Interval(interval.HasStart ? interval.Start : null, interval.HasEnd ? interval.End : null);
            _offsetText = TimeText.ZoneAt(instant, zone);
        }

        return _offsetText;
    }

    private string DateOf(LocalDate date)
    {
        if (_date != date)
        {
            (_date, _dateText) = (date, TimeText.Date(date));
        }

        return _dateText;
    }

    private bool IsDone(CalendarEntry entry) => entry.State == ItemState.Confirmed && EntryTimes.AreOver(entry.AllDay, entry.End, now, zone);

    private string StateClass(CalendarEntry entry) => entry.State switch
    {
        ItemState.Pending or ItemState.Cancelling => " p",
        ItemState.Waiting => " w",
        ItemState.Unknown or ItemState.CancelUnconfirmed => " u",
        ItemState.Rejected => " r",
        ItemState.Cancelled or ItemState.Removed => " x",
        _ => IsDone(entry) ? " d" : "",
    };

    private static string SourceClass(CalendarEntry entry) => entry.IsRedacted ? "q" : entry.Source switch
    {
        CalendarSource.Appointment => "a",
        CalendarSource.Marketing => "m",
        _ => "c",
    };
}
