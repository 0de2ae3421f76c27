using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;

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
        var query = new QueryShape(parameters);
        var needsDates = !query.Has(Care360Routes.UserEmailParameter)
            || query.Has(Care360Routes.StartDateParameter) || query.Has(Care360Routes.EndDateParameter);
        var first = query.Day(Care360Routes.StartDateParameter, needsDates);
        var last = query.Day(Care360Routes.EndDateParameter, needsDates);
        if (first > last)
        {
            query.Refuse(Care360Routes.EndDateParameter, Care360Texts.EndDateBeforeStartDate);
        }

        var email = query.Email(Care360Routes.UserEmailParameter, isRequired: false);
        return query.Errors is { } errors ? (null, errors) : (new AppointmentQuery(StartOf(first), EndOf(last), email), null);
    }

    private static Instant StartOf(LocalDate? day) => day is { } known ? known.AtMidnight().InUtc().ToInstant() : Instant.MinValue;

    private static Instant EndOf(LocalDate? day) => day is { } known && known < LastDay ? StartOf(known.PlusDays(1)) : Instant.MaxValue;
}
