using System.Globalization;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>The words of the grid.</summary>
internal static class GridText
{
    /// <summary>The full date on which an event starts.</summary>
    public static string Date(CalendarItem item, DateTimeZone zone) => TimeText.DateInFull(item.Start.InZone(zone).Date);

    /// <summary>Start and end, the end with its date when that is another one.</summary>
    public static string Times(CalendarItem item, DateTimeZone zone)
    {
        var start = item.Start.InZone(zone);
        var end = item.End.InZone(zone);
        return start.Date == end.Date
            ? $"{TimeText.Time(start.TimeOfDay)}–{TimeText.Time(end.TimeOfDay)}"
            : $"{TimeText.Time(start.TimeOfDay)} – {TimeText.Date(end.Date)}, {TimeText.Time(end.TimeOfDay)}";
    }

    /// <summary>A number for a style attribute, with a point whatever the server's culture.</summary>
    public static string Css(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>"3 events", "1 event", "no events".</summary>
    public static string Count(int events) => events switch
    {
        0 => "no events",
        1 => "1 event",
        _ => string.Create(CultureInfo.InvariantCulture, $"{events} events"),
    };
}
