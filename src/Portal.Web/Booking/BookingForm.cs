using NodaTime;
using NodaTime.Text;
using Portal.Application.Booking;

namespace Portal.Web.Booking;

/// <summary>The wizard as filled in: plain text, so that a draft keeps also what cannot be read yet.</summary>
public sealed class BookingForm
{
    /// <summary>A person has filled in something; what a link gave alone is nothing to come back to.</summary>
    public bool IsTouched { get; set; }

    public string EventTypeId { get; set; } = "";

    /// <summary>The chosen slot's start as ISO instant; empty while none is chosen.</summary>
    public string SlotStart { get; set; } = "";

    /// <summary>Its end, exclusive.</summary>
    public string SlotEnd { get; set; } = "";

    /// <summary>The start of the slot that was let go last: where another is looked for.</summary>
    public string NearStart { get; set; } = "";

    /// <summary>The service lists no slots: date and time are typed.</summary>
    public bool IsTimeTyped { get; set; }

    /// <summary>ISO date, as a date input gives it, in the shown zone.</summary>
    public string StartDate { get; set; } = "";

    /// <summary>HH:mm, as a time input gives it.</summary>
    public string StartTime { get; set; } = "";

    /// <summary>The chosen offset where the typed time happens twice.</summary>
    public string? StartOffset { get; set; }

    /// <summary>Times are shown in the invitee's zone, not the viewer's.</summary>
    public bool ShowsInviteeZone { get; set; }

    public string Email { get; set; } = "";

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    /// <summary>The invitee's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>What stands in the case box.</summary>
    public string CaseText { get; set; } = "";

    /// <summary>The id of the chosen case, or what was typed instead of choosing; empty for none.</summary>
    public string CaseId { get; set; } = "";

    public string Location { get; set; } = "";

    public string UtmCampaign { get; set; } = "";

    public string UtmSource { get; set; } = "";

    public string UtmMedium { get; set; } = "";

    public string UtmContent { get; set; } = "";

    public string UtmTerm { get; set; } = "";

    public string SalesforceUuid { get; set; } = "";

    /// <summary>The appointment that this one is to take the place of.</summary>
    public string? ReplacesItemId { get; set; }

    /// <summary>The refused booking that this one corrects; it leaves the calendar when this one is sent.</summary>
    public string? CorrectsItemId { get; set; }

    /// <summary>Why <see cref="CorrectsItemId"/> was not booked.</summary>
    public string? RefusedBecause { get; set; }

    /// <summary>The field that the refusal is about, while it is unchanged; null when it names none.</summary>
    public string? RefusedField { get; set; }

    /// <summary>The portal gave it up; the service did not refuse it.</summary>
    public bool WasGivenUp { get; set; }

    /// <summary>The chosen slot; null while there is none.</summary>
    public Interval? Slot => InstantPattern.ExtendedIso.Parse(SlotStart) is { Success: true, Value: var start } && InstantPattern.ExtendedIso.Parse(SlotEnd) is { Success: true, Value: var end }
        && start < end ? new Interval(start, end) : null;

    /// <summary>Chooses a slot, or none.</summary>
    public void Choose(Interval? slot)
    {
        NearStart = SlotStart.Length > 0 ? SlotStart : NearStart;
        (SlotStart, SlotEnd) = slot is { } chosen
            ? (InstantPattern.ExtendedIso.Format(chosen.Start), InstantPattern.ExtendedIso.Format(chosen.End))
            : ("", "");
    }

    /// <summary>Where a slot is looked for: at the chosen one, else at the one let go last; null for anywhere.</summary>
    public Instant? Near => Slot?.Start ?? (InstantPattern.ExtendedIso.Parse(NearStart) is { Success: true, Value: var near } ? near : null);

    /// <summary>A form that begins with what a link gave.</summary>
    public static BookingForm From(BookingAddress address, DateTimeZone viewerZone)
    {
        var form = new BookingForm { TimeZone = Given("timezone") is { Length: > 0 } zone ? zone : viewerZone.Id };
        (form.EventTypeId, form.Email, form.Location) = (Given("eventType"), Given("email"), Given("location"));
        (form.FirstName, form.LastName) = (Given("firstName"), Given("lastName"));
        (form.UtmCampaign, form.UtmSource, form.UtmMedium) = (Given("utm_campaign"), Given("utm_source"), Given("utm_medium"));
        (form.UtmContent, form.UtmTerm, form.SalesforceUuid) = (Given("utm_content"), Given("utm_term"), Given("salesforce_uuid"));
        return form;

        string Given(string name) => address.Given.TryGetValue(name, out var text) ? text : "";
    }

    /// <summary>A form with the content of an earlier booking; without its time, if that is to change.</summary>
    public static BookingForm From(NewAppointment booked, bool withTime)
    {
        var form = new BookingForm
        {
            EventTypeId = booked.EventType.Id,
            Email = booked.Email,
            FirstName = booked.FirstName ?? "",
            LastName = booked.LastName ?? "",
            TimeZone = booked.TimeZone,
            CaseId = booked.CaseId ?? "",
            CaseText = booked.CaseId ?? "",
            Location = booked.Location,
            UtmCampaign = booked.Tracking.UtmCampaign ?? "",
            UtmSource = booked.Tracking.UtmSource ?? "",
            UtmMedium = booked.Tracking.UtmMedium ?? "",
            UtmContent = booked.Tracking.UtmContent ?? "",
            UtmTerm = booked.Tracking.UtmTerm ?? "",
            SalesforceUuid = booked.Tracking.SalesforceUuid ?? "",
        };
        form.Choose(new Interval(booked.Start, booked.End));
        if (!withTime)
        {
            form.Choose(null);
        }

        return form;
    }
}
