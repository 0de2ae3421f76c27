using FluentValidation;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Care360.CalendarEvents;

/// <summary>
/// The shape of a custom event (document 000): one rule per field, in documented order, each failure with a stable code of
/// <see cref="ContractErrors"/> and the API's own text. Start before end is a matter of meaning, see <see cref="StartBeforeEndValidator"/>.
/// </summary>
public sealed class CalendarEventDetailsValidator : AbstractValidator<CalendarEventDetails>
{
    public CalendarEventDetailsValidator()
    {
        RuleFor(calendar => calendar.Title).RequiredText(ContractTexts.EmptyString).Storable();
        RuleFor(calendar => calendar.AgentName).RequiredText(ContractTexts.InvalidAgent)
            .OfForm(IsCustom, ContractErrors.InvalidAgent, ContractTexts.InvalidAgent);
        RuleFor(calendar => calendar.Description).Storable();
        RuleFor(calendar => calendar.StartTime).RequiredText(ContractTexts.InvalidIsoDateTime)
            .OfForm(IsInstant, ContractErrors.InvalidIsoDateTime, ContractTexts.InvalidIsoDateTime);
        RuleFor(calendar => calendar.EndTime).RequiredText(ContractTexts.InvalidIsoDateTime)
            .OfForm(IsInstant, ContractErrors.InvalidIsoDateTime, ContractTexts.InvalidIsoDateTime);
        RuleFor(calendar => calendar.TimeZone).RequiredText(ContractTexts.InvalidTimeZone)
            .OfForm(ContractFormats.IsTimeZone, ContractErrors.InvalidTimeZone, ContractTexts.InvalidTimeZone);
        RuleFor(calendar => calendar.MeetingLink).RequiredText(ContractTexts.InvalidUrl)
            .OfForm(ContractFormats.IsHttpUrl, ContractErrors.InvalidUrl, ContractTexts.InvalidUrl);
        RuleFor(calendar => calendar.Location).RequiredText(ContractTexts.InvalidLocation)
            .OfForm(LocationTypes.All.Contains, ContractErrors.InvalidLocation, ContractTexts.InvalidLocation);
        When(
            calendar => calendar.Provider is not null,
            () =>
            {
                RuleFor(calendar => EmailOf(calendar)).RequiredText(ContractTexts.InvalidEmail)
                    .OfForm(ContractFormats.IsEmail, ContractErrors.InvalidEmail, ContractTexts.InvalidEmail)
                    .OverridePropertyName("Provider.Email");
                RuleFor(calendar => NameOf(calendar)).RequiredText(ContractTexts.EmptyString).Storable()
                    .OverridePropertyName("Provider.Name");
            });
    }

    private static string? EmailOf(CalendarEventDetails calendar) => calendar.Provider?.Email;

    private static string? NameOf(CalendarEventDetails calendar) => calendar.Provider?.Name;

    private static bool IsCustom(string agent) => string.Equals(agent, CalendarEventDetails.CustomAgent, StringComparison.Ordinal);

    private static bool IsInstant(string text) => IsoDateTime.TryParse(text, out _);
}
