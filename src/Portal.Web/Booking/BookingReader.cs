using FluentValidation;
using NodaTime;
using Portal.Application.Booking;
using Portal.Application.Time;
using Portal.Web.Calendar;

namespace Portal.Web.Booking;

/// <summary>The wizard as read: the appointment if it can be booked, and what is wrong by field if not.</summary>
/// <param name="Appointment">Null while anything is wrong.</param>
/// <param name="Errors">Message by field: a property of <see cref="BookingForm"/>, or <c>Start</c> for the choice of a slot.</param>
/// <param name="EventType">The chosen one; null while none is, or it is no longer offered.</param>
/// <param name="InviteeZone">Null while unknown.</param>
/// <param name="Slot">What is chosen or typed; null while there is none.</param>
/// <param name="Typed">The typed time as read.</param>
public sealed record ReadBooking(
    NewAppointment? Appointment, IReadOnlyDictionary<string, string> Errors, BookableEventType? EventType, DateTimeZone? InviteeZone, Interval? Slot, ReadTime Typed)
{
    public static readonly ReadBooking Nothing = new(null, new Dictionary<string, string>(StringComparer.Ordinal), null, null, null, new ReadTime(null, null, null));

    /// <summary>The first step that is not complete; <see cref="BookingStep.Review"/> when all are.</summary>
    public BookingStep FirstOpen => Errors.Count == 0 ? BookingStep.Review : Errors.Keys.Min(BookingReader.StepOf);
}

/// <summary>Reads the wizard's form by the validator that the server uses too; typed times by the rules of local time.</summary>
public sealed class BookingReader(TimeZoneCatalog catalog, IValidator<NewAppointment> validator)
{
    private static readonly BookableEventType None = new("", "", null, "", null, []);

    private static readonly Interval FarAhead = new(Instant.FromUtc(9000, 1, 1, 0, 0), Instant.FromUtc(9000, 1, 1, 1, 0));

    /// <summary>Reads a form; never throws, whatever was typed.</summary>
    /// <param name="form">As filled in.</param>
    /// <param name="types">What can be booked.</param>
    /// <param name="viewerZone">The zone of typed times, unless the form shows the invitee's.</param>
    public ReadBooking Read(BookingForm form, IReadOnlyList<BookableEventType> types, DateTimeZone viewerZone)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var type = types.FirstOrDefault(t => string.Equals(t.Id, form.EventTypeId, StringComparison.OrdinalIgnoreCase));
        if (type is null && form.EventTypeId.Length > 0)
        {
            errors[nameof(form.EventTypeId)] = "Event type is not offered any more: choose another.";
        }

        var zoneId = catalog.Recognise(form.TimeZone) ?? form.TimeZone.Trim();
        var zone = catalog.Find(zoneId);
        var typed = new ReadTime(null, null, null);
        var slot = form.Slot;
        if (form.IsTimeTyped)
        {
            typed = LocalTimeReader.Read("Start", form.StartDate, form.StartTime, form.StartOffset, form.ShowsInviteeZone ? zone : viewerZone, errors);
            slot = typed.Instant is { } start ? new Interval(start, start + Duration.FromMinutes(type?.Minutes ?? BookableEventType.AssumedMinutes)) : null;
        }
        else if (slot is null)
        {
            errors[nameof(NewAppointment.Start)] = "Time is required: choose a free one.";
        }

        // Where there is no time yet its own message says so; the validator then gets one that passes.
        var times = slot ?? FarAhead;
        var appointment = new NewAppointment(
            type ?? None, times.Start, times.End,
            form.Email.Trim(), NullIfBlank(form.FirstName), NullIfBlank(form.LastName), zoneId, NullIfBlank(form.CaseId)?.ToLowerInvariant(), form.Location,
            new BookingSource(
                NullIfBlank(form.UtmCampaign), NullIfBlank(form.UtmSource), NullIfBlank(form.UtmMedium), NullIfBlank(form.UtmContent), NullIfBlank(form.UtmTerm),
                NullIfBlank(form.SalesforceUuid)));
        foreach (var failure in validator.Validate(appointment).Errors)
        {
            var field = form.IsTimeTyped && failure.PropertyName is nameof(NewAppointment.Start) ? nameof(form.StartTime) : failure.PropertyName;
            errors.TryAdd(field, failure.ErrorMessage);
        }

        return new ReadBooking(errors.Count == 0 ? appointment : null, errors, type, zone, slot, typed);
    }

    /// <summary>Where a field is entered.</summary>
    public static BookingStep StepOf(string field) => field switch
    {
        nameof(BookingForm.EventTypeId) => BookingStep.What,
        nameof(NewAppointment.Start) or nameof(BookingForm.StartDate) or nameof(BookingForm.StartTime) or nameof(BookingForm.StartOffset) => BookingStep.When,
        nameof(BookingForm.Email) or nameof(BookingForm.FirstName) or nameof(BookingForm.LastName) or nameof(BookingForm.TimeZone) or nameof(BookingForm.CaseId) => BookingStep.Who,
        _ => BookingStep.Where,
    };

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
