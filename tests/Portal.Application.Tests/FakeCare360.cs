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

namespace Portal.Application.Tests;

/// <summary>
/// An upstream that does as told, at the boundary where faults come in. It records every call, and keeps what it applied.
/// </summary>
internal sealed class FakeCare360(IClock clock) : ICare360Api
{
    public sealed record Call(string Operation, string OrganizationId, string Key, string Subject);

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Appointment>> _events = new(StringComparer.Ordinal);

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Answers to creates, in order; when there is none left, the event is made.</summary>
    public ConcurrentQueue<Func<Func<ApiOutcome<CreatedCalendarEvent>>, CancellationToken, Task<ApiOutcome<CreatedCalendarEvent>>>> OnCreate { get; } = new();

    public ConcurrentQueue<Func<Func<ApiOutcome<CancelledCalendarEvent>>, CancellationToken, Task<ApiOutcome<CancelledCalendarEvent>>>> OnCancel { get; } = new();

    public ConcurrentQueue<Func<string, CancellationToken, Task<ApiOutcome<IReadOnlyList<Appointment>>>>> OnList { get; } = new();

    public ConcurrentQueue<Func<Func<ApiOutcome<Done>>, CancellationToken, Task<ApiOutcome<Done>>>> OnSchedule { get; } = new();

    public ConcurrentQueue<ApiOutcome<Done>> OnCancelAppointment { get; } = new();

    public ConcurrentQueue<ScheduleAppointmentRequest> Scheduled { get; } = new();

    public Func<ApiOutcome<IReadOnlyList<ProviderEventType>>> OnEventTypes { get; set; } = () => new ApiOutcome<IReadOnlyList<ProviderEventType>>.Accepted([]);

    public Func<SlotQuery, ApiOutcome<IReadOnlyList<ProviderSlots>>> OnSlots { get; set; } = _ => new ApiOutcome<IReadOnlyList<ProviderSlots>>.Accepted([]);

    /// <summary>Whether the list of appointments tells the reference that they were booked with.</summary>
    public bool ListsTracking { get; set; } = true;

    public int Creates => Count("create");

    public int Cancels => Count("cancel");

    public IReadOnlyList<Appointment> EventsOf(string organizationId) => [.. Of(organizationId).Values];

    public void Answer(ApiOutcome<CreatedCalendarEvent> outcome) => OnCreate.Enqueue((_, _) => Task.FromResult(outcome));

    public void AnswerCancel(ApiOutcome<CancelledCalendarEvent> outcome) => OnCancel.Enqueue((_, _) => Task.FromResult(outcome));

    /// <summary>The next create is held until the result is given; <c>Arrived</c> tells that it came.</summary>
    public Held HoldCreate()
    {
        var held = new Held();
        OnCreate.Enqueue(async (_, _) =>
        {
            held.Arrived.SetResult();
            return await held.Answer.Task;
        });
        return held;
    }

    public void AnswerSchedule(ApiOutcome<Done> outcome) => OnSchedule.Enqueue((_, _) => Task.FromResult(outcome));

    /// <summary>Books the appointment, and loses the answer.</summary>
    public void BookAndLoseAnswer() => OnSchedule.Enqueue((apply, _) =>
    {
        apply();
        return Task.FromResult<ApiOutcome<Done>>(new ApiOutcome<Done>.Unknown("connection reset"));
    });

    /// <summary>Applies the event, and loses the answer.</summary>
    public void ApplyAndLoseAnswer() => OnCreate.Enqueue((apply, _) =>
    {
        apply();
        return Task.FromResult<ApiOutcome<CreatedCalendarEvent>>(new ApiOutcome<CreatedCalendarEvent>.Unknown("connection reset"));
    });

    public void List(string organizationId, Appointment appointment) => Of(organizationId)[appointment.Id] = appointment;

    public void Forget(string organizationId, string id) => Of(organizationId).TryRemove(id, out _);

    public Task<ApiOutcome<CreatedCalendarEvent>> CreateCalendarEventAsync(
        string organizationId, Guid caseId, CalendarEventDetails calendar, string idempotencyKey, CancellationToken cancellationToken)
    {
        Calls.Enqueue(new Call("create", organizationId, idempotencyKey, calendar.Title));
        return OnCreate.TryDequeue(out var answer) ? answer(Apply, cancellationToken) : Task.FromResult(Apply());

        ApiOutcome<CreatedCalendarEvent> Apply()
        {
            var id = Guid.NewGuid().ToString("D");
            List(organizationId, Event(id, caseId.ToString("D"), calendar));
            return new ApiOutcome<CreatedCalendarEvent>.Accepted(new CreatedCalendarEvent(true, id));
        }
    }

    public Task<ApiOutcome<CancelledCalendarEvent>> CancelCalendarEventAsync(
        string organizationId, Guid caseId, string calendarEventId, string idempotencyKey, CancellationToken cancellationToken)
    {
        Calls.Enqueue(new Call("cancel", organizationId, idempotencyKey, calendarEventId));
        return OnCancel.TryDequeue(out var answer) ? answer(Apply, cancellationToken) : Task.FromResult(Apply());

        ApiOutcome<CancelledCalendarEvent> Apply()
        {
            Forget(organizationId, calendarEventId);
            return new ApiOutcome<CancelledCalendarEvent>.Accepted(new CancelledCalendarEvent(true));
        }
    }

