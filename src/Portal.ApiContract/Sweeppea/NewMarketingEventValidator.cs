using System.Globalization;
using System.Text.Json;
using FluentValidation;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Sweeppea;

/// <summary>
/// The shape of a marketing event (document 004, rulings): each failure has the member's own name, a stable code of <see cref="ContractErrors"/> and
/// the API's text. Whether it starts in the future and ends after its start is a matter of meaning, and of a clock.
/// </summary>
public sealed class NewMarketingEventValidator : AbstractValidator<NewMarketingEvent>
{
    /// <summary>Every member that is checked, required ones first, then in documented order, which is the order in which errors are told.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        "EventTitle", "EventStartDate", "EventEndDate", "EventDescription", "EventLocation", "Latitude", "Longitude", "EventURL", "EventStartTime", "EventEndTime",
        "EventColor", "EventAllDay", "EventStatus", "PrivateEvent", "SMSNotification", "Completed", "SweepstakesToken", "PeopleInvolved", "RepeatThisEvent", "Notification",
    ];

    public NewMarketingEventValidator()
    {
        RuleFor(e => e.EventTitle).Cascade(CascadeMode.Stop).Must(HasText).WithErrorCode(ContractErrors.Required).WithMessage(SweeppeaTexts.Required("EventTitle"))
            .Must(IsStorable).WithErrorCode(ContractErrors.InvalidCharacters).WithMessage(SweeppeaTexts.Invalid("EventTitle"));
        RuleFor(e => e.EventStartDate).Cascade(CascadeMode.Stop).Must(HasText).WithErrorCode(ContractErrors.Required).WithMessage(SweeppeaTexts.Required("EventStartDate"))
            .Must(IsDate).WithErrorCode(ContractErrors.InvalidIsoDate).WithMessage(SweeppeaTexts.Invalid("EventStartDate"));
        RuleFor(e => e.EventEndDate).Cascade(CascadeMode.Stop).Must(HasText).WithErrorCode(ContractErrors.Required).WithMessage(SweeppeaTexts.Required("EventEndDate"))
            .Must(IsDate).WithErrorCode(ContractErrors.InvalidIsoDate).WithMessage(SweeppeaTexts.Invalid("EventEndDate"));
        Optional(e => e.EventDescription, "EventDescription", _ => true, ContractErrors.InvalidCharacters);
        Optional(e => e.EventLocation, "EventLocation", _ => true, ContractErrors.InvalidCharacters);
        Optional(e => e.Latitude, "Latitude", text => IsDegrees(text, 90), ContractErrors.InvalidCoordinate);
        Optional(e => e.Longitude, "Longitude", text => IsDegrees(text, 180), ContractErrors.InvalidCoordinate);
        RuleFor(e => e.Latitude).Must((e, latitude) => latitude is not null || e.Longitude is null)
            .WithErrorCode(ContractErrors.InvalidCoordinate).WithMessage(SweeppeaTexts.Invalid("Latitude"));
        RuleFor(e => e.Longitude).Must((e, longitude) => longitude is not null || e.Latitude is null)
            .WithErrorCode(ContractErrors.InvalidCoordinate).WithMessage(SweeppeaTexts.Invalid("Longitude"));
        Optional(e => e.EventUrl, "EventURL", ContractFormats.IsHttpUrl, ContractErrors.InvalidUrl);
        Optional(e => e.EventStartTime, "EventStartTime", IsTime, ContractErrors.InvalidTimeOfDay);
        Optional(e => e.EventEndTime, "EventEndTime", IsTime, ContractErrors.InvalidTimeOfDay);
        Optional(e => e.EventColor, "EventColor", IsColor, ContractErrors.InvalidColor);
        Optional(e => e.SweepstakesToken, "SweepstakesToken", _ => true, ContractErrors.InvalidCharacters);
        Opaque(e => e.PeopleInvolved, "PeopleInvolved", JsonValueKind.Array);
        Opaque(e => e.RepeatThisEvent, "RepeatThisEvent", JsonValueKind.Object);
        Opaque(e => e.Notification, "Notification", JsonValueKind.Object);
    }

    /// <summary>Half of a surrogate pair parses and cannot be written: stored, it would break every answer that holds it.</summary>
    private static bool IsWritable(JsonElement json)
    {
        using var writer = new Utf8JsonWriter(Stream.Null);
        try
        {
            json.WriteTo(writer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool HasText(string? text) => !string.IsNullOrEmpty(text);

    private static bool IsStorable(string? text) => text is not null && ContractFormats.IsStorable(text);

    private static bool IsDate(string? text) => text is not null && MarketingEventTimes.TryParseDate(text, out _);

    private static bool IsTime(string text) => MarketingEventTimes.TryParseTime(text, out _);

    private static bool IsColor(string text) => text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);

    private static bool IsDegrees(string text, double limit) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees)
        && Math.Abs(degrees) <= limit;

    private void Optional(
        System.Linq.Expressions.Expression<Func<NewMarketingEvent, string?>> member, string name, Func<string, bool> isValid, string code) =>
        RuleFor(member).Must(text => text is null || (ContractFormats.IsStorable(text) && isValid(text)))
            .WithErrorCode(code).WithMessage(SweeppeaTexts.Invalid(name)).OverridePropertyName(name);

    private void Opaque(System.Linq.Expressions.Expression<Func<NewMarketingEvent, JsonElement?>> member, string name, JsonValueKind kind) =>
        RuleFor(member).Must(json => json is not { } given || (given.ValueKind == kind && IsWritable(given)))
            .WithErrorCode(ContractErrors.InvalidKind).WithMessage(SweeppeaTexts.Invalid(name)).OverridePropertyName(name);
}
