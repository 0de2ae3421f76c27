using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Portal.Application.Time;

/// <summary>Dates, times and zones in words. English and 24 hours, the same for everyone, so that two people who talk about a time read the same text.</summary>
public static class TimeText
{
    private static readonly LocalDatePattern LongDate = LocalDatePattern.Create("ddd d MMM yyyy", CultureInfo.InvariantCulture);
    private static readonly LocalDatePattern FullDate = LocalDatePattern.Create("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);
    private static readonly LocalTimePattern HourAndMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>For example "Mon 16 Nov 2026".</summary>
    public static string Date(LocalDate date) => LongDate.Format(date);

    /// <summary>For example "Monday, 16 November 2026".</summary>
    public static string DateInFull(LocalDate date) => FullDate.Format(date);

    /// <summary>For example "14:05".</summary>
    public static string Time(LocalTime time) => HourAndMinute.Format(time);

    /// <summary>For example "UTC−5", "UTC+5:45" or "UTC".</summary>
    public static string Of(Offset offset)
    {
        if (offset == Offset.Zero)
        {
            return "UTC";
        }

        var minutes = Math.Abs(offset.Seconds) / 60;
        var sign = offset.Seconds < 0 ? '−' : '+';
        return minutes % 60 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{minutes / 60}")
            : string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{minutes / 60}:{minutes % 60:00}");
    }

    /// <summary>Abbreviation and offset in force at an instant, for example "EST (UTC−5)"; the offset alone where the zone has no letters.</summary>
    public static string ZoneAt(Instant instant, DateTimeZone zone)
    {
        var interval = zone.GetZoneInterval(instant);
        var offset = Of(interval.WallOffset);
        return interval.Name.Length > 0 && char.IsLetter(interval.Name[0]) && !string.Equals(interval.Name, offset, StringComparison.Ordinal)
            ? $"{interval.Name} ({offset})"
            : offset;
    }

    /// <summary>
    /// A range with its zone, for example "Mon 16 Nov 2026, 14:00–15:00 EST (UTC−5)". The second date is there when it differs, and both
    /// zones are when the offset changes in between.
    /// </summary>
    public static string Range(Instant start, Instant end, DateTimeZone zone)
    {
        var from = start.InZone(zone);
        var to = end.InZone(zone);
        var startZone = ZoneAt(start, zone);
        var endZone = ZoneAt(end, zone);
        var first = $"{Date(from.Date)}, {Time(from.TimeOfDay)}";
        var second = from.Date == to.Date ? Time(to.TimeOfDay) : $"{Date(to.Date)}, {Time(to.TimeOfDay)}";
        var dash = from.Date == to.Date && string.Equals(startZone, endZone, StringComparison.Ordinal) ? "–" : " – ";
        return string.Equals(startZone, endZone, StringComparison.Ordinal)
            ? $"{first}{dash}{second} {endZone}"
            : $"{first} {startZone} – {second} {endZone}";
    }

    /// <summary>How long ago, in the largest unit that fits: "just now", "5 min ago", "3 h ago", "2 days ago".</summary>
    public static string Ago(Duration age) =>
        age < Duration.FromMinutes(1) ? "just now"
        : age < Duration.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min ago")
        : age < Duration.FromDays(1) ? string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h ago")
        : age < Duration.FromDays(2) ? "1 day ago"
        : string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} days ago");
}