    public Task<ApiOutcome<IReadOnlyList<Appointment>>> ListAppointmentsAsync(
        string organizationId, LocalDate firstDay, LocalDate lastDay, CancellationToken cancellationToken)
    {
        Calls.Enqueue(new Call("list", organizationId, "", $"{firstDay:uuuu-MM-dd}/{lastDay:uuuu-MM-dd}"));
        return OnList.TryDequeue(out var answer)
            ? answer(organizationId, cancellationToken)
            : Task.FromResult<ApiOutcome<IReadOnlyList<Appointment>>>(new ApiOutcome<IReadOnlyList<Appointment>>.Accepted(EventsOf(organizationId)));
    }

    public Task<ApiOutcome<Done>> ScheduleAppointmentAsync(
        string organizationId, ScheduleAppointmentRequest appointment, string idempotencyKey, CancellationToken cancellationToken)
    {
        Calls.Enqueue(new Call("schedule", organizationId, idempotencyKey, appointment.StartTime));
        Scheduled.Enqueue(appointment);
        return OnSchedule.TryDequeue(out var answer) ? answer(Apply, cancellationToken) : Task.FromResult(Apply());

        ApiOutcome<Done> Apply()
        {
            List(organizationId, Booked(Guid.NewGuid().ToString("D"), appointment));
            return new ApiOutcome<Done>.Accepted(Done.Value);
        }
    }

    public Task<ApiOutcome<Done>> CancelAppointmentAsync(
        string organizationId, CancelAppointmentRequest cancellation, string idempotencyKey, CancellationToken cancellationToken)
    {
        Calls.Enqueue(new Call("cancel-appointment", organizationId, idempotencyKey, $"{cancellation.AppointmentId} {cancellation.Email} {cancellation.Reason}"));
        return OnCancelAppointment.TryDequeue(out var answer) ? Task.FromResult(answer) : Task.FromResult(Apply());

        ApiOutcome<Done> Apply()
        {
            Forget(organizationId, cancellation.AppointmentId);
            return new ApiOutcome<Done>.Accepted(Done.Value);
        }
    }

    public Task<ApiOutcome<IReadOnlyList<ProviderEventType>>> ListEventTypesAsync(
        string organizationId, AvailabilityQuery query, CancellationToken cancellationToken)
    {
        Calls.Enqueue(new Call("types", organizationId, "", string.Join(',', query.ProviderStates)));
        return Task.FromResult(OnEventTypes());
    }

    public Task<ApiOutcome<IReadOnlyList<ProviderSlots>>> ListSlotsAsync(string organizationId, SlotQuery query, CancellationToken cancellationToken)
    {
        Calls.Enqueue(new Call("slots", organizationId, "", $"{query.EventTypeId} {query.End - query.Start}"));
        return Task.FromResult(OnSlots(query));
    }

    public Task<ApiOutcome<CreatedComment>> AddCommentAsync(
        string organizationId,
        Guid caseId,
        CaseCommunication comment,
        IReadOnlyList<CommentUpload> attachments,
        string idempotencyKey,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<CaseListAnswer>> ListCasesAsync(string organizationId, CaseListQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, Guid caseId, CaseParts parts, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiOutcome<CaseDetail>> GetCaseAsync(string organizationId, string email, CaseParts parts, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiOutcome<UserListAnswer>> ListUsersAsync(string organizationId, UserListQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>A custom event as upstream lists it.</summary>
    public Appointment Event(string id, string caseId, CalendarEventDetails calendar) => new()
    {
        Id = id,
        CreatedAt = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()),
        UpdatedAt = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()),
        Title = calendar.Title,
        Start = calendar.StartTime,
        End = calendar.EndTime,
        Description = calendar.Description,
        AgentName = calendar.AgentName,
        Status = "CONFIRMED",
        MeetingDetails = new MeetingDetails { TimeZone = calendar.TimeZone, MeetingLink = calendar.MeetingLink, Location = calendar.Location },
        Case = new AppointmentCase { Id = caseId, Title = "Case of " + caseId[..4], ShortId = "C-" + caseId[..4] },
    };

    /// <summary>An appointment of half an hour as upstream lists it.</summary>
    public Appointment Booked(string id, ScheduleAppointmentRequest request) => new()
    {
        Id = id,
        CreatedAt = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()),
        UpdatedAt = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()),
        Title = "Initial consultation",
        Start = request.StartTime,
        End = InstantPattern.ExtendedIso.Format(InstantPattern.ExtendedIso.Parse(request.StartTime).Value + Duration.FromMinutes(30)),
        AgentName = "calendly",
        Status = "CONFIRMED",
        MeetingDetails = new MeetingDetails
        {
            TimeZone = request.TimeZone,
            Location = request.Location,
            ProviderName = "Dr. Maya Okafor",
            ProviderEmail = "maya.okafor@northside.example",
            Tracking = ListsTracking ? new MeetingTracking { SalesforceUuid = request.Tracking?.SalesforceUuid } : null,
        },
    };

    public int Count(string operation) => Calls.Count(c => string.Equals(c.Operation, operation, StringComparison.Ordinal));

    private ConcurrentDictionary<string, Appointment> Of(string organizationId) =>
        _events.GetOrAdd(organizationId, _ => new ConcurrentDictionary<string, Appointment>(StringComparer.Ordinal));

    internal sealed class Held
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<ApiOutcome<CreatedCalendarEvent>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
