using System.Globalization;
using System.Text.Json;
using Portal.ApiContract.Sweeppea;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Sweeppea;

/// <summary>Reads the members of a marketing event from a body and notes those of the wrong JSON type. Null is as good as absent.</summary>
internal sealed class MarketingEventShape(JsonElement body)
{
    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);

    /// <summary>Whether the body has the member, null included.</summary>
    public bool Has(string name) => Member(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>The event of the body; required texts that are absent or something else are empty.</summary>
    public NewMarketingEvent Read() => ReadChange() with
    {
        SweepstakesToken = Text("SweepstakesToken"),
        PeopleInvolved = Opaque("PeopleInvolved"),
        RepeatThisEvent = Opaque("RepeatThisEvent"),
        Notification = Opaque("Notification"),
    };

    /// <summary>As <see cref="Read"/>, what an update may change and nothing else: of the other members even a wrong type is ignored.</summary>
    public NewMarketingEvent ReadChange() => new()
    {
        EventTitle = Required("EventTitle"),
        EventStartDate = Required("EventStartDate"),
        EventEndDate = Required("EventEndDate"),
        EventDescription = Text("EventDescription"),
        EventLocation = Text("EventLocation"),
        Latitude = Degrees("Latitude"),
        Longitude = Degrees("Longitude"),
        EventUrl = Text("EventURL"),
        EventStartTime = Text("EventStartTime"),
        EventEndTime = Text("EventEndTime"),
        EventColor = Text("EventColor"),
        EventAllDay = Flag("EventAllDay"),
        EventStatus = Flag("EventStatus"),
        PrivateEvent = Flag("PrivateEvent"),
        SmsNotification = Flag("SMSNotification"),
        Completed = Flag("Completed"),
    };

    /// <summary>The first thing wrong with the event, in the contract's order; null when nothing is.</summary>
    public string? FirstError(NewMarketingEvent read)
    {
        var failures = MarketingEventRules.Validator.Validate(read).Errors;
        foreach (var name in NewMarketingEventValidator.Order)
        {
            if (failures.Find(failure => string.Equals(failure.PropertyName, name, StringComparison.Ordinal)) is { } failure)
            {
                return failure.ErrorMessage;
            }

            if (_wrong.Contains(name))
            {
                return SweeppeaTexts.Invalid(name);
            }
        }

        return null;
    }

    /// <summary>A required member of the wrong type counts as absent (rulings).</summary>
    private string Required(string name) => JsonShape.TryGetText(Member(name), out var text) ? text : NoteUnreadable(name) ?? "";

    private string? Text(string name)
    {
        var element = Member(name);
        if (JsonShape.TryGetText(element, out var text))
        {
            return text;
        }

        return element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : Note(name);
    }

    /// <summary>The documents have coordinates as text, the vendor's newer help as numbers: both are taken.</summary>
    private string? Degrees(string name)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Number } number)
        {
            return Text(name);
        }

        // A decimal's text has no exponent: JavaScript writes -1e-7 for what the documents would have as "-0.0000001".
        return number.TryGetDecimal(out var degrees) ? degrees.ToString(CultureInfo.InvariantCulture) : number.GetRawText();
    }

    private bool? Flag(string name)
    {
        switch (Member(name).ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            default:
                Note(name);
                return null;
        }
    }

    private JsonElement? Opaque(string name) =>
        Member(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } element ? element : null;

    private string? Note(string name)
    {
        _wrong.Add(name);
        return null;
    }

    /// <summary>Half of a surrogate pair: a text, but not one that can be read.</summary>
    private string? NoteUnreadable(string name) => Member(name).ValueKind == JsonValueKind.String ? "\0" : null;

    private JsonElement Member(string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var element) ? element : default;
}
