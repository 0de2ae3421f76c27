using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Appointments;

/// <summary><c>GET /api/v1/calendar/appointments</c> (companion 1.2): key (401), rate limit (429), query (400), user (404).</summary>
internal sealed class AppointmentsEndpoint(Care360Gate gate, AppointmentStore store, IClock clock)
{
    private static readonly ApiAnswer UserNotFound =
        ApiAnswer.Refusal(StatusCodes.Status404NotFound, Care360Texts.InvalidRequest, Care360Texts.UserNotFound);

    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context, context.RequestAborted);
        await answer.WriteToAsync(context);
    }

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (entered, refusal) = await gate.EnterCalendarAsync(context);
        if (entered is not { } organizationId)
        {
            return refusal ?? FixedAnswers.Unauthorized;
        }

        var (query, errors) = AppointmentQuery.Read(context.Request.Query);
        if (query is null)
        {
            return ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, errors);
        }

        if (query.UserEmail is { } email && !await store.HasUserAsync(organizationId, email, cancellationToken))
        {
            return UserNotFound;
        }

        var rows = await store.ListAsync(organizationId, query, clock.GetCurrentInstant(), cancellationToken);
        return ApiAnswer.Success(
            Care360Texts.AppointmentsFetched,
            rows.ConvertAll(AppointmentRules.ToAppointment),
            Care360Json.Strict.Care360DataIReadOnlyListAppointment);
    }
}
