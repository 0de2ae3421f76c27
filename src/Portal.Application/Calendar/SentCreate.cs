using NodaTime;
using Portal.Application.Booking;
using Portal.Application.Submissions;

namespace Portal.Application.Calendar;

/// <summary>A submission that asked the upstream for something new, and how to tell it there.</summary>
internal abstract record SentCreate(SubmissionRow Row)
{
    public static SentCreate Of(SubmissionRow row) => row.Operation == SubmissionOperation.ScheduleAppointment
        ? new SentAppointment(row, AppointmentRequests.Read(row))
        : new SentEvent(row, CaseEventRequests.ToEntered(row));

    /// <summary>Whether an upstream item is what it asked for, and not from before it was sent.</summary>
    public bool MayHaveMade(UpstreamItem item) => IsWhatItAskedFor(item) && item.CreatedAt >= Row.FirstSentAt - SyncRules.Skew;

    /// <summary>Whether the other, or it itself, could not be told from it upstream.</summary>
    public abstract bool AsksTheSameAs(SentCreate other);

    protected abstract bool IsWhatItAskedFor(UpstreamItem item);

    /// <summary>By case, title, start and end.</summary>
    private sealed record SentEvent(SubmissionRow Row, NewCaseEvent Entered) : SentCreate(Row)
    {
        public override bool AsksTheSameAs(SentCreate other) =>
            other is SentEvent { Entered: var entered }
            && string.Equals(entered.CaseId, Entered.CaseId, StringComparison.Ordinal)
            && string.Equals(entered.Title, Entered.Title, StringComparison.Ordinal)
            && entered.Start == Entered.Start
            && entered.End == Entered.End;

        protected override bool IsWhatItAskedFor(UpstreamItem item) =>
            string.Equals(item.CaseId, Entered.CaseId, StringComparison.Ordinal)
            && string.Equals(item.Title, Entered.Title, StringComparison.Ordinal)
            && item.Start == Entered.Start
            && item.End == Entered.End;
    }

    /// <summary>
    /// By its reference and start. Where the service lists no references, its provider's time tells the id of one that is known to be booked, for
    /// nobody else can have it then; of one that is not, it tells nothing: somebody else may have been quicker.
    /// </summary>
    private sealed record SentAppointment(SubmissionRow Row, StoredBooking Stored) : SentCreate(Row)
    {
        private readonly Instant _start = AppointmentRequests.StartOf(Stored);

        private string? Reference => Stored.Request.Tracking?.SalesforceUuid;

        public override bool AsksTheSameAs(SentCreate other) =>
            other is SentAppointment appointment
            && appointment._start == _start
            && string.Equals(appointment.Reference, Reference, StringComparison.Ordinal);

        protected override bool IsWhatItAskedFor(UpstreamItem item) =>
            item.Source == CalendarSource.Appointment
            && item.Start == _start
            && (item.Reference is { } reference
                ? string.Equals(reference, Reference, StringComparison.Ordinal)
                : Row.Status.State == SubmissionState.Confirmed && Stored.ProviderEmail is { } email
                    && string.Equals(item.ProviderEmail, email, StringComparison.OrdinalIgnoreCase));
    }
}
