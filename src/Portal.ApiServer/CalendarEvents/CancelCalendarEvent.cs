using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Webhooks;

namespace Portal.ApiServer.CalendarEvents;

/// <summary><c>CANCEL_CALENDAR_EVENT</c> (document 001).</summary>
internal sealed class CancelCalendarEvent(IdempotentWrites writes, WebhookSignal webhooks, IClock clock) : ICaseAction
{
    private static readonly ApiAnswer Cancelled = ApiAnswer.Success(
        Care360Texts.EventCancelled, new CancelledCalendarEvent(Success: true), Care360Json.Strict.Care360DataCancelledCalendarEvent);

    private static readonly ApiAnswer InvalidId = FixedAnswers.Invalid(Care360Texts.InvalidEventId);
    private static readonly ApiAnswer EventNotFound = FixedAnswers.Invalid(Care360Texts.EventNotFound);
    private static readonly ApiAnswer NotCustom = FixedAnswers.Invalid(Care360Texts.EventNotCustom);
    private static readonly ApiAnswer AlreadyCancelled = FixedAnswers.Invalid(Care360Texts.EventAlreadyCancelled);

    public string Name => CancelCalendarEventRequest.ActionName;

    public async Task<ApiAnswer> HandleAsync(CaseActionRequest request, CancellationToken cancellationToken)
    {
        if (CalendarEventRules.ReadEventId(request.Body) is not { } eventId)
        {
            return InvalidId;
        }

        if (request.CaseId is not { } caseId)
        {
            return FixedAnswers.CaseNotFound;
        }

        var answer = await writes.RunAsync(
            request.OrganizationId,
            request.Idempotency,
            async write => AnswerOf(await CalendarEventStore.CancelAsync(write, request.OrganizationId, caseId, eventId, clock.GetCurrentInstant())),
            cancellationToken);
        webhooks.Wake();
        return answer;
    }

    private static ApiAnswer AnswerOf(CancelResult result) => result switch
    {
        CancelResult.Cancelled => Cancelled,
        CancelResult.CaseNotFound => FixedAnswers.CaseNotFound,
        CancelResult.EventNotFound => EventNotFound,
        CancelResult.NotCustom => NotCustom,
        CancelResult.AlreadyCancelled => AlreadyCancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
