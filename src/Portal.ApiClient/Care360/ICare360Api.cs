using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Care360.Users;

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

    /// <summary>
    /// Books a slot (document 002). The answer names no id: the appointment is found again in <see cref="ListAppointmentsAsync"/>, by its tracking.
    /// Not idempotent upstream, except where the server honours <paramref name="idempotencyKey"/>.
    /// </summary>
    Task<ApiOutcome<Done>> ScheduleAppointmentAsync(
        string organizationId, ScheduleAppointmentRequest appointment, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Cancels a booked appointment (companion 1.3).</summary>
    Task<ApiOutcome<Done>> CancelAppointmentAsync(
        string organizationId, CancelAppointmentRequest cancellation, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Reads what can be booked, one entry per provider and event type (companion 1.4, without a range); empty when there is nothing.</summary>
    Task<ApiOutcome<IReadOnlyList<ProviderEventType>>> ListEventTypesAsync(string organizationId, AvailabilityQuery query, CancellationToken cancellationToken);

    /// <summary>Reads the free slots of an event type, one entry per provider (companion 1.4, with a range); an entry's slots are empty when nothing is free.</summary>
    Task<ApiOutcome<IReadOnlyList<ProviderSlots>>> ListSlotsAsync(string organizationId, SlotQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a comment to a case (document 003). Attachments are opened when the call begins and streamed; one that cannot be opened, or is known
    /// to have another length, is <see cref="ApiOutcome{T}.NeverSent"/>, one that fails while it is sent <see cref="ApiOutcome{T}.Unknown"/>.
    /// Not idempotent upstream, except where the server honours <paramref name="idempotencyKey"/>.
    /// </summary>
    Task<ApiOutcome<CreatedComment>> AddCommentAsync(
        string organizationId,
        Guid caseId,
        CaseCommunication comment,
        IReadOnlyList<CommentUpload> attachments,
        string idempotencyKey,
        CancellationToken cancellationToken);

    /// <summary>Reads one page of the organisation's cases (companion 1.5); empty when there is none.</summary>
    Task<ApiOutcome<CaseListAnswer>> ListCasesAsync(string organizationId, CaseListQuery query, CancellationToken cancellationToken);

    /// <summary>Reads a case with its comments (companion 1.6).</summary>
    Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, Guid caseId, CaseParts parts, CancellationToken cancellationToken);

    /// <summary>Reads a case by its submitter's e-mail address (companion 1.6).</summary>
    Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, string email, CaseParts parts, CancellationToken cancellationToken);

    /// <summary>Reads one page of the organisation's users (companion 1.9); empty when there is none.</summary>
    Task<ApiOutcome<UserListAnswer>> ListUsersAsync(string organizationId, UserListQuery query, CancellationToken cancellationToken);
}
