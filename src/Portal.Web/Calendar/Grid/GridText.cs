using System.Globalization;
using NodaTime;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>The words and numbers of the grid.</summary>
public static class GridText
{
    /// <summary>A number for a style attribute, with a point whatever the server's culture.</summary>
    public static string Css(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>"3 events", "1 event", "no events".</summary>
    public static string Count(int events) => events switch
    {
        0 => "no events",
        1 => "1 event",
        _ => string.Create(CultureInfo.InvariantCulture, $"{events} events"),
    };

    /// <summary>A weekday's first letters.</summary>
    public static string Weekday(LocalDate date) => date.ToString("ddd", CultureInfo.InvariantCulture);

    /// <summary>What a day is not as others are: its length, or that its midnight is missing; null for an ordinary day.</summary>
    public static string? Irregularity(ZonedDay day) =>
        !day.Exists ? "No such date"
        : day.IsRegular() ? null
        : day.Length.TotalHours is 24 ? "Clocks change"
        : $"{Css(day.Length.TotalHours)}-hour day";

    /// <summary>The wall-clock time, with its offset where the same time comes twice.</summary>
    public static string Hour(ZonedDateTime hour) => hour.Zone.MapLocal(hour.LocalDateTime).Count > 1
        ? $"{TimeText.Time(hour.TimeOfDay)} {TimeText.Of(hour.Offset)}"
        : TimeText.Time(hour.TimeOfDay);

    /// <summary>Whether the day has 24 hours from midnight to midnight and no clock change: the shared axis fits it.</summary>
    public static bool IsRegular(this ZonedDay day) =>
        day.Exists && day.Length == Duration.FromHours(24)
        && day.Zone.GetUtcOffset(day.Start) == day.Zone.GetUtcOffset(day.End - Duration.Epsilon)
        && day.Start.InZone(day.Zone).TimeOfDay == LocalTime.Midnight;
}
