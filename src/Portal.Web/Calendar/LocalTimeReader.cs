using NodaTime;
using NodaTime.Text;
using Portal.Application.Time;

namespace Portal.Web.Calendar;

/// <summary>A wall-clock time, read from its date and time boxes.</summary>
/// <param name="Local">The wall-clock time, or null while it cannot be read.</param>
/// <param name="Resolution">What it means in the form's zone, or null while that cannot be told.</param>
/// <param name="Instant">The moment, or null while it is missing, in a gap, or undecided in an overlap.</param>
public sealed record ReadTime(LocalDateTime? Local, LocalTimeResolution? Resolution, Instant? Instant);

/// <summary>Reads date and time boxes by the rules of local time: a gap is refused with the nearest times, an overlap asks for the offset.</summary>
internal static class LocalTimeReader
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    /// <summary>Reads one time; never throws, whatever was typed. What is wrong goes to <paramref name="errors"/> by <c>{name}Date</c>, <c>{name}Time</c> or <c>{name}Offset</c>.</summary>
    public static ReadTime Read(string name, string date, string time, string? offset, DateTimeZone? zone, Dictionary<string, string> errors)
    {
        var day = LocalDatePattern.Iso.Parse(date);
        var clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time.Length > 5 ? time[..5] : time);
        if (!day.Success)
        {
            errors[$"{name}Date"] = date.Length == 0 ? $"{name} date is required." : $"{name} date must be a date, for example 2026-03-09.";
        }
        else if (day.Value.Year is < FirstYear or > LastYear)
        {
            errors[$"{name}Date"] = $"{name} date must be between the years {FirstYear} and {LastYear}.";
        }

        if (!clock.Success)
        {
            errors[$"{name}Time"] = time.Length == 0 ? $"{name} time is required." : $"{name} time must be a time, for example 14:30.";
        }

        if (errors.ContainsKey($"{name}Date") || !clock.Success)
        {
            return new ReadTime(null, null, null);
        }

        var local = day.Value + clock.Value;
        if (zone is null)
        {
            return new ReadTime(local, null, null);
        }

        var resolution = LocalTimeRules.Resolve(local, zone);
        var chosen = offset is not null && OffsetPattern.GeneralInvariant.Parse(offset) is { Success: true } parsed ? parsed.Value : (Offset?)null;
        var instant = LocalTimeRules.Resolve(local, zone, chosen);
        if (resolution is LocalTimeResolution.Never never)
        {
            errors[$"{name}Time"] =
                $"{name} time does not exist: on {TimeText.Date(local.Date)} the clocks in {zone.Id} skip it. "
                + $"The nearest times are {Describe(never.LastBefore, local)} and {Describe(never.FirstAfter, local)}.";
        }
        else if (resolution is LocalTimeResolution.Twice && instant is null)
        {
            errors[$"{name}Offset"] = $"{name} time happens twice on this day: choose which one.";
        }

        return new ReadTime(local, resolution, instant);
    }

    private static string Describe(LocalDateTime time, LocalDateTime wanted) =>
        time.Date == wanted.Date ? TimeText.Time(time.TimeOfDay) : $"{TimeText.Date(time.Date)}, {TimeText.Time(time.TimeOfDay)}";
}
