using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360.Appointments;
using Portal.Application.Calendar;
using Portal.Application.Submissions;

namespace Portal.Application.Booking;

/// <summary>What is kept of a booking: the contract's request, and what the contract does not carry.</summary>
internal sealed record StoredBooking(
    ScheduleAppointmentRequest Request, string EventTypeName, int? Minutes, string EndTime, string ProviderName, string? ProviderEmail, IReadOnlyList<string> Locations);

/// <summary>Turns what a person booked into the contract's request and back.</summary>
internal static class AppointmentRequests
{
    private static readonly InstantPattern Iso = InstantPattern.ExtendedIso;

    /// <param name="booked">What was entered.</param>
    /// <param name="reference">What the appointment is found by upstream, unless the person gave a Salesforce id.</param>
    public static ScheduleAppointmentRequest ToRequest(NewAppointment booked, string reference) => new()
    {
        EventTypeId = booked.EventType.Id,
        StartTime = Iso.Format(booked.Start),
        Email = booked.Email,
        FirstName = booked.FirstName,
        LastName = booked.LastName,
        TimeZone = booked.TimeZone,
        Location = booked.Location,
        Tracking = new AppointmentTracking
        {
            UtmCampaign = booked.Tracking.UtmCampaign,
            UtmSource = booked.Tracking.UtmSource,
            UtmMedium = booked.Tracking.UtmMedium,
            UtmContent = booked.Tracking.UtmContent,
            UtmTerm = booked.Tracking.UtmTerm,
            SalesforceUuid = booked.Tracking.SalesforceUuid ?? reference,
        },
    };

    public static string ToJson(NewAppointment booked, string reference) => JsonSerializer.Serialize(
        new StoredBooking(
            ToRequest(booked, reference),
            booked.EventType.Name,
            booked.EventType.Minutes,
            Iso.Format(booked.End),
            booked.EventType.ProviderName,
            booked.EventType.ProviderEmail,
            booked.EventType.Locations),
        CaseEventRequests.Json);

    public static StoredBooking Read(SubmissionRow row) =>
        JsonSerializer.Deserialize<StoredBooking>(row.RequestJson, CaseEventRequests.Json) ?? throw new InvalidOperationException($"Submission {row.Id} has no request.");

    public static CancelAppointmentRequest ReadCancel(SubmissionRow row) =>
        JsonSerializer.Deserialize<CancelAppointmentRequest>(row.RequestJson, CaseEventRequests.Json) ?? throw new InvalidOperationException($"Submission {row.Id} has no request.");

    public static Instant StartOf(StoredBooking stored) => Iso.Parse(stored.Request.StartTime).Value;

    /// <summary>What was entered.</summary>
    public static NewAppointment ToEntered(SubmissionRow row)
    {
        var stored = Read(row);
        var (request, tracking) = (stored.Request, stored.Request.Tracking ?? new AppointmentTracking());
        return new NewAppointment(
            new BookableEventType(request.EventTypeId, stored.EventTypeName, stored.Minutes, stored.ProviderName, stored.ProviderEmail, stored.Locations),
            StartOf(stored),
            Iso.Parse(stored.EndTime).Value,
            request.Email,
            request.FirstName,
            request.LastName,
            request.TimeZone,
            row.CaseId,
            request.Location,
            new BookingSource(
                tracking.UtmCampaign,
                tracking.UtmSource,
                tracking.UtmMedium,
                tracking.UtmContent,
                tracking.UtmTerm,
                string.Equals(tracking.SalesforceUuid, row.Id, StringComparison.Ordinal) ? null : tracking.SalesforceUuid));
    }
}
