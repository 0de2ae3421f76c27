using FluentValidation;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Care360.Appointments;

/// <summary>The shape of an appointment's cancel (companion 1.3): one rule per field, in documented order, as <see cref="ScheduleAppointmentRequestValidator"/>.</summary>
public sealed class CancelAppointmentRequestValidator : AbstractValidator<CancelAppointmentRequest>
{
    public CancelAppointmentRequestValidator()
    {
        RuleFor(request => request.Email).RequiredText(ContractTexts.InvalidEmail)
            .OfForm(ContractFormats.IsEmail, ContractErrors.InvalidEmail, ContractTexts.InvalidEmail);
        RuleFor(request => request.AppointmentId).RequiredText(ContractTexts.EmptyString).Storable();
        RuleFor(request => request.Reason).Storable();
    }
}
