using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using NodaTime;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Validation;

namespace Portal.Application.Calendar;

/// <summary>
/// The rules of the form and of <see cref="CalendarService.CreateEventAsync"/> alike: the contract's own validators, and what the portal asks
/// beyond them. Paths are the record's property names; codes are those of <see cref="ContractErrors"/> and <see cref="Codes"/>; messages name
/// the field and are for people.
/// </summary>
public sealed class NewCaseEventValidator : AbstractValidator<NewCaseEvent>
{
    /// <summary>Longest title.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>Longest description.</summary>
    public const int MaxDescriptionLength = 4000;

    private const int MaxNameLength = 200;
    private const int MaxLinkLength = 2000;

    private static readonly List<string> FieldOrder =
    [
        nameof(NewCaseEvent.CaseId), nameof(NewCaseEvent.Title), nameof(NewCaseEvent.Description), nameof(NewCaseEvent.Start), nameof(NewCaseEvent.End),
        nameof(NewCaseEvent.TimeZone), nameof(NewCaseEvent.MeetingLink), nameof(NewCaseEvent.Location), nameof(NewCaseEvent.ProviderName),
        nameof(NewCaseEvent.ProviderEmail),
    ];

    private static readonly CalendarEventDetailsValidator Shape = new();
    private static readonly StartBeforeEndValidator Meaning = new();

    /// <summary>The contract's property names, as the form and its messages call the fields.</summary>
    private static readonly Dictionary<string, (string Path, string Label)> Fields = new(StringComparer.Ordinal)
    {
        [nameof(CalendarEventDetails.Title)] = (nameof(NewCaseEvent.Title), "Title"),
        [nameof(CalendarEventDetails.Description)] = (nameof(NewCaseEvent.Description), "Description"),
        [nameof(CalendarEventDetails.StartTime)] = (nameof(NewCaseEvent.Start), "Start"),
        [nameof(CalendarEventDetails.EndTime)] = (nameof(NewCaseEvent.End), "End"),
        [nameof(CalendarEventDetails.TimeZone)] = (nameof(NewCaseEvent.TimeZone), "Time zone"),
        [nameof(CalendarEventDetails.MeetingLink)] = (nameof(NewCaseEvent.MeetingLink), "Meeting link"),
        [nameof(CalendarEventDetails.Location)] = (nameof(NewCaseEvent.Location), "Location type"),
        ["Provider.Email"] = (nameof(NewCaseEvent.ProviderEmail), "Provider e-mail"),
        ["Provider.Name"] = (nameof(NewCaseEvent.ProviderName), "Provider name"),
    };

    /// <param name="zones">The tzdb in use; it may be newer than the contract's, never older.</param>
    public NewCaseEventValidator(IDateTimeZoneProvider zones)
    {
        RuleFor(e => e.CaseId).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode(ContractErrors.Required).WithMessage("Case is required.")
            .Must(IsUuid).WithErrorCode(Codes.CaseUnknown).WithMessage("Case must be chosen from the list, or be a case id.");
        RuleFor(e => e.Title).Cascade(CascadeMode.Stop)
            .Must(HasText).WithErrorCode(ContractErrors.Required).WithMessage("Title is required.")
            .MaximumLength(MaxTitleLength).WithErrorCode(Codes.TooLong).WithMessage($"Title must be at most {MaxTitleLength} characters.");
        RuleFor(e => e.Description)
            .MaximumLength(MaxDescriptionLength).WithErrorCode(Codes.TooLong).WithMessage($"Description must be at most {MaxDescriptionLength} characters.");
        RuleFor(e => e.TimeZone).Must(id => string.IsNullOrEmpty(id) || zones.GetZoneOrNull(id) is not null)
            .WithErrorCode(ContractErrors.InvalidTimeZone).WithMessage(Text(ContractErrors.InvalidTimeZone, "Time zone"));
        RuleFor(e => e.MeetingLink).Cascade(CascadeMode.Stop)
            .Must(link => string.IsNullOrEmpty(link) || IsHttpsWithoutCredentials(link))
            .WithErrorCode(ContractErrors.InvalidUrl).WithMessage(Text(ContractErrors.InvalidUrl, "Meeting link"))
            .MaximumLength(MaxLinkLength).WithErrorCode(Codes.TooLong).WithMessage($"Meeting link must be at most {MaxLinkLength} characters.");
        RuleFor(e => e.ProviderName).Cascade(CascadeMode.Stop)
            .Must((e, name) => HasText(name) || !HasText(e.ProviderEmail)).WithErrorCode(Codes.ProviderIncomplete)
            .WithMessage("Provider name is required when a provider e-mail is given.")
            .MaximumLength(MaxNameLength).WithErrorCode(Codes.TooLong).WithMessage($"Provider name must be at most {MaxNameLength} characters.");
        RuleFor(e => e.ProviderEmail)
            .Must((e, email) => HasText(email) || !HasText(e.ProviderName)).WithErrorCode(Codes.ProviderIncomplete)
            .WithMessage("Provider e-mail is required when a provider name is given.");
    }

