using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>
/// Writes events as buttons: one element and its text each. What is seen is its text: state and title with the times on a line below, which has no
/// line of its own where there is no room for two; in the month the start, then state and title. The accessible name begins with what is seen and
/// says title, date, start to end, zone and state; <c>calendar.js</c> makes it of the text, the cell's date, the times in <c>data-h</c> where they
/// have no room, and the grid's zone, which <c>data-z</c> replaces. In the month the end is in <c>data-e</c>, or <c>data-p</c> has the times with days
/// from the cell's date before each. Where these do not say it, <c>data-w</c> has date, times and zone in full. Class names are short because each
/// event carries them: <c>e</c> an event; its source <c>c a m q</c>; its state <c>p</c>ending, <c>w</c>aiting, <c>u</c>nknown, <c>r</c>ejected,
/// <c>x</c> cancelled, <c>d</c>one; <c>v</c> can be moved; <c>k</c> has room for one line, <c>t</c> for several; <c>i</c> has a title that may run
/// from right to left; in a row of days <c>b</c>egins before it, <c>g</c>oes on after it, and spans as many days as <c>s2 … s7</c> says; in the
/// month it leaves as many rows free above it as <c>l1 … l3</c> says.
/// </summary>
internal sealed class EventMarkup
{
    private const double OneLineHours = 0.7;
    private const double ManyLinesHours = 1.2;

    /// <summary>Lanes side by side on a screen in which a time can be read, and in which it can behind a title.</summary>
    private const int ReadableLanes = 21;
    private const int ReadableLanesOfOneLine = 10;

    private const string Dash = "–";

    /// <summary>For the eye, where there may be a thousand: text of the first 256 characters of Unicode is laid out faster. The name has the dash.</summary>
    private const string Hyphen = "-";

    /// <summary>Between title and times that share a line: what a line break leaves there, and two spaces of those characters.</summary>
    private const string Gap = "\u00A0\u00A0\n";

    private readonly HtmlBuilder _html;
    private readonly DateTimeZone _zone;
    private readonly Instant _now;
    private readonly Interval _gridOffset;

    // Neighbouring events mostly share their offset: its words are made once.
    private Interval _offset;
    private string _offsetText;

    /// <param name="html">Where to.</param>
    /// <param name="days">The days of the view.</param>
    /// <param name="now">What is over by then is done.</param>
    public EventMarkup(HtmlBuilder html, IReadOnlyList<ZonedDay> days, Instant now)
    {
        (_html, _zone, _now) = (html, days[0].Zone, now);
        // Of a period with a change of clocks most events mostly are on the side of its middle.
        var middle = days[days.Count / 2].Start;
        _gridOffset = _offset = OffsetAt(middle);
        GridZone = _offsetText = TimeText.ZoneAt(middle, _zone);
    }

    /// <summary>The zone in the names of all events that say no other.</summary>
    public string GridZone { get; }

    /// <summary>An event in a day's column, to scale.</summary>
    /// <param name="place">Where.</param>
    /// <param name="day">The column's day.</param>
    /// <param name="columns">How many columns share the screen.</param>
    public void WriteTimed(PlacedEntry place, ZonedDay day, int columns)
    {
        var hours = day.Length.TotalHours;
        var isOneLine = place.Length < OneLineHours;
        Open(place.Entry);
        _html.Raw(isOneLine ? " k\" style=\"top:" : place.Length >= ManyLinesHours ? " t\" style=\"top:" : "\" style=\"top:").Number(place.Start / hours * 100).Raw("%;bottom:").Number((hours - place.Start - place.Length) / hours * 100).Raw("%");
        if (place.Lanes > 1)
        {
            _html.Raw(";left:").Number(100.0 * place.Lane / place.Lanes).Raw("%;right:").Number(100.0 * (place.Lanes - place.Lane - 1) / place.Lanes).Raw("%");
        }

        var showsTimes = place.Lanes * columns <= (isOneLine ? ReadableLanesOfOneLine : ReadableLanes);
        if (!showsTimes)
        {
            _html.Raw("\" data-h=\"");
            Times(place.Entry);
        }

        _html.Raw("\"");
        if (place.Entry.Start < day.Start)
        {
            When(place.Entry);
        }
        else
        {
            OtherZone(place.Entry);
        }

        _html.Raw(">");
        StateAndTitle(place.Entry);
        if (showsTimes)
        {
            _html.Raw(isOneLine ? Gap : "\n");
            Times(place.Entry, Hyphen);
        }

        _html.Raw("</a>");
    }

