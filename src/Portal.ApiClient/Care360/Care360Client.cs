using NodaTime;
using Portal.ApiClient.Http;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Care360.Users;

namespace Portal.ApiClient.Care360;

/// <summary>The Care360 API over HTTP. One call is one request: nothing here sends again, follows a redirect or waits.</summary>
public sealed class Care360Client(HttpClient http, IApiCredentialsSource credentials, IClock clock) : ICare360Api
{
    private static readonly Care360Json Json = Care360Json.Strict;

    public Task<ApiOutcome<CreatedCalendarEvent>> CreateCalendarEventAsync(
        string organizationId, Guid caseId, CalendarEventDetails calendar, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Write(
                HttpMethod.Post,
                Care360Routes.CasePath(caseId),
                new CreateCalendarEventRequest(CreateCalendarEventRequest.ActionName, calendar),
                Json.CreateCalendarEventRequest,
                idempotencyKey),
            Care360Answers.DataReader(Json.Care360DataCreatedCalendarEvent, created => created.Success && IsUuid(created.CalendarEventId)),
            cancellationToken);

    public Task<ApiOutcome<CancelledCalendarEvent>> CancelCalendarEventAsync(
        string organizationId, Guid caseId, string calendarEventId, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Write(
                HttpMethod.Post,
                Care360Routes.CasePath(caseId),
                new CancelCalendarEventRequest(CancelCalendarEventRequest.ActionName, new CalendarEventReference(calendarEventId)),
                Json.CancelCalendarEventRequest,
                idempotencyKey),
            Care360Answers.DataReader(Json.Care360DataCancelledCalendarEvent, cancelled => cancelled.Success),
            cancellationToken);

    public Task<ApiOutcome<IReadOnlyList<Appointment>>> ListAppointmentsAsync(
        string organizationId, LocalDate firstDay, LocalDate lastDay, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Get(Care360Routes.AppointmentsPath(firstDay, lastDay), ApiTransport.LargestList),
            Care360Answers.DataReader(Json.Care360DataIReadOnlyListAppointment, HasNoNull),
            cancellationToken);

    public Task<ApiOutcome<Done>> ScheduleAppointmentAsync(
        string organizationId, ScheduleAppointmentRequest appointment, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Write(HttpMethod.Post, Care360Routes.Appointments, appointment, Json.ScheduleAppointmentRequest, idempotencyKey),
            Care360Answers.ReadDone,
            cancellationToken);

    public Task<ApiOutcome<Done>> CancelAppointmentAsync(
        string organizationId, CancelAppointmentRequest cancellation, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Write(HttpMethod.Post, Care360Routes.AppointmentCancel, cancellation, Json.CancelAppointmentRequest, idempotencyKey),
            Care360Answers.ReadDone,
            cancellationToken);

    public Task<ApiOutcome<IReadOnlyList<ProviderEventType>>> ListEventTypesAsync(
        string organizationId, AvailabilityQuery query, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Get(Care360Routes.EventTypesPath(query), ApiTransport.LargestList),
            Care360Answers.DataReader(Json.Care360DataIReadOnlyListProviderEventType, HasNoNull),
            cancellationToken);

    public Task<ApiOutcome<IReadOnlyList<ProviderSlots>>> ListSlotsAsync(string organizationId, SlotQuery query, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Get(Care360Routes.SlotsPath(query), ApiTransport.LargestList),
            Care360Answers.DataReader(Json.Care360DataIReadOnlyListProviderSlots, providers => HasNoNull(providers) && providers.All(p => HasNoNull(p.Slots))),
            cancellationToken);

    public Task<ApiOutcome<CreatedComment>> AddCommentAsync(
        string organizationId,
        Guid caseId,
        CaseCommunication comment,
        IReadOnlyList<CommentUpload> attachments,
        string idempotencyKey,
        CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            new ApiRequest(
                HttpMethod.Post, Care360Routes.CasePath(caseId), new CommentContent(comment, attachments), idempotencyKey, ApiTransport.LargestAnswer),
            Care360Answers.DataReader(Json.Care360DataCreatedComment, created => IsUuid(created.CommentId)),
            cancellationToken);

    public Task<ApiOutcome<CaseListAnswer>> ListCasesAsync(string organizationId, CaseListQuery query, CancellationToken cancellationToken) =>
        SendAsync(organizationId, ApiRequest.Get(Care360Routes.CasesPath(query), ApiTransport.LargestList), Care360Answers.ReadCases, cancellationToken);

    public Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, Guid caseId, CaseParts parts, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Get(Care360Routes.CaseDetailPath(caseId, parts), ApiTransport.LargestList),
            answered => Care360Answers.ReadCase(answered) is { } found && Guid.TryParse(found.Id, out var id) && id == caseId ? found : null,
            cancellationToken);

    public Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, string email, CaseParts parts, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId, ApiRequest.Get(Care360Routes.CaseDetailPath(email, parts), ApiTransport.LargestList), Care360Answers.ReadCase, cancellationToken);

    public Task<ApiOutcome<UserListAnswer>> ListUsersAsync(string organizationId, UserListQuery query, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            ApiRequest.Get(Care360Routes.UsersPath(query), ApiTransport.LargestList),
            answered => Care360Answers.ReadBare(answered, Json.UserListAnswer, users => HasNoNull(users.Data)),
            cancellationToken);

    private static bool IsUuid(string id) => Guid.TryParseExact(id, "D", out _);

    private static bool HasNoNull<T>(IReadOnlyList<T> list) => list.All(member => member is not null);

    private async Task<ApiOutcome<T>> SendAsync<T>(
        string organizationId, ApiRequest request, Func<ApiExchange.Answered, T?> readAccepted, CancellationToken cancellationToken)
        where T : class =>
        Care360Answers.Classify(
            await ApiSender.SendAsync(http, request, credentials.Care360, organizationId, cancellationToken), readAccepted, clock.GetCurrentInstant());
}
