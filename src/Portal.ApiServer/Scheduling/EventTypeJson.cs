using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Validation;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Scheduling;

/// <summary>
/// Reads one event type of an import. Members, all in snake case as in the table: <c>id</c>, <c>provider_email</c>, <c>provider_name</c>,
/// <c>provider_time_zone</c>, <c>provider_states</c>, <c>name</c>, <c>duration_minutes</c>, <c>locations</c>, <c>weekly_hours</c>;
/// and, optional, <c>calendly_link</c>, <c>slot_interval_minutes</c> (the duration), <c>buffer_before_minutes</c> (0),
/// <c>buffer_after_minutes</c> (0), <c>minimum_notice_minutes</c> (0), <c>horizon_days</c> (60), <c>exceptions</c> (none).
/// </summary>
/// <param name="members">The JSON of the event type; anything but an object is refused.</param>
internal sealed class EventTypeJson(JsonElement members)
{
    private const int LongestText = 255;
    private const int MinutesOfDay = 24 * 60;
    private const int MinutesOfYear = 366 * MinutesOfDay;
    private const int LongestHorizon = 730;
    private const int StandardHorizon = 60;

    private static readonly FrozenSet<string> Names = new[]
    {
        "id", "provider_email", "provider_name", "provider_time_zone", "provider_states", "name", "calendly_link", "duration_minutes",
        "slot_interval_minutes", "buffer_before_minutes", "buffer_after_minutes", "minimum_notice_minutes", "horizon_days", "locations",
        "weekly_hours", "exceptions",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly List<string> _errors = [];

    /// <summary>The event type; otherwise every error as <c>field, text</c>, in the order of the table.</summary>
    public (EventType? EventType, IReadOnlyList<string> Errors) Read()
    {
        if (members.ValueKind != JsonValueKind.Object)
        {
            return (null, ["expected an object"]);
        }

        // A mistyped optional name would otherwise silently leave the standard in force.
        _errors.AddRange(members.EnumerateObject().Where(member => !Names.Contains(member.Name)).Select(member => $"{member.Name}, unknown field"));
        var read = ReadFields();
        return _errors.Count == 0 ? (read, []) : (null, _errors);
    }

    private EventType ReadFields()
    {
        var duration = 0;
        return new EventType
        {
            Id = Text("id", text => text.Length <= LongestText, $"expected at most {LongestText.ToString(CultureInfo.InvariantCulture)} characters"),
            ProviderEmail = Text("provider_email", ContractFormats.IsEmail, ContractTexts.InvalidEmail).ToLowerInvariant(),
            ProviderName = Text("provider_name", _ => true, ""),
            Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(
                Text("provider_time_zone", ContractFormats.IsTimeZone, ContractTexts.InvalidTimeZone)) ?? DateTimeZone.Utc,
            ProviderStates = Texts("provider_states", UsStates.IsCode, Care360Texts.InvalidState),
            Name = Text("name", _ => true, ""),
            CalendlyLink = Has("calendly_link") ? Text("calendly_link", ContractFormats.IsHttpUrl, ContractTexts.InvalidUrl) : null,
            Length = Duration.FromMinutes(duration = Number("duration_minutes", null, 1, MinutesOfDay)),
            SlotInterval = Duration.FromMinutes(Number("slot_interval_minutes", duration, 1, MinutesOfDay)),
            BufferBefore = Duration.FromMinutes(Number("buffer_before_minutes", 0, 0, MinutesOfDay)),
            BufferAfter = Duration.FromMinutes(Number("buffer_after_minutes", 0, 0, MinutesOfDay)),
            MinimumNotice = Duration.FromMinutes(Number("minimum_notice_minutes", 0, 0, MinutesOfYear)),
            HorizonDays = Number("horizon_days", StandardHorizon, 0, LongestHorizon),
            Locations = Texts("locations", LocationTypes.All.Contains, ContractTexts.InvalidLocation),
            Hours = ReadHours(),
        };
    }

    private WorkingHours ReadHours()
    {
        var weekly = WorkingHoursJson.ReadWeekly(Member("weekly_hours"), out var problem);
        if (weekly is null)
        {
            Refuse("weekly_hours", problem);
        }

        if (!Has("exceptions"))
        {
            return new WorkingHours(weekly ?? FrozenDictionary<IsoDayOfWeek, IReadOnlyList<TimeWindow>>.Empty, FrozenDictionary<LocalDate, IReadOnlyList<TimeWindow>>.Empty);
        }

        var exceptions = WorkingHoursJson.ReadExceptions(Member("exceptions"), out problem);
        if (exceptions is null)
        {
            Refuse("exceptions", problem);
        }

        return new WorkingHours(
            weekly ?? FrozenDictionary<IsoDayOfWeek, IReadOnlyList<TimeWindow>>.Empty,
            exceptions ?? FrozenDictionary<LocalDate, IReadOnlyList<TimeWindow>>.Empty);
    }

    private string Text(string name, Func<string, bool> isValid, string problem)
    {
        if (!JsonShape.TryGetText(Member(name), out var text) || text.Length == 0 || !ContractFormats.IsStorable(text))
        {
            Refuse(name, "expected a text");
            return "";
        }

        if (!isValid(text))
        {
            Refuse(name, problem);
        }

        return text;
    }

    /// <summary>A list with at least one member, without repetitions.</summary>
    private List<string> Texts(string name, Func<string, bool> isValid, string problem)
    {
        var element = Member(name);
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() == 0)
        {
            Refuse(name, "expected a list with at least one text");
            return [];
        }

        var texts = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            if (!JsonShape.TryGetText(item, out var text) || !isValid(text))
            {
                Refuse(name, problem);
                return [];
            }

            texts.Add(text);
        }

        return [.. texts.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A whole number in the range, both ends inclusive; the standard when absent, if there is one.</summary>
    private int Number(string name, int? standard, int least, int largest)
    {
        if (standard is { } value && !Has(name))
        {
            return value;
        }

        var element = Member(name);
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= least && number <= largest)
        {
            return number;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {least} to {largest}"));
        return least;
    }

    private bool Has(string name) => Member(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    private JsonElement Member(string name) => members.TryGetProperty(name, out var element) ? element : default;

    private void Refuse(string name, string text) => _errors.Add($"{name}, {text}");
}
