using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Text;
using Portal.ApiClient;
using Portal.ApiClient.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Care360.Users;
using Portal.Application.Booking;

namespace Portal.Web.Tests;

/// <summary>An upstream that offers what it is told to, and books unless told otherwise.</summary>
internal sealed class FakeScheduling : ICare360Api
{
    private int _slotReadings;

    public Func<ApiOutcome<IReadOnlyList<ProviderEventType>>> OnEventTypes { get; set; } = () => new ApiOutcome<IReadOnlyList<ProviderEventType>>.Accepted([]);

    /// <summary>What <see cref="OnSlots"/> lists unless told otherwise: those of the asked range.</summary>
    public IReadOnlyList<Interval> Slots { get; set; } = [];

    /// <summary>Answers instead of <see cref="Slots"/>; null for those.</summary>
    public Func<SlotQuery, Task<ApiOutcome<IReadOnlyList<ProviderSlots>>>>? OnSlots { get; set; }

    /// <summary>Answers to bookings, in order; when there is none left, it is booked.</summary>
    public ConcurrentQueue<ApiOutcome<Done>> OnSchedule { get; } = new();

    /// <summary>How often slots were asked for.</summary>
    public int SlotReadings => Volatile.Read(ref _slotReadings);

    /// <summary>Offers event types, as the service names them.</summary>
    public void Offer(params BookableEventType[] types) => OnEventTypes = () => new ApiOutcome<IReadOnlyList<ProviderEventType>>.Accepted([.. types.Select(type => new ProviderEventType
    {
        EventTypeId = type.Id,
        EventTypeName = type.Name,
        DurationMinutes = type.Minutes,
        ProviderName = type.ProviderName,
        ProviderEmail = type.ProviderEmail,
        Locations = type.Locations,
    })]);

    /// <summary>An answer with slots.</summary>
    public static ApiOutcome<IReadOnlyList<ProviderSlots>> Listed(SlotQuery query, IEnumerable<Interval> slots) => new ApiOutcome<IReadOnlyList<ProviderSlots>>.Accepted(
    [
        new ProviderSlots
        {
            ProviderName = "A provider",
            ProviderEmail = query.ProviderEmail ?? "provider@northside.example",
            EventTypeId = query.EventTypeId,
            Slots = [.. slots.Where(slot => slot.Start >= query.Start && slot.Start < query.End)
                .Select(slot => new AvailableSlot(InstantPattern.ExtendedIso.Format(slot.Start), InstantPattern.ExtendedIso.Format(slot.End)))],
        },
    ]);

    public Task<ApiOutcome<IReadOnlyList<ProviderEventType>>> ListEventTypesAsync(string organizationId, AvailabilityQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(OnEventTypes());

    public Task<ApiOutcome<IReadOnlyList<ProviderSlots>>> ListSlotsAsync(string organizationId, SlotQuery query, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _slotReadings);
        return OnSlots?.Invoke(query) ?? Task.FromResult(Listed(query, Slots));
    }

    public Task<ApiOutcome<Done>> ScheduleAppointmentAsync(
        string organizationId, ScheduleAppointmentRequest appointment, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult(OnSchedule.TryDequeue(out var answer) ? answer : new ApiOutcome<Done>.Accepted(Done.Value));

    public Task<ApiOutcome<CreatedCalendarEvent>> CreateCalendarEventAsync(
        string organizationId, Guid caseId, CalendarEventDetails calendar, string idempotencyKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<CancelledCalendarEvent>> CancelCalendarEventAsync(
        string organizationId, Guid caseId, string calendarEventId, string idempotencyKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<IReadOnlyList<Appointment>>> ListAppointmentsAsync(
        string organizationId, LocalDate firstDay, LocalDate lastDay, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<Done>> CancelAppointmentAsync(
        string organizationId, CancelAppointmentRequest cancellation, string idempotencyKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<CreatedComment>> AddCommentAsync(
        string organizationId, Guid caseId, CaseCommunication comment, IReadOnlyList<CommentUpload> attachments, string idempotencyKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiOutcome<CaseListAnswer>> ListCasesAsync(string organizationId, CaseListQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, Guid caseId, CaseParts parts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, string email, CaseParts parts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<UserListAnswer>> ListUsersAsync(string organizationId, UserListQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