    public override ValidationResult Validate(ValidationContext<NewCaseEvent> context) =>
        WithContract(base.Validate(context), context.InstanceToValidate);

    public override async Task<ValidationResult> ValidateAsync(ValidationContext<NewCaseEvent> context, CancellationToken cancellation = default) =>
        WithContract(await base.ValidateAsync(context, cancellation), context.InstanceToValidate);

    /// <summary>Adds what the contract refuses, for the fields that nothing was said of yet. Failures are in the order of the form's fields.</summary>
    private static ValidationResult WithContract(ValidationResult result, NewCaseEvent entered)
    {
        var details = CaseEventRequests.ToDetails(entered);
        foreach (var failure in Shape.Validate(details).Errors.Concat(Meaning.Validate(details).Errors))
        {
            var (path, label) = Fields.TryGetValue(failure.PropertyName, out var field) ? field : (failure.PropertyName, failure.PropertyName);
            if (!result.Errors.Exists(known => string.Equals(known.PropertyName, path, StringComparison.Ordinal)))
            {
                result.Errors.Add(new ValidationFailure(path, Text(failure.ErrorCode, label)) { ErrorCode = failure.ErrorCode });
            }
        }

        result.Errors.Sort((first, second) => FieldOrder.IndexOf(first.PropertyName).CompareTo(FieldOrder.IndexOf(second.PropertyName)));
        return result;
    }

    /// <summary>Something that people can see: white space, control and invisible characters alone are not a text.</summary>
    private static bool HasText(string? text) =>
        text is not null && text.Any(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format));

    private static bool IsHttpsWithoutCredentials(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address is { Scheme: "https", UserInfo: "" };

    private static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out _);

    /// <summary>The one map from the contract's codes to texts for people.</summary>
    private static string Text(string code, string label) => code switch
    {
        ContractErrors.Required => $"{label} is required.",
        ContractErrors.InvalidCharacters => $"{label} holds a character that cannot be stored.",
        ContractErrors.InvalidTimeZone => $"{label} must be chosen from the list, for example America/New_York.",
        ContractErrors.InvalidUrl => $"{label} must be a full address that starts with https://.",
        ContractErrors.InvalidLocation => $"{label} must be chosen from the list.",
        ContractErrors.InvalidEmail => $"{label} must be an e-mail address, for example name@clinic.example.",
        ContractErrors.StartNotBeforeEnd => $"{label} must be after the start.",
        _ => $"{label} is not valid.",
    };

    /// <summary>Codes of what the portal asks beyond the contract.</summary>
    public static class Codes
    {
        public const string TooLong = "TooLong";
        public const string CaseUnknown = "CaseUnknown";
        public const string ProviderIncomplete = "ProviderIncomplete";
    }
}
