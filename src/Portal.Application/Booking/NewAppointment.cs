using NodaTime;

namespace Portal.Application.Booking;

/// <summary>An appointment as a person books it.</summary>
/// <param name="EventType">What is booked, and with whom.</param>
/// <param name="Start">In the future; the start of a free slot. Finer parts than a millisecond are cut off.</param>
/// <param name="End">Exclusive; after <paramref name="Start"/>.</param>
/// <param name="Email">The invitee's address.</param>
/// <param name="FirstName">At most 200 characters.</param>
/// <param name="LastName">At most 200 characters.</param>
/// <param name="TimeZone">The invitee's IANA id as chosen; links such as Asia/Calcutta are kept.</param>
/// <param name="CaseId">UUID of the case that it belongs to; kept here, the service is not told.</param>
/// <param name="Location">One of the event type's location types.</param>
/// <param name="Tracking">Where the booking came from.</param>
public sealed record NewAppointment(
    BookableEventType EventType,
    Instant Start,
    Instant End,
    string Email,
    string? FirstName,
    string? LastName,
    string TimeZone,
    string? CaseId,
    string Location,
    BookingSource Tracking)
{
    /// <summary>First and last name; null when neither was given.</summary>
    public string? InviteeName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : null;
}

/// <summary>Where a booking came from; each null when not known, and at most 500 characters.</summary>
/// <param name="UtmCampaign">UTM campaign.</param>
/// <param name="UtmSource">UTM source.</param>
/// <param name="UtmMedium">UTM medium.</param>
/// <param name="UtmContent">UTM content.</param>
/// <param name="UtmTerm">UTM term.</param>
/// <param name="SalesforceUuid">A reference of the person's own; where it is null the portal's own is sent.</param>
public sealed record BookingSource(
    string? UtmCampaign = null, string? UtmSource = null, string? UtmMedium = null, string? UtmContent = null, string? UtmTerm = null, string? SalesforceUuid = null);
