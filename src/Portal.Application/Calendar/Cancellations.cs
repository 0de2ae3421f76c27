using System.Text.Json;
using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Validation;
using Portal.Application.Booking;
using Portal.Application.Submissions;
using Portal.Storage;

namespace Portal.Application.Calendar;

/// <summary>Cancellations of case events and appointments: ordered by people, or by the portal once what replaces the item is confirmed. Its callers have checked the role.</summary>
internal sealed class Cancellations(Database database, SubmissionStore submissions)
{
    /// <summary>As the column's check says.</summary>
    private const int LongestNote = 500;

    private const string ReplacedNote = "Moved to another time.";

    /// <summary>See <see cref="CalendarService.CancelEventAsync"/> and <see cref="BookingService.CancelAsync"/>.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="formId">A UUID made with the question.</param>
    /// <param name="itemId">What to cancel.</param>
    /// <param name="reason">Kept in the history; an appointment's goes to the service as well.</param>
    /// <param name="inviteeEmail">Of an appointment that the portal knows no invitee of.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CancelEventResult> CancelAsync(
        Caller caller, string formId, string itemId, string? reason, string? inviteeEmail, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(formId, out var form))
        {
            return new CancelEventResult.NotPossible("This form is no longer valid. Open it again.");
        }

        if (WhyNotKept(reason) is { } why)
        {
            return new CancelEventResult.NotPossible(why);
        }

        var key = new SubmissionKey(caller.OrganizationId, form.ToString("D"));
        return await database.WriteAsync<CancelEventResult>(
            async write =>
            {
                if (await CalendarStore.FindAsync(write, key.OrganizationId, itemId) is not { } item)
                {
                    return new CancelEventResult.NotFound();
                }

                if (await SubmissionStore.FindAsync(write, key) is { } known)
                {
                    return string.Equals(known.ItemId, item.Id, StringComparison.Ordinal)
                        ? new CancelEventResult.Submitted()
                        : new CancelEventResult.NotPossible("This form is no longer valid. Open it again.");
                }

                return item.State switch
                {
                    ItemState.Cancelling or ItemState.Cancelled => new CancelEventResult.Submitted(),
                    ItemState.CancelUnconfirmed => await RepeatAsync(write, item, reason, caller),
                    ItemState.Confirmed => await StartAsync(write, key, item, reason, inviteeEmail, Person.Of(caller)),
                    ItemState.Removed => new CancelEventResult.NotPossible("The service no longer lists this event."),
                    ItemState.Rejected => new CancelEventResult.NotPossible("This event was never created."),
                    _ => new CancelEventResult.NotPossible("It is not known yet whether this event was created. Wait until it is confirmed."),
                };
            },
            cancellationToken);
    }

    /// <summary>
    /// The second half of a move, in the transaction that confirms the first: from then on the cancellation is sent by itself, also after a
    /// restart. An item that somebody else cancelled meanwhile needs none.
    /// </summary>
    public static async Task CancelReplacedAsync(SubmissionStore submissions, WriteTransaction write, SubmissionRow before, SubmissionTransition transition, Instant now)
    {
        // The new event stands only if its item says so: a colleague may have cancelled what a reading listed of it before.
        if (before.ReplacesItemId is null || transition.After.State != SubmissionState.Confirmed || before.Status.State == SubmissionState.Confirmed
            || await CalendarStore.FindAsync(write, before.OrganizationId, before.ItemId) is not { State: ItemState.Confirmed } added
            || await CalendarStore.FindAsync(write, before.OrganizationId, before.ReplacesItemId) is not { } replaced)
        {
            return;
        }

        // Who booked the new appointment named the invitee of the old one.
        var (request, _) = RequestOf(replaced, ReplacedNote, added.InviteeEmail);
        if (request is not null)
        {
            var key = new SubmissionKey(before.OrganizationId, Guid.NewGuid().ToString("D"));
            await TryInsertAsync(submissions, write, key, replaced, request, ReplacedNote, new Person(before.CreatedById, before.CreatedByName), now);
        }
    }

    /// <summary>Why a cancellation of an item in its present state cannot be sent, for people; null when it can.</summary>
    public static string? WhyNotCancelled(ItemRow item, string? inviteeEmail) => RequestOf(item, reason: null, inviteeEmail).WhyNot;

    /// <summary>Why a reason cannot be kept in the history, for people; null when it can.</summary>
    public static string? WhyNotKept(string? reason) => NullIfBlank(reason) switch
    {
        { Length: > LongestNote } => "The reason may have at most 500 characters.",
        { } text when text.Contains('\0', StringComparison.Ordinal) => "The reason holds a character that cannot be stored.",
        _ => null,
    };

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What is to be sent, or why nothing can be.</summary>
    private static (CancelSubmission? Request, string? WhyNot) RequestOf(ItemRow item, string? reason, string? inviteeEmail)
    {
        if (item.Source == CalendarSource.Marketing)
        {
            return (null, "Marketing events are changed in Sweeppea.");
        }

        if (item.UpstreamId is not { } upstreamId)
        {
            return (null, "The service has not told this event's id yet. Try again after the next update.");
        }

        if (item.Source == CalendarSource.Appointment)
        {
            return (item.InviteeEmail ?? NullIfBlank(inviteeEmail)) is { } email && ContractFormats.IsEmail(email)
                ? (new CancelSubmission(
                    SubmissionOperation.CancelAppointment,
                    upstreamId,
                    Json(new CancelAppointmentRequest { Email = email, AppointmentId = upstreamId, Reason = NullIfBlank(reason) })), null)
                : (null, "Invitee e-mail must be the address that the appointment was booked with, for example name@clinic.example.");
        }

        if (!string.Equals(item.AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal))
        {
            return (null, "This event was made by another service, so it cannot be cancelled here.");
        }

        return item.CaseId is null
            ? (null, "The service has not told this event's case yet. Try again after the next update.")
            : (new CancelSubmission(SubmissionOperation.CancelCalendarEvent, upstreamId, Json(new CancelRequest(upstreamId, NullIfBlank(reason)))), null);

        static string Json<T>(T request) => JsonSerializer.Serialize(request, CaseEventRequests.Json);
    }

    /// <summary>False when someone else was quicker: one cancellation is enough.</summary>
    private static async Task<bool> TryInsertAsync(
        SubmissionStore submissions, WriteTransaction write, SubmissionKey key, ItemRow item, CancelSubmission request, string? note, Person person, Instant now)
    {
        if (!await CalendarStore.TrySetCancellingAsync(write, key.OrganizationId, item.Id, key.Id, now))
        {
            return false;
        }

        return await submissions.TryInsertAsync(write, key, request.Operation, item.Id, item.CaseId, request.Json, request.UpstreamId, note, person)
            ? true
            : throw new InvalidOperationException("An item that was not being cancelled had a cancellation under way.");
    }

    private async Task<CancelEventResult> StartAsync(
        WriteTransaction write, SubmissionKey key, ItemRow item, string? reason, string? inviteeEmail, Person person)
    {
        var (request, whyNot) = RequestOf(item, reason, inviteeEmail);
        if (request is null)
        {
            return new CancelEventResult.NotPossible(whyNot ?? "");
        }

        await TryInsertAsync(submissions, write, key, item, request, NullIfBlank(reason), person, await submissions.NowAsync(write));
        return new CancelEventResult.Submitted();
    }

    private async Task<CancelEventResult> RepeatAsync(WriteTransaction write, ItemRow item, string? reason, Caller caller)
    {
        if (item.SubmissionId is { } id)
        {
            await submissions.StepAsync(
                write,
                new SubmissionKey(caller.OrganizationId, id),
                (status, now) => SubmissionRules.RepeatCancel(status, NullIfBlank(reason), now),
                Person.Of(caller));
        }

        return new CancelEventResult.Submitted();
    }

    private sealed record CancelSubmission(SubmissionOperation Operation, string UpstreamId, string Json);
}
