using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using Portal.ApiClient.Http;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.ApiClient.Care360;

/// <summary>The Care360 API over HTTP. One call is one request: nothing here sends again, follows a redirect or waits.</summary>
public sealed class Care360Client(HttpClient http, IApiCredentialsSource credentials, IClock clock) : ICare360Api
{
    public Task<ApiOutcome<CreatedCalendarEvent>> CreateCalendarEventAsync(
        string organizationId, Guid caseId, CalendarEventDetails calendar, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            Post(caseId, new CreateCalendarEventRequest(CreateCalendarEventRequest.ActionName, calendar), Care360Json.Strict.CreateCalendarEventRequest, idempotencyKey),
            Care360Json.Strict.Care360DataCreatedCalendarEvent,
            created => created.Success && Guid.TryParseExact(created.CalendarEventId, "D", out _),
            cancellationToken);

    public Task<ApiOutcome<CancelledCalendarEvent>> CancelCalendarEventAsync(
        string organizationId, Guid caseId, string calendarEventId, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            Post(
                caseId,
                new CancelCalendarEventRequest(CancelCalendarEventRequest.ActionName, new CalendarEventReference(calendarEventId)),
                Care360Json.Strict.CancelCalendarEventRequest,
                idempotencyKey),
            Care360Json.Strict.Care360DataCancelledCalendarEvent,
            cancelled => cancelled.Success,
            cancellationToken);

    public Task<ApiOutcome<IReadOnlyList<Appointment>>> ListAppointmentsAsync(
        string organizationId, LocalDate firstDay, LocalDate lastDay, CancellationToken cancellationToken) =>
        SendAsync(
            organizationId,
            new ApiRequest(HttpMethod.Get, Care360Routes.AppointmentsPath(firstDay, lastDay), Content: null, IdempotencyKey: null, ApiTransport.LargestList),
            Care360Json.Strict.Care360DataIReadOnlyListAppointment,
            appointments => appointments.All(appointment => appointment is not null),
            cancellationToken);

    private static ApiRequest Post<TBody>(Guid caseId, TBody body, JsonTypeInfo<TBody> type, string idempotencyKey) =>
        new(HttpMethod.Post, Care360Routes.CasePath(caseId), new JsonRequestContent(JsonSerializer.SerializeToUtf8Bytes(body, type)), idempotencyKey, ApiTransport.LargestAnswer);

    private async Task<ApiOutcome<T>> SendAsync<T>(
        string organizationId, ApiRequest sent, JsonTypeInfo<Care360Data<T>> type, Predicate<T> isDocumented, CancellationToken cancellationToken)
        where T : class
    {
        if (FindCredentials(organizationId) is not { } found)
        {
            sent.Content?.Dispose();
            return new ApiOutcome<T>.NeverSent("The organisation has no address and key for this service.");
        }

        using var request = new HttpRequestMessage(sent.Method, AddressOf(found.BaseAddress, sent.PathAndQuery)) { Content = sent.Content };
        request.Options.Set(ApiCredentialsHandler.Credentials, found);
        if (sent.IdempotencyKey is { } key)
        {
            request.Headers.Add(Care360Routes.IdempotencyKeyHeader, key);
        }

        var exchange = await ApiTransport.SendAsync(http, request, sent.LargestAnswer, cancellationToken);
        return Care360Answers.Classify(exchange, type, isDocumented, clock.GetCurrentInstant());
    }

    private static Uri AddressOf(Uri baseAddress, string pathAndQuery) => new(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + pathAndQuery);

    private ApiCredentials? FindCredentials(string organizationId)
    {
        try
        {
            return credentials.Care360(organizationId);
        }
        catch (KeyNotFoundException)
        {
            // Taken out of the configuration between the submit and the send.
            return null;
        }
    }

    private sealed record ApiRequest(HttpMethod Method, string PathAndQuery, JsonRequestContent? Content, string? IdempotencyKey, int LargestAnswer);
}
