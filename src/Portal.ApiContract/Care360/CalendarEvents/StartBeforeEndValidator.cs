using FluentValidation;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Care360.CalendarEvents;

/// <summary>
/// The one rule of meaning of an event's own fields: it starts before it ends. The API answers 422 for it, after the shape and the case.
/// Says nothing while either time cannot be read; that is a matter of shape.
/// </summary>
public sealed class StartBeforeEndValidator : AbstractValidator<CalendarEventDetails>
{
    public StartBeforeEndValidator() =>
        RuleFor(calendar => calendar.EndTime).Must((calendar, _) => Holds(calendar))
            .WithErrorCode(ContractErrors.StartNotBeforeEnd).WithMessage(Care360Texts.TimeValidationFailed);

    /// <summary>Compares in whole milliseconds, as both are stored. True while either time cannot be read.</summary>
    public static bool Holds(CalendarEventDetails calendar) =>
        !IsoDateTime.TryParse(calendar.StartTime, out var start) || !IsoDateTime.TryParse(calendar.EndTime, out var end) || start < end;
}
