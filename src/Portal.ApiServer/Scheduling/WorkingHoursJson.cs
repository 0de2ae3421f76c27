using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Portal.ApiServer.Scheduling;

/// <summary>
/// Working hours as JSON, in the import and in the database alike: <c>{"monday":["09:00-12:00","13:00-17:00"]}</c> by weekday and
/// <c>[{"date":"2026-12-24","hours":[]}]</c> by date.
/// </summary>
internal static class WorkingHoursJson
{
    private const int MinutesOfDay = 24 * 60;

    private static readonly FrozenDictionary<string, IsoDayOfWeek> Weekdays = Enum.GetValues<IsoDayOfWeek>()
        .Where(day => day != IsoDayOfWeek.None)
        .ToFrozenDictionary(day => day.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>The weekly hours; null, with what is wrong, when they are none.</summary>
    public static IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<TimeWindow>>? ReadWeekly(JsonElement element, out string problem)
    {
        problem = "expected an object of weekdays, each with a list of windows";
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<TimeWindow>>();
        foreach (var member in element.EnumerateObject())
        {
            if (!Weekdays.TryGetValue(member.Name, out var day))
            {
                problem = $"expected weekdays from monday to sunday, received {member.Name}";
                return null;
            }

            if (ReadWindows(member.Value, out problem) is not { } windows)
            {
                problem = $"{member.Name}: {problem}";
                return null;
            }

            weekly[day] = windows;
        }

        return weekly;
    }

    /// <summary>The exceptions; null, with what is wrong, when they are none.</summary>
    public static IReadOnlyDictionary<LocalDate, IReadOnlyList<TimeWindow>>? ReadExceptions(JsonElement element, out string problem)
    {
        problem = "expected a list of dates, each with a list of hours";
        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var exceptions = new Dictionary<LocalDate, IReadOnlyList<TimeWindow>>();
        foreach (var item in element.EnumerateArray())
        {
            if (ReadDate(item) is not { } date)
            {
                problem = "expected a date such as 2026-12-24";
                return null;
            }

            if (!item.TryGetProperty("hours", out var hours) || ReadWindows(hours, out problem) is not { } windows)
            {
                problem = $"{LocalDatePattern.Iso.Format(date)}: {problem}";
                return null;
            }

            if (!exceptions.TryAdd(date, windows))
            {
                problem = $"{LocalDatePattern.Iso.Format(date)} is there twice";
                return null;
            }
        }

        return exceptions;
    }

    /// <summary>The weekly hours and the exceptions as they are read back.</summary>
    public static (string Weekly, string Exceptions) Write(WorkingHours hours)
    {
        var weekly = new JsonObject(hours.Weekly.OrderBy(day => day.Key)
            .Select(day => KeyValuePair.Create(day.Key.ToString().ToLowerInvariant(), (JsonNode?)ToJson(day.Value))));
        var exceptions = new JsonArray([.. hours.Exceptions.OrderBy(exception => exception.Key)
            .Select(exception => new JsonObject { ["date"] = LocalDatePattern.Iso.Format(exception.Key), ["hours"] = ToJson(exception.Value) })]);
        return (weekly.ToJsonString(), exceptions.ToJsonString());
    }

    private static LocalDate? ReadDate(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("date", out var date) && date.ValueKind == JsonValueKind.String
        && LocalDatePattern.Iso.Parse(date.GetString() ?? "") is { Success: true } parsed
            ? parsed.Value
            : null;

    /// <summary>The windows of one day, in order and apart; two that only touch are apart.</summary>
    private static List<TimeWindow>? ReadWindows(JsonElement element, out string problem)
    {
        problem = "expected a list of windows such as 09:00-17:00";
        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var windows = new List<TimeWindow>();
        foreach (var item in element.EnumerateArray())
        {
            if (ReadWindow(item) is not { } window)
            {
                return null;
            }

            windows.Add(window);
        }

        windows.Sort((one, other) => one.StartMinute.CompareTo(other.StartMinute));
        problem = "expected windows that do not overlap";
        return windows.Zip(windows.Skip(1)).Any(pair => pair.First.EndMinute > pair.Second.StartMinute) ? null : windows;
    }

    private static TimeWindow? ReadWindow(JsonElement item) =>
        item.ValueKind == JsonValueKind.String && item.GetString()?.Split('-') is [var start, var end]
        && MinuteOf(start) is { } startMinute && MinuteOf(end) is { } endMinute && startMinute < endMinute
            ? new TimeWindow(startMinute, endMinute)
            : null;

    /// <summary><c>HH:mm</c>, 24:00 included.</summary>
    private static int? MinuteOf(string text)
    {
        if (text is not [_, _, ':', _, _]
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute))
        {
            return null;
        }

        var total = (hour * 60) + minute;
        return minute < 60 && total <= MinutesOfDay ? total : null;
    }

    private static JsonArray ToJson(IReadOnlyList<TimeWindow> windows) =>
        new([.. windows.Select(window => JsonValue.Create($"{Format(window.StartMinute)}-{Format(window.EndMinute)}"))]);

    private static string Format(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
