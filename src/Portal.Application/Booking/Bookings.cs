using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Storage;

namespace Portal.Application.Booking;

/// <summary>What clinical staff book. Its callers have checked the role.</summary>
internal sealed class Bookings(
    Database database, SubmissionStore submissions, SlotHolds holds, NewAppointmentValidator validator, IDateTimeZoneProvider zones)
{
    /// <summary>See <see cref="BookingService.BookAsync"/>.</summary>
    public async Task<BookResult> BookAsync(Caller caller, string formId, NewAppointment entered, string? replacesItemId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(formId, out var form))
        {
            return InvalidForm();
        }

        var key = new SubmissionKey(caller.OrganizationId, form.ToString("D"));
        var booked = Clean(entered);
        var request = AppointmentRequests.ToJson(booked, key.Id);
        var validation = await validator.ValidateAsync(booked, cancellationToken);
        return await database.WriteAsync<BookResult>(
            async write =>
            {
                // A booking of this form comes first: its time may have passed since, which does not undo it.
                if (await SubmissionStore.FindAsync(write, key) is { } known)
                {
                    return Repeated(known);
                }

                if (!validation.IsValid)
                {
                    return new BookResult.Invalid([.. validation.Errors.Select(e => new FieldError(e.PropertyName, e.ErrorCode, e.ErrorMessage))]);
                }

                // What stands in the way may be what a call with the same form stored at the same moment.
                var result = await TryStoreAsync(write, caller, key, booked, request, replacesItemId);
                return result is not BookResult.Submitted && await SubmissionStore.FindAsync(write, key) is { } stored ? Repeated(stored) : result;
            },
            cancellationToken);

        BookResult Repeated(SubmissionRow known) =>
            known.Operation != SubmissionOperation.ScheduleAppointment ? InvalidForm()
            : string.Equals(known.RequestJson, request, StringComparison.Ordinal)
                && string.Equals(known.CaseId, booked.CaseId, StringComparison.Ordinal)
                && string.Equals(known.ReplacesItemId, replacesItemId, StringComparison.Ordinal)
                && string.Equals(known.CreatedById, caller.PersonId, StringComparison.Ordinal) ? new BookResult.Submitted(known.ItemId)
            : new BookResult.AlreadySent(known.ItemId);
    }

    private async Task<BookResult> TryStoreAsync(
        WriteTransaction write, Caller caller, SubmissionKey key, NewAppointment booked, string request, string? replacesItemId)
    {
        if (await CalendarStore.FindAsync(write, key.OrganizationId, key.Id) is not null)
        {
            return InvalidForm();
        }

        if (replacesItemId is not null && await WhyNotReplacedAsync(write, key.OrganizationId, replacesItemId, booked) is { } why)
        {
            return new BookResult.NotPossible(why);
        }

        if (await holds.IsTakenAsync(write, key.OrganizationId, key.Id, booked.EventType, new Interval(booked.Start, booked.End)))
        {
            return new BookResult.SlotTaken();
        }

        var person = Person.Of(caller);
        if (!await submissions.TryInsertAsync(
            write, key, SubmissionOperation.ScheduleAppointment, key.Id, booked.CaseId, request, upstreamId: null, note: null, person, replacesItemId))
        {
            return new BookResult.NotPossible("This appointment is already being moved. Wait until that is done.");
        }

        await SlotHolds.DeleteAsync(write, key.OrganizationId, key.Id);
        return await CalendarStore.TryInsertAsync(write, ItemOf(booked, key), zones.VersionId, person, await submissions.NowAsync(write))
            ? new BookResult.Submitted(key.Id)
            : throw new InvalidOperationException("A form had the id of an item that it did not make.");
    }

    /// <summary>See <see cref="BookingService.ReadRequestAsync"/>.</summary>
    public async Task<NewAppointment?> ReadRequestAsync(string organizationId, string itemId, CancellationToken cancellationToken) =>
        await submissions.ReadAsync(new SubmissionKey(organizationId, itemId), cancellationToken) is ({ Operation: SubmissionOperation.ScheduleAppointment } row, _)
            ? AppointmentRequests.ToEntered(row)
            : null;

    private static BookResult.Invalid InvalidForm() => new([new FieldError("FormId", "form-invalid", "This form is no longer valid. Open it again.")]);

    private static async Task<string?> WhyNotReplacedAsync(WriteTransaction write, string organizationId, string itemId, NewAppointment booked) =>
        await CalendarStore.FindAsync(write, organizationId, itemId) switch
        {
            null => "The appointment to move is not in your calendar.",
            { Source: not CalendarSource.Appointment } => "Only an appointment can be moved by booking another.",
            { State: ItemState.Confirmed } item => Cancellations.WhyNotCancelled(item, booked.Email),
            { State: ItemState.Cancelling or ItemState.CancelUnconfirmed } => "The appointment to move is being cancelled.",
            { State: ItemState.Cancelled or ItemState.Removed } => "The appointment to move no longer exists.",
            { State: ItemState.Rejected } => "The appointment to move was never booked.",
            _ => "It is not known yet whether the appointment to move was booked. Wait until it is confirmed.",
        };

    private static NewItem ItemOf(NewAppointment booked, SubmissionKey key) => new()
    {
        OrganizationId = key.OrganizationId,
        Id = key.Id,
        Source = CalendarSource.Appointment,
        CaseId = booked.CaseId,
        Title = booked.EventType.Name,

        // As the service will list it; filters by text find it from the start.
        Description = booked.InviteeName is { } name ? $"{name}, {booked.Email}" : booked.Email,
        Start = booked.Start,
        End = booked.End,
        TimeZone = booked.TimeZone,
        Location = booked.Location,
        ProviderName = booked.EventType.ProviderName,
        ProviderEmail = booked.EventType.ProviderEmail,
        InviteeName = booked.InviteeName,
        InviteeEmail = booked.Email,
    };

    /// <summary>As it is stored and sent: trimmed, and to the millisecond.</summary>
    private static NewAppointment Clean(NewAppointment entered) => entered with
    {
        Start = CaseEventSubmissions.ToMilliseconds(entered.Start),
        End = CaseEventSubmissions.ToMilliseconds(entered.End),
        Email = entered.Email.Trim(),
        FirstName = NullIfBlank(entered.FirstName),
        LastName = NullIfBlank(entered.LastName),
        CaseId = NullIfBlank(entered.CaseId) is { } caseId ? CalendarStore.CanonicalId(caseId) : null,
        Tracking = new BookingSource(
            NullIfBlank(entered.Tracking.UtmCampaign),
            NullIfBlank(entered.Tracking.UtmSource),
            NullIfBlank(entered.Tracking.UtmMedium),
            NullIfBlank(entered.Tracking.UtmContent),
            NullIfBlank(entered.Tracking.UtmTerm),
            NullIfBlank(entered.Tracking.SalesforceUuid)),
    };

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