    /// <summary>A bar above the columns of a week.</summary>
    public void WriteBar(PlacedBar bar)
    {
        OpenBar(bar);
        _html.Raw("\" style=--l:").Number(bar.Lane);
        OtherZone(bar.Entry);
        _html.Raw(">");
        StateAndTitle(bar.Entry);
        _html.Raw(Gap);
        DatesAndTimes(bar.Entry);
        _html.Raw("</a>");
    }

    /// <summary>A line or bar in a cell of the month.</summary>
    /// <param name="bar">Where.</param>
    /// <param name="date">The cell's date.</param>
    /// <param name="rows">How many rows are left free above it.</param>
    public void WriteLine(PlacedBar bar, LocalDate date, int rows)
    {
        OpenBar(bar);
        if (rows > 0)
        {
            _html.Raw(" l").Number(rows);
        }

        _html.Raw("\"");
        var entry = bar.Entry;
        var (start, end) = (Local(entry.Start), Local(entry.End));
        if (entry.AllDay is not null || !HasOneOffset(entry))
        {
            When(entry);
        }
        else if (bar.BeginsBefore || start.Date != end.Date)
        {
            Days(" data-p=\"", start.Date, date).Time(start.TimeOfDay);
            Days(" ", end.Date, date).Time(end.TimeOfDay).Raw("\"");
            OtherZone(entry);
        }
        else
        {
            _html.Raw(" data-e=").Time(end.TimeOfDay);
            OtherZone(entry);
        }

        _html.Raw(">");
        if (entry.AllDay is null && !bar.BeginsBefore)
        {
            _html.Time(start.TimeOfDay).Raw(" ");
        }

        StateAndTitle(entry);
        _html.Raw("</a>");
    }

    /// <summary>All entries of a day as buttons one below the other, in the order of <see cref="EntryOrder"/>, with their names.</summary>
    public static string WriteList(ZonedDay day, IEnumerable<CalendarEntry> entries, Instant now)
    {
        using var html = new HtmlBuilder();
        var events = new EventMarkup(html, [day], now);
        foreach (var entry in entries.Where(entry => EntryOrder.Touches(entry, day)).Order(EntryOrder.On(day)))
        {
            events.WriteListed(entry);
        }

        return html.Take();
    }

    private void WriteListed(CalendarEntry entry)
    {
        Open(entry);
        var saysDates = EntryOrder.IsBar(entry, ZonedDay.Of(Local(entry.Start).Date, _zone));
        var state = WrittenState(entry);
        _html.Raw("\" tabindex=0 aria-label=\"").Raw(state is null ? "" : $"{state} ").Text(Title(entry)).Raw(" ");
        ShownTimes();
        if (!saysDates)
        {
            _html.Raw(", ").Date(Local(entry.Start).Date);
        }

        if (entry.AllDay is null)
        {
            _html.Raw(", ").Raw(ZoneOf(entry.Start));
        }

        _html.Raw(state is not null ? "\">" : IsDone(entry) ? ", Done\">" : ", Confirmed\">");
        StateAndTitle(entry);
        _html.Raw("\n");
        ShownTimes();
        _html.Raw("</a>");

        void ShownTimes()
        {
            if (saysDates)
            {
                DatesAndTimes(entry);
            }
            else
            {
                Times(entry);
            }
        }
    }

    private void OpenBar(PlacedBar bar)
    {
        Open(bar.Entry);
        if (bar.Columns > 1)
        {
            _html.Raw(" s").Number(bar.Columns);
        }

        _html.Raw(bar.BeginsBefore ? " b" : "").Raw(bar.GoesOn ? " g" : "");
    }

    /// <summary>Up to the open class attribute.</summary>
    private void Open(CalendarEntry entry) => _html
        .Raw("<a role=button data-id=").Key(entry.Id)
        .Raw(" class=\"e ").Raw(SourceClass(entry)).Raw(StateClass(entry)).Raw(entry.CanMove ? " v" : "").Raw(MayRunFromRightToLeft(entry.Title) ? " i" : "");

