using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Scheduling;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.Appointments;

/// <summary>
/// <c>POST /api/v1/calendar/appointments</c> (document 002): shape (400), event type (400), location (400), slot (400). Of two callers for
/// one slot, also of different processes, the database lets one through; the other's answer is the same as for a slot that is not offered.
/// </summary>
internal sealed class ScheduleAppointment(CalendarWrites requests, IdempotentWrites writes, WebhookSignal webhooks, IClock clock)
{
    private static readonly ApiAnswer Scheduled = ApiAnswer.Success(Care360Texts.AppointmentScheduled);
    private static readonly ApiAnswer EventTypeNotFound = FixedAnswers.Invalid(Care360Texts.EventTypeNotFound);
    private static readonly ApiAnswer LocationNotOffered = FixedAnswers.Invalid(Care360Texts.LocationNotOffered);
    private static readonly ApiAnswer SlotNotAvailable = FixedAnswers.Invalid(Care360Texts.SlotNotAvailable);

    public async Task HandleAsync(HttpContext context)
    {
        await requests.HandleAsync(context, AnswerAsync);
        webhooks.Wake();
    }

    private async Task<ApiAnswer> AnswerAsync(CalendarWrite request, CancellationToken cancellationToken)
    {
        var (booking, errors) = BookingRules.ReadSchedule(request.Body);
        return booking is not null && IsoDateTime.TryParse(booking.StartTime, out var start)
            ? await writes.RunAsync(
                request.OrganizationId,
                request.Idempotency,
                write => BookAsync(write, request.OrganizationId, booking, start),
                cancellationToken)
            : ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, errors);
    }

    private async Task<ApiAnswer> BookAsync(WriteTransaction write, string organizationId, ScheduleAppointmentRequest booking, Instant start)
    {
        if (await EventTypeStore.FindAsync(write, organizationId, booking.EventTypeId) is not { } eventType)
        {
            return EventTypeNotFound;
        }

        if (!eventType.Locations.Contains(booking.Location, StringComparer.Ordinal))
        {
            return LocationNotOffered;
        }

        var now = clock.GetCurrentInstant();
        return await FindSlotAsync(write, organizationId, eventType, start, now) is { } slot
            && await BookingStore.TryAddAsync(write, new NewAppointment(organizationId, eventType, booking, slot, now))
                ? Scheduled
                : SlotNotAvailable;
    }

    private static async Task<Interval?> FindSlotAsync(WriteTransaction write, string organizationId, EventType eventType, Instant start, Instant now)
    {
        // Without anything busy first: a time that is no slot at all costs no look-up.
        if (SlotRules.FreeSlotAt(eventType, start, [], now) is not { } slot)
        {
            return null;
        }

        var busy = await EventTypeStore.ListBusyAsync(
            write.Connection, write.Transaction, organizationId, eventType.ProviderEmail, eventType.BusyAround(slot));
        return SlotRules.FreeSlotAt(eventType, start, busy, now);
    }
}
