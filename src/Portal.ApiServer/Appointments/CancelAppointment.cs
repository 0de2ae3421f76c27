using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Webhooks;

namespace Portal.ApiServer.Appointments;

/// <summary><c>POST /api/v1/calendar/appointments/cancel</c> (companion 1.3). An appointment of somebody else, by organisation or by e-mail address, is not found.</summary>
internal sealed class CancelAppointment(CalendarWrites requests, IdempotentWrites writes, WebhookSignal webhooks, IClock clock)
{
    private static readonly ApiAnswer Cancelled = ApiAnswer.Success(Care360Texts.AppointmentCancelled);
    private static readonly ApiAnswer NotFound = FixedAnswers.Invalid(Care360Texts.AppointmentNotFound);
    private static readonly ApiAnswer AlreadyCancelled = FixedAnswers.Invalid(Care360Texts.AppointmentAlreadyCancelled);

    public async Task HandleAsync(HttpContext context)
    {
        await requests.HandleAsync(context, AnswerAsync);
        webhooks.Wake();
    }

    private async Task<ApiAnswer> AnswerAsync(CalendarWrite request, CancellationToken cancellationToken)
    {
        var (cancel, errors) = BookingRules.ReadCancel(request.Body);
        return cancel is not null
            ? await writes.RunAsync(
                request.OrganizationId,
                request.Idempotency,
                async write => AnswerOf(await BookingStore.CancelAsync(write, request.OrganizationId, cancel, clock.GetCurrentInstant())),
                cancellationToken)
            : ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, errors);
    }

    private static ApiAnswer AnswerOf(AppointmentCancelResult result) => result switch
    {
        AppointmentCancelResult.Cancelled => Cancelled,
        AppointmentCancelResult.NotFound => NotFound,
        AppointmentCancelResult.AlreadyCancelled => AlreadyCancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
