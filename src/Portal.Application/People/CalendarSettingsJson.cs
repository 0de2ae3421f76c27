using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Portal.Application.People;

/// <summary>Calendar settings as stored. An older or newer program may have written them: each member is read, and changed, by itself.</summary>
internal static class CalendarSettingsJson
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) } };

    /// <summary>The settings; a member that is missing or that this program cannot use has its default. The second zone is as stored.</summary>
    public static CalendarSettings Read(string? json)
    {
        var stored = Parse(json);
        var defaults = CalendarSettings.Default;
        var weekStart = Member(stored, nameof(CalendarSettings.WeekStart), defaults.WeekStart);
        var start = Member(stored, nameof(CalendarSettings.WorkDayStart), defaults.WorkDayStart);
        start = start is >= 0 and < 24 ? start : defaults.WorkDayStart;
        var end = Member(stored, nameof(CalendarSettings.WorkDayEnd), defaults.WorkDayEnd);
        return new CalendarSettings
        {
            WeekStart = Enum.IsDefined(weekStart) ? weekStart : defaults.WeekStart,
            WorkDayStart = start,
            WorkDayEnd = end > start && end <= 24 ? end : Math.Max(defaults.WorkDayEnd, start + 1),
            ShowsWeekNumbers = Member(stored, nameof(CalendarSettings.ShowsWeekNumbers), defaults.ShowsWeekNumbers),
            ShowsCancelled = Member(stored, nameof(CalendarSettings.ShowsCancelled), defaults.ShowsCancelled),
            SecondTimeZone = Member(stored, nameof(CalendarSettings.SecondTimeZone), defaults.SecondTimeZone),
            UsesSingleKeys = Member(stored, nameof(CalendarSettings.UsesSingleKeys), defaults.UsesSingleKeys),
        };
    }

    /// <summary>What was stored, with the members in which the two differ as they are in <paramref name="after"/>. The others stay, also those that this program does not know.</summary>
    public static string Change(string? json, CalendarSettings before, CalendarSettings after)
    {
        var stored = Parse(json);
        var old = JsonSerializer.SerializeToNode(before, Json)?.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(after, Json)?.AsObject() ?? [])
        {
            if (!JsonNode.DeepEquals(value, old?[name]))
            {
                stored[name] = value?.DeepClone();
            }
        }

        return stored.ToJsonString();
    }

    private static JsonObject Parse(string? json)
    {
        try
        {
            return (json is null ? null : JsonNode.Parse(json)) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static T Member<T>(JsonObject stored, string name, T fallback)
    {
        try
        {
            return stored[name] is { } value && value.Deserialize<T>(Json) is { } read ? read : fallback;
        }
        catch (JsonException)
        {
            return fallback;
        }
    }
}