    private void StateAndTitle(CalendarEntry entry)
    {
        if (WrittenState(entry) is { } state)
        {
            _html.Raw("<small>").Raw(state).Raw("</small> ");
        }

        _html.Text(Title(entry));
    }

    /// <summary>In one line: the second is the times'.</summary>
    private static string Title(CalendarEntry entry) => entry.Title.ReplaceLineEndings(" ");

    private void When(CalendarEntry entry)
    {
        _html.Raw(" data-w=\"");
        DatesTimesAndZone(entry);
        _html.Raw("\"");
    }

    private void OtherZone(CalendarEntry entry)
    {
        if (entry.AllDay is null && !_gridOffset.Contains(entry.Start))
        {
            _html.Raw(" data-z=\"").Raw(ZoneOf(entry.Start)).Raw("\"");
        }
    }

    private void DatesTimesAndZone(CalendarEntry entry)
    {
        DatesAndTimes(entry);
        if (entry.AllDay is null)
        {
            _html.Raw(" ").Raw(ZoneOf(entry.Start));
        }
    }

    private void DatesAndTimes(CalendarEntry entry)
    {
        if (entry.AllDay is { } dates)
        {
            var last = dates.End.PlusDays(-1);
            _html.Date(dates.Start);
            if (last > dates.Start)
            {
                _html.Raw(" – ").Date(last);
            }

            _html.Raw(", all day");
            return;
        }

        _html.Date(Local(entry.Start).Date).Raw(", ");
        Times(entry);
    }

    private void Times(CalendarEntry entry, string between = Dash)
    {
        var (start, end) = (Local(entry.Start), Local(entry.End));
        _html.Time(start.TimeOfDay);
        if (start.Date == end.Date)
        {
            _html.Raw(between);
        }
        else
        {
            _html.Raw(" – ").Date(end.Date).Raw(", ");
        }

        _html.Time(end.TimeOfDay);
        if (!HasOneOffset(entry))
        {
            // Without it an hour that comes twice, or is missing, looks like a wrong end.
            _html.Raw(" ").Raw(ZoneOf(entry.End));
        }
    }

    private bool HasOneOffset(CalendarEntry entry) => _zone.GetUtcOffset(entry.Start) == _zone.GetUtcOffset(entry.End);

    private HtmlBuilder Days(string before, LocalDate date, LocalDate from) => _html.Raw(before).Number(Period.DaysBetween(from, date)).Raw(" ");

    private LocalDateTime Local(Instant instant) => instant.InZone(_zone).LocalDateTime;

    private Interval OffsetAt(Instant instant)
    {
        var interval = _zone.GetZoneInterval(instant);
        return new Interval(interval.HasStart ? interval.Start : null, interval.HasEnd ? interval.End : null);
    }

    private string ZoneOf(Instant instant)
    {
        if (!_offset.Contains(instant))
        {
            (_offset, _offsetText) = (OffsetAt(instant), TimeText.ZoneAt(instant, _zone));
        }

        return _offsetText;
    }

    private bool IsDone(CalendarEntry entry) => entry.State == ItemState.Confirmed && EntryTimes.AreOver(entry.AllDay, entry.End, _now, _zone);

    /// <summary>The state where it stands in words; null where the event only is, or is over.</summary>
    private static string? WrittenState(CalendarEntry entry) => entry.State == ItemState.Confirmed ? null : StateText.Short(entry.State);

    private string StateClass(CalendarEntry entry) => entry.State switch
    {
        ItemState.Pending or ItemState.Cancelling => " p",
        ItemState.Waiting => " w",
        ItemState.Unknown or ItemState.CancelUnconfirmed => " u",
        ItemState.Rejected => " r",
        ItemState.Cancelled or ItemState.Removed => " x",
        _ => IsDone(entry) ? " d" : "",
    };

    /// <summary>Whether it has letters of the blocks that Unicode gives to scripts written from right to left.</summary>
    private static bool MayRunFromRightToLeft(ReadOnlySpan<char> title) =>
        title.ContainsAnyInRange('\u0590', '\u08FF') || title.ContainsAnyInRange('\uFB1D', '\uFEFE') || title.ContainsAnyInRange('\uD802', '\uD83B');

    private static string SourceClass(CalendarEntry entry) => entry.IsRedacted ? "q" : entry.Source switch
    {
        CalendarSource.Appointment => "a",
        CalendarSource.Marketing => "m",
        _ => "c",
    };
}
