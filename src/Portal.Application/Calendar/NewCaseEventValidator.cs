using FluentValidation;
using NodaTime;
using Portal.ApiContract.Care360;

namespace Portal.Application.Calendar;

/// <summary>
/// The rules of the form and of <see cref="CalendarService.CreateEventAsync"/> alike. Paths are the record's property names;
/// codes are stable (<see cref="Codes"/>); messages name the field and are for people.
/// </summary>
public sealed class NewCaseEventValidator : AbstractValidator<NewCaseEvent>
{
    /// <summary>Longest title; the same for the form's input.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>Longest description.</summary>
    public const int MaxDescriptionLength = 4000;

    public NewCaseEventValidator(IDateTimeZoneProvider zones)
    {
        RuleFor(e => e.CaseId).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode(Codes.Required).WithMessage("Case is required.")
            .Must(IsUuid).WithErrorCode(Codes.CaseUnknown).WithMessage("Case must be chosen from the list, or be a case id.");
        RuleFor(e => e.Title).Cascade(CascadeMode.Stop)
            .Must(HasText).WithErrorCode(Codes.Required).WithMessage("Title is required.")
            .MaximumLength(MaxTitleLength).WithErrorCode(Codes.TooLong).WithMessage($"Title must be at most {MaxTitleLength} characters.");
        RuleFor(e => e.Description)
            .MaximumLength(MaxDescriptionLength).WithErrorCode(Codes.TooLong).WithMessage($"Description must be at most {MaxDescriptionLength} characters.");
        RuleFor(e => e.End)
            .Must((e, end) => end.ToUnixTimeMilliseconds() > e.Start.ToUnixTimeMilliseconds()).WithErrorCode(Codes.EndNotAfterStart).WithMessage("End must be after the start.");
        RuleFor(e => e.TimeZone).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode(Codes.Required).WithMessage("Time zone is required.")
            .Must(id => zones.GetZoneOrNull(id) is not null).WithErrorCode(Codes.ZoneUnknown)
            .WithMessage("Time zone must be chosen from the list, for example America/New_York.");
        RuleFor(e => e.MeetingLink).Cascade(CascadeMode.Stop)
            .Must(HasText).WithErrorCode(Codes.Required).WithMessage("Meeting link is required.")
            .Must(IsHttps).WithErrorCode(Codes.LinkNotHttps).WithMessage("Meeting link must be a full address that starts with https://.")
            .MaximumLength(2000).WithErrorCode(Codes.TooLong).WithMessage("Meeting link must be at most 2000 characters.");
        RuleFor(e => e.Location).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode(Codes.Required).WithMessage("Location type is required.")
            .Must(LocationTypes.All.Contains).WithErrorCode(Codes.LocationUnknown).WithMessage("Location type must be chosen from the list.");
        RuleFor(e => e.ProviderName)
            .Must(HasText).When(e => HasText(e.ProviderEmail)).WithErrorCode(Codes.ProviderIncomplete)
            .WithMessage("Provider name is required when a provider e-mail is given.");
        RuleFor(e => e.ProviderName)
            .MaximumLength(200).WithErrorCode(Codes.TooLong).WithMessage("Provider name must be at most 200 characters.");
        RuleFor(e => e.ProviderEmail).Cascade(CascadeMode.Stop)
            .Must(HasText).When(e => HasText(e.ProviderName), ApplyConditionTo.CurrentValidator).WithErrorCode(Codes.ProviderIncomplete)
            .WithMessage("Provider e-mail is required when a provider name is given.")
            .Must(IsEmail).When(e => HasText(e.ProviderEmail), ApplyConditionTo.CurrentValidator).WithErrorCode(Codes.EmailMalformed)
            .WithMessage("Provider e-mail must be an e-mail address, for example name@clinic.example.");
    }

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out _);

    private static bool IsHttps(string text) =>
        !text.Any(char.IsWhiteSpace)
        && text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0;

    private static bool IsEmail(string? text)
    {
        var parts = (text ?? "").Split('@');
        return parts is [{ Length: > 0 and <= 64 }, { Length: > 0 and <= 189 } domain]
            && !parts[0].Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && domain.Contains('.', StringComparison.Ordinal)
            && domain.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c == '-'));
    }

    /// <summary>Stable codes of the refusals.</summary>
    public static class Codes
    {
        public const string Required = "required";
        public const string TooLong = "too-long";
        public const string CaseUnknown = "case-unknown";
        public const string EndNotAfterStart = "end-not-after-start";
        public const string ZoneUnknown = "zone-unknown";
        public const string LinkNotHttps = "link-not-https";
        public const string LocationUnknown = "location-unknown";
        public const string ProviderIncomplete = "provider-incomplete";
        public const string EmailMalformed = "email-malformed";
    }
}
