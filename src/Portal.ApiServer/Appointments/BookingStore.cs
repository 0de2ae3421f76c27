using Dapper;
using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Webhooks;
using Portal.ApiServer.Scheduling;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.Appointments;

/// <summary>What became of an appointment's cancel.</summary>
internal enum AppointmentCancelResult
{
    Cancelled,
    NotFound,
    AlreadyCancelled,
}

/// <summary>An appointment to be booked: a valid request and a slot of its event type that was free a moment ago.</summary>
internal sealed record NewAppointment(string OrganizationId, EventType EventType, ScheduleAppointmentRequest Request, Interval Slot, Instant Now);

/// <summary>Books and cancels appointments. One is a calendar event of the agent <see cref="Agent"/> and, beside it, its booking.</summary>
internal static class BookingStore
{
    public const string Agent = "calendly";

    /// <summary>
    /// Books an appointment, in the newest case that its invitee submitted and that is not archived, if there is one. False, with nothing
    /// inserted, when the provider's other appointments leave no room: the first of several that overlap is kept, whoever decides it.
    /// </summary>
    /// <remarks>
    /// The database refuses an overlap silently (ON CONFLICT DO NOTHING) instead of by an error: the transaction goes on, so the refusal is
    /// stored under the idempotency key like every answer, and PostgreSQL makes waiting insertions give way instead of deadlocking.
    /// </remarks>
    public static async Task<bool> TryAddAsync(WriteTransaction write, NewAppointment added)
    {
        var id = Guid.NewGuid().ToString("D");
        if (await AddBookingAsync(write, id, added) == 0)
        {
            return false;
        }

        await AddEventAsync(write, id, added);
        await WebhookOutbox.AddForStoredEventAsync(write, added.OrganizationId, WebhookEvents.CalendarEventCreated, id, added.Now);
        return true;
    }

    /// <summary>Cancels the appointment that the invitee's address belongs to, once, and frees its slot: of concurrent calls exactly one is <see cref="AppointmentCancelResult.Cancelled"/>.</summary>
    public static async Task<AppointmentCancelResult> CancelAsync(
        WriteTransaction write, string organizationId, CancelAppointmentRequest cancel, Instant now)
    {
        var parameters = new
        {
            organizationId,
            eventId = cancel.AppointmentId.ToLowerInvariant(),
            email = cancel.Email.ToLowerInvariant(),
            reason = cancel.Reason,
            now,
        };
        var cancelled = await write.Connection.ExecuteAsync(
            """
            UPDATE appointments SET is_cancelled = TRUE, cancel_reason = @reason
            WHERE organization_id = @organizationId AND event_id = @eventId AND invitee_email = @email AND is_cancelled = FALSE
            """,
            parameters,
            write.Transaction);
        if (cancelled == 1)
        {
            await write.Connection.ExecuteAsync(
                "UPDATE calendar_events SET is_deleted = TRUE, updated_at = @now WHERE organization_id = @organizationId AND id = @eventId",
                parameters,
                write.Transaction);
            await WebhookOutbox.AddForStoredEventAsync(write, organizationId, WebhookEvents.CalendarEventCancelled, parameters.eventId, now);
            return AppointmentCancelResult.Cancelled;
        }

        return await write.Connection.ExecuteScalarAsync<bool>(
            """
            SELECT EXISTS (
                SELECT 1 FROM appointments WHERE organization_id = @organizationId AND event_id = @eventId AND invitee_email = @email)
            """,
            parameters,
            write.Transaction)
            ? AppointmentCancelResult.AlreadyCancelled
            : AppointmentCancelResult.NotFound;
    }

    private static Task<int> AddBookingAsync(WriteTransaction write, string id, NewAppointment added)
    {
        var (organizationId, eventType, request, slot, _) = added;
        var busy = eventType.BusyAround(slot);
        return write.Connection.ExecuteAsync(
            """
            INSERT INTO appointments (
                organization_id, event_id, event_type_id, provider_email, invitee_email, invitee_first_name, invitee_last_name, invitee_time_zone,
                utm_campaign, utm_source, utm_medium, utm_content, utm_term, salesforce_uuid, busy_from, busy_until, is_cancelled, cancel_reason)
            VALUES (
                @organizationId, @id, @eventTypeId, @providerEmail, @inviteeEmail, @firstName, @lastName, @timeZone,
                @utmCampaign, @utmSource, @utmMedium, @utmContent, @utmTerm, @salesforceUuid, @busyFrom, @busyUntil, FALSE, NULL)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                organizationId,
                id,
                eventTypeId = eventType.Id,
                providerEmail = eventType.ProviderEmail,
                inviteeEmail = request.Email.ToLowerInvariant(),
                firstName = request.FirstName,
                lastName = request.LastName,
                timeZone = request.TimeZone,
                utmCampaign = request.Tracking?.UtmCampaign,
                utmSource = request.Tracking?.UtmSource,
                utmMedium = request.Tracking?.UtmMedium,
                utmContent = request.Tracking?.UtmContent,
                utmTerm = request.Tracking?.UtmTerm,
                salesforceUuid = request.Tracking?.SalesforceUuid,
                busyFrom = busy.Start,
                busyUntil = busy.End,
            },
            write.Transaction);
    }

    private static Task<int> AddEventAsync(WriteTransaction write, string id, NewAppointment added)
    {
        var (organizationId, eventType, request, slot, now) = added;
        return write.Connection.ExecuteAsync(
            """
            INSERT INTO calendar_events (
                organization_id, id, case_id, title, description, agent_name, agent_event_id, start_at, end_at, time_zone, meeting_link, location,
                provider_email, provider_name, status, is_deleted, created_at, updated_at)
            SELECT @organizationId, @id,
                (SELECT c.id FROM cases c
                 WHERE c.organization_id = @organizationId AND c.submitter_email = @inviteeEmail AND c.is_archived = FALSE
                 ORDER BY c.created_at DESC, c.id DESC LIMIT 1),
                @title, @description, @agentName, @agentEventId, @start, @end, @timeZone, NULL, @location,
                @providerEmail, @providerName, 'CONFIRMED', FALSE, @now, @now
            """,
            new
            {
                organizationId,
                id,
                inviteeEmail = request.Email.ToLowerInvariant(),
                title = eventType.Name,
                description = InviteeOf(request),
                agentName = Agent,
                agentEventId = Guid.NewGuid().ToString("D"),
                start = slot.Start,
                end = slot.End,
                timeZone = request.TimeZone,
                location = request.Location,
                providerEmail = eventType.ProviderEmail,
                providerName = eventType.ProviderName,
                now,
            },
            write.Transaction);
    }

    /// <summary>Who comes, as far as they said it.</summary>
    private static string InviteeOf(ScheduleAppointmentRequest request)
    {
        var name = $"{request.FirstName} {request.LastName}".Trim();
        return name.Length == 0 ? request.Email : $"{name}, {request.Email}";
    }
}
