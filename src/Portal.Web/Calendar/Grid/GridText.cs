using System.Globalization;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>The words of the grid.</summary>
internal static class GridText
{
    /// <summary>What a screen reader says of an event: title, full date, times, zone and state.</summary>
    public static string Name(CalendarItem item, DateTimeZone zone)
    {
        var start = item.Start.InZone(zone);
        var end = item.End.InZone(zone);
        var last = start.Date == end.Date ? TimeText.Time(end.TimeOfDay) : $"{TimeText.DateInFull(end.Date)}, {TimeText.Time(end.TimeOfDay)}";
        return $"{item.Title}, {TimeText.DateInFull(start.Date)}, {TimeText.Time(start.TimeOfDay)} to {last}, {TimeText.ZoneAt(item.Start, zone)}, {StateText.Short(item.State)}";
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
