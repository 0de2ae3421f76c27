using FluentValidation;
using FluentValidation.Results;
using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Validation;
using Portal.Application.Calendar;

namespace Portal.Application.Booking;

/// <summary>
/// The rules of the wizard and of <see cref="BookingService.BookAsync"/> alike: the contract's own validator, and what the portal asks beyond it.
/// Paths are the record's property names, of <see cref="BookingSource"/> without its own; codes are those of <see cref="ContractErrors"/> and
/// <see cref="NewCaseEventValidator.Codes"/>; messages name the field and are for people.
/// </summary>
public sealed class NewAppointmentValidator : AbstractValidator<NewAppointment>
{
    /// <summary>Code of a start that has passed.</summary>
    public const string StartInPast = "StartInPast";

    private const int MaxNameLength = 200;

    private static readonly ScheduleAppointmentRequestValidator Shape = new();

    /// <summary>The fields in the order of the wizard, by their paths; the contract's paths end with the same name.</summary>
    private static readonly List<(string Path, string Label)> Fields =
    [
        (nameof(ScheduleAppointmentRequest.EventTypeId), "Event type"), (nameof(NewAppointment.Start), "Time"), (nameof(NewAppointment.Email), "E-mail"),
        (nameof(NewAppointment.FirstName), "First name"), (nameof(NewAppointment.LastName), "Last name"), (nameof(NewAppointment.TimeZone), "Time zone"),
        (nameof(NewAppointment.CaseId), "Case"), (nameof(NewAppointment.Location), "Location type"), (nameof(BookingSource.UtmCampaign), "Campaign"),
        (nameof(BookingSource.UtmSource), "Source"), (nameof(BookingSource.UtmMedium), "Medium"), (nameof(BookingSource.UtmContent), "Content"),
        (nameof(BookingSource.UtmTerm), "Term"), (nameof(BookingSource.SalesforceUuid), "Salesforce id"),
    ];

    /// <param name="zones">The tzdb in use; it may be newer than the contract's, never older.</param>
    /// <param name="clock">What has passed cannot be booked.</param>
    public NewAppointmentValidator(IDateTimeZoneProvider zones, IClock clock)
    {
        RuleFor(a => a.Start).Must(start => start > clock.GetCurrentInstant())
            .WithErrorCode(StartInPast).WithMessage("Time has passed: choose a later one.");
        RuleFor(a => a.FirstName).MaximumLength(MaxNameLength)
            .WithErrorCode(NewCaseEventValidator.Codes.TooLong).WithMessage($"First name must be at most {MaxNameLength} characters.");
        RuleFor(a => a.LastName).MaximumLength(MaxNameLength)
            .WithErrorCode(NewCaseEventValidator.Codes.TooLong).WithMessage($"Last name must be at most {MaxNameLength} characters.");
        RuleFor(a => a.TimeZone).Must(id => string.IsNullOrEmpty(id) || zones.GetZoneOrNull(id) is not null)
            .WithErrorCode(ContractErrors.InvalidTimeZone).WithMessage(Text(ContractErrors.InvalidTimeZone, "Time zone"));
        RuleFor(a => a.CaseId).Must(id => id is null || Guid.TryParseExact(id, "D", out _))
            .WithErrorCode(NewCaseEventValidator.Codes.CaseUnknown).WithMessage("Case must be chosen from the list, or be a case id, or be left empty.");
        RuleFor(a => a.Location).Must((a, location) => string.IsNullOrEmpty(location) || a.EventType.Id.Length == 0 || a.EventType.Locations.Contains(location, StringComparer.Ordinal))
            .WithErrorCode(ContractErrors.InvalidLocation).WithMessage("Location type is not offered for this event type: choose another.");
        RuleFor(a => a.Tracking.UtmCampaign).Tracked("Campaign");
        RuleFor(a => a.Tracking.UtmSource).Tracked("Source");
        RuleFor(a => a.Tracking.UtmMedium).Tracked("Medium");
        RuleFor(a => a.Tracking.UtmContent).Tracked("Content");
        RuleFor(a => a.Tracking.UtmTerm).Tracked("Term");
        RuleFor(a => a.Tracking.SalesforceUuid).Tracked("Salesforce id");
    }

    public override ValidationResult Validate(ValidationContext<NewAppointment> context) => WithContract(base.Validate(context), context.InstanceToValidate);

    public override async Task<ValidationResult> ValidateAsync(ValidationContext<NewAppointment> context, CancellationToken cancellation = default) =>
        WithContract(await base.ValidateAsync(context, cancellation), context.InstanceToValidate);

    /// <summary>The field that a refusal of the service names, by the contract's name of it; null when it names none.</summary>
    internal static string? PathOf(string contractName)
    {
        var name = contractName[(contractName.LastIndexOf('.') + 1)..];
        return string.Equals(name, nameof(ScheduleAppointmentRequest.StartTime), StringComparison.OrdinalIgnoreCase)
            ? nameof(NewAppointment.Start)
            : Fields.Find(field => string.Equals(field.Path, name, StringComparison.OrdinalIgnoreCase)).Path;
    }

    /// <summary>Adds what the contract refuses, for the fields that nothing was said of yet. Failures are in the order of the wizard's fields.</summary>
    private static ValidationResult WithContract(ValidationResult result, NewAppointment entered)
    {
        foreach (var failure in result.Errors)
        {
            failure.PropertyName = PathOf(failure.PropertyName) ?? failure.PropertyName;
        }

        foreach (var failure in Shape.Validate(AppointmentRequests.ToRequest(entered, reference: "")).Errors)
        {
            var path = PathOf(failure.PropertyName) ?? failure.PropertyName;
            if (!result.Errors.Exists(known => string.Equals(known.PropertyName, path, StringComparison.Ordinal)))
            {
                result.Errors.Add(new ValidationFailure(path, Text(failure.ErrorCode, Fields.Find(f => string.Equals(f.Path, path, StringComparison.Ordinal)).Label)) { ErrorCode = failure.ErrorCode });
            }
        }

        result.Errors.Sort((first, second) => IndexOf(first).CompareTo(IndexOf(second)));
        return result;

        static int IndexOf(ValidationFailure failure) => Fields.FindIndex(field => string.Equals(field.Path, failure.PropertyName, StringComparison.Ordinal));
    }

    /// <summary>The contract's codes in words.</summary>
    private static string Text(string code, string label) => code switch
    {
        ContractErrors.Required => $"{label} is required.",
        ContractErrors.InvalidCharacters => $"{label} holds a character that cannot be stored.",
        ContractErrors.InvalidTimeZone => $"{label} must be chosen from the list, for example America/New_York.",
        ContractErrors.InvalidLocation => $"{label} must be chosen.",
        ContractErrors.InvalidEmail => $"{label} must be an e-mail address, for example name@clinic.example.",
        _ => $"{label} is not valid.",
    };
}

file static class TrackingRule
{
    private const int MaxTrackingLength = 500;

    public static void Tracked(this IRuleBuilder<NewAppointment, string?> rule, string label) => rule.MaximumLength(MaxTrackingLength)
        .WithErrorCode(NewCaseEventValidator.Codes.TooLong).WithMessage($"{label} must be at most {MaxTrackingLength} characters.");
}
