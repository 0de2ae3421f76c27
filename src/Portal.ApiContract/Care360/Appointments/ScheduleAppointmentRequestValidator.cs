using FluentValidation;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Care360.Appointments;

/// <summary>
/// The shape of a booking (document 002): one rule per field, in documented order, each failure with a stable code of
/// <see cref="ContractErrors"/> and the API's own text. Whether the slot is free, only the API knows.
/// </summary>
public sealed class ScheduleAppointmentRequestValidator : AbstractValidator<ScheduleAppointmentRequest>
{
    private static readonly AppointmentTracking Untracked = new();

    public ScheduleAppointmentRequestValidator()
    {
        RuleFor(request => request.EventTypeId).RequiredText(ContractTexts.EmptyString).Storable();
        RuleFor(request => request.StartTime).RequiredText(ContractTexts.InvalidIsoDateTime)
            .OfForm(IsInstant, ContractErrors.InvalidIsoDateTime, ContractTexts.InvalidIsoDateTime);
        RuleFor(request => request.Email).RequiredText(ContractTexts.InvalidEmail)
            .OfForm(ContractFormats.IsEmail, ContractErrors.InvalidEmail, ContractTexts.InvalidEmail);
        RuleFor(request => request.FirstName).Storable();
        RuleFor(request => request.LastName).Storable();
        RuleFor(request => request.TimeZone).RequiredText(ContractTexts.InvalidTimeZone)
            .OfForm(ContractFormats.IsTimeZone, ContractErrors.InvalidTimeZone, ContractTexts.InvalidTimeZone);
        RuleFor(request => request.Location).RequiredText(ContractTexts.InvalidLocation)
            .OfForm(LocationTypes.All.Contains, ContractErrors.InvalidLocation, ContractTexts.InvalidLocation);
        RuleFor(request => Of(request).UtmCampaign).Storable().OverridePropertyName("Tracking.UtmCampaign");
        RuleFor(request => Of(request).UtmSource).Storable().OverridePropertyName("Tracking.UtmSource");
        RuleFor(request => Of(request).UtmMedium).Storable().OverridePropertyName("Tracking.UtmMedium");
        RuleFor(request => Of(request).UtmContent).Storable().OverridePropertyName("Tracking.UtmContent");
        RuleFor(request => Of(request).UtmTerm).Storable().OverridePropertyName("Tracking.UtmTerm");
        RuleFor(request => Of(request).SalesforceUuid).Storable().OverridePropertyName("Tracking.SalesforceUuid");
    }

    private static AppointmentTracking Of(ScheduleAppointmentRequest request) => request.Tracking ?? Untracked;

    private static bool IsInstant(string text) => IsoDateTime.TryParse(text, out _);
}
