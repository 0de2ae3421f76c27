using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Validation;

namespace Portal.ApiServer.Appointments;

/// <summary>Which appointments are asked for (companion 1.2).</summary>
/// <param name="From">Inclusive; what ends at or before it does not overlap.</param>
/// <param name="Before">Exclusive.</param>
/// <param name="UserEmail">Lower-case; null for everybody's.</param>
internal sealed record AppointmentQuery(Instant From, Instant Before, string? UserEmail)
{
    private static readonly LocalDate LastDay = new(9999, 12, 31);

    /// <summary>
    /// Reads the query string: both dates or neither, neither only with <c>user_email</c>. Days are UTC, both inclusive [I: companion 1.2].
    /// Otherwise every error as <c>path, text</c>, in documented order, joined by <c>; </c>.
    /// </summary>
    public static (AppointmentQuery? Query, string? Errors) Read(IQueryCollection parameters)
    {
        var errors = new List<string>();
        var needsDates = !parameters.ContainsKey(Care360Routes.UserEmailParameter)
            || parameters.ContainsKey(Care360Routes.StartDateParameter) || parameters.ContainsKey(Care360Routes.EndDateParameter);
        var first = needsDates ? ReadDay(parameters, Care360Routes.StartDateParameter, errors) : null;
        var last = needsDates ? ReadDay(parameters, Care360Routes.EndDateParameter, errors) : null;
        if (first > last)
        {
            errors.Add($"{Care360Routes.EndDateParameter}, {Care360Texts.EndDateBeforeStartDate}");
        }

        var email = ReadEmail(parameters, errors);
        return errors.Count > 0
            ? (null, string.Join("; ", errors))
            : (new AppointmentQuery(StartOf(first), EndOf(last), email), null);
    }

    private static LocalDate? ReadDay(IQueryCollection parameters, string name, List<string> errors)
    {
        if (ReadText(parameters, name, errors) is not { } text)
        {
            return null;
        }

        // The pattern alone would also take years beyond four digits and negative ones.
        if (text.Length == "uuuu-MM-dd".Length && char.IsAsciiDigit(text[0]) && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: > 0 } day })
        {
            return day;
        }

        errors.Add($"{name}, {Care360Texts.InvalidIsoDate}");
        return null;
    }

    private static string? ReadEmail(IQueryCollection parameters, List<string> errors)
    {
        const string Name = Care360Routes.UserEmailParameter;
        if (!parameters.ContainsKey(Name) || ReadText(parameters, Name, errors) is not { } text)
        {
            return null;
        }

        if (ContractFormats.IsEmail(text))
        {
            return text.ToLowerInvariant();
        }

        errors.Add($"{Name}, {ContractTexts.InvalidEmail}");
        return null;
    }

    private static string? ReadText(IQueryCollection parameters, string name, List<string> errors)
    {
        var values = parameters[name];
        if (values is [{ } text])
        {
            return text;
        }

        errors.Add($"{name}, {ContractTexts.WrongType("string", values.Count == 0 ? "undefined" : "array")}");
        return null;
    }

    private static Instant StartOf(LocalDate? day) => day is { } known ? known.AtMidnight().InUtc().ToInstant() : Instant.MinValue;

    private static Instant EndOf(LocalDate? day) => day is { } known && known < LastDay ? StartOf(known.PlusDays(1)) : Instant.MaxValue;
}
