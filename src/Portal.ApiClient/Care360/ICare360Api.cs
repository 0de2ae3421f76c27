using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.ApiClient.Care360;

/// <summary>The Care360 API, with the credentials of the organisation named in each call. No call is ever re-sent by this layer.</summary>
public interface ICare360Api
{
    /// <summary>Creates a custom event (document 000). Not idempotent upstream, except where the server honours <paramref name="idempotencyKey"/>.</summary>
    Task<ApiOutcome<CreatedCalendarEvent>> CreateCalendarEventAsync(
        string organizationId, Guid caseId, CalendarEventDetails calendar, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Cancels a custom event (document 001). Safe to repeat: a repeated cancel is <see cref="ApiOutcome{T}.Refused"/> with "already been cancelled".</summary>
    Task<ApiOutcome<CancelledCalendarEvent>> CancelCalendarEventAsync(
        string organizationId, Guid caseId, string calendarEventId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// Reads what overlaps the days from <paramref name="firstDay"/> to <paramref name="lastDay"/>, both inclusive, in UTC (companion 1.2).
    /// Only what is not deleted and has not ended, by end ascending; empty when there is nothing.
    /// </summary>
    Task<ApiOutcome<IReadOnlyList<Appointment>>> ListAppointmentsAsync(
        string organizationId, LocalDate firstDay, LocalDate lastDay, CancellationToken cancellationToken);
}
