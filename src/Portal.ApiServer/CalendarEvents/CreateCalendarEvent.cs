using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.CalendarEvents;

/// <summary><c>CREATE_CALENDAR_EVENT</c> (document 000).</summary>
internal sealed class CreateCalendarEvent(Database database, IdempotentWrites writes, WebhookSignal webhooks, IClock clock) : ICaseAction
{
    public string Name => CreateCalendarEventRequest.ActionName;

    public async Task<ApiAnswer> HandleAsync(CaseActionRequest request, CancellationToken cancellationToken)
    {
        var (details, errors) = CalendarEventRules.ReadDetails(request.Body);
        if (details is null)
        {
            return ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidParameters, errors);
        }

        if (request.CaseId is not { } caseId)
        {
            return FixedAnswers.CaseNotFound;
        }

        return CalendarEventRules.TimesOf(details) is { } times
            ? await CreateAsync(request, caseId, details, times, cancellationToken)
            : await writes.RunAsync(request.OrganizationId, request.Idempotency, write => RefuseTimesAsync(write, request, caseId), cancellationToken);
    }

    private async Task<ApiAnswer> CreateAsync(
        CaseActionRequest request, string caseId, CalendarEventDetails details, Interval times, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("D");
        var added = new NewCalendarEvent(request.OrganizationId, caseId, id, details, times, clock.GetCurrentInstant());
        var answer = ApiAnswer.Success(
            Care360Texts.EventCreated, new CreatedCalendarEvent(Success: true, id), Care360Json.Strict.Care360DataCreatedCalendarEvent);
        var given = await writes.RunAsync(
            request.OrganizationId,
            request.Idempotency,
            async (key, cancelled) => await CalendarEventStore.TryAddAsync(database, added, key, answer, cancelled) ? answer : null,
            write => AddAsync(write, added, answer, isKeyed: request.Idempotency is not null),
            cancellationToken);
        webhooks.Wake();
        return given;
    }

    /// <summary>Under a key the fast path has done nothing: there is no such case, or the key is in force.</summary>
    private static async Task<ApiAnswer> AddAsync(WriteTransaction write, NewCalendarEvent added, ApiAnswer answer, bool isKeyed)
    {
        if (!isKeyed)
        {
            return await CalendarEventStore.TryAddAsync(write, added) ? answer : FixedAnswers.CaseNotFound;
        }

        return await CalendarEventStore.HasCaseAsync(write, added.OrganizationId, added.CaseId) ? throw new KeyTakenException() : FixedAnswers.CaseNotFound;
    }

    /// <summary>The case is checked before the meaning, so a wrong case is 404 also with wrong times.</summary>
    private static async Task<ApiAnswer> RefuseTimesAsync(WriteTransaction write, CaseActionRequest request, string caseId) =>
        await CalendarEventStore.HasCaseAsync(write, request.OrganizationId, caseId) ? FixedAnswers.TimeValidationFailed : FixedAnswers.CaseNotFound;
}
