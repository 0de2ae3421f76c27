using NodaTime;
using Portal.ApiContract.Care360;
using Portal.Application.Booking;
using Portal.Application.Calendar;

namespace Portal.Application.Tests.Booking;

/// <summary>Appointments to book in tests, and the way to have them booked.</summary>
internal static class Appointments
{
    public static readonly BookableEventType Consultation = new(
        "85f13305-0647-4473-9e63-0a56af405f6f", "Initial consultation", 30, "Dr. Maya Okafor", "maya.okafor@northside.example", [LocationTypes.Zoom, LocationTypes.GoogleMeet]);

    public static NewAppointment New(int hoursAhead = 24, string email = "john@patients.example", string? caseId = null, BookingSource? tracking = null)
    {
        var start = Instant.FromUnixTimeSeconds(SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds()) + Duration.FromHours(hoursAhead);
        return new NewAppointment(
            Consultation, start, start + Duration.FromMinutes(30), email, "John", "Doe", "Asia/Kolkata", caseId, LocationTypes.Zoom, tracking ?? new BookingSource());
    }

    public static Interval SlotOf(this NewAppointment appointment) => new(appointment.Start, appointment.End);

    public static Task<BookResult> BookAsync(
        this PortalUnderTest portal, NewAppointment appointment, string? form = null, Caller? caller = null, string? replaces = null) =>
        portal.Get<BookingService>().BookAsync(caller ?? PortalUnderTest.Clinician, form ?? PortalUnderTest.NewForm(), appointment, replaces, default);

    public static async Task<string> BookedAsync(this PortalUnderTest portal, NewAppointment appointment, string? replaces = null) =>
        (await portal.BookAsync(appointment, replaces: replaces)).ShouldBeOfType<BookResult.Submitted>().ItemId;

    /// <summary>Books, sends, and reads its id upstream.</summary>
    public static async Task<CalendarItem> ListedAsync(this PortalUnderTest portal, NewAppointment appointment)
    {
        var id = await portal.BookedAsync(appointment);
        await portal.SendQueuedAsync();
        await portal.SyncAsync();
        return await portal.ItemAsync(id);
    }

    public static Task<CancelEventResult> CancelAsync(this PortalUnderTest portal, string itemId, string? reason = null, string? email = null, Caller? caller = null) =>
        portal.Get<BookingService>().CancelAsync(caller ?? PortalUnderTest.Clinician, PortalUnderTest.NewForm(), itemId, reason, email, default);

    public static Task<HoldResult> HoldAsync(this PortalUnderTest portal, string form, Interval slot, Caller? caller = null) =>
        portal.Get<BookingService>().HoldAsync(caller ?? PortalUnderTest.Clinician, form, Consultation, slot, default);

    public static Task<IReadOnlyList<Interval>> TakenAsync(this PortalUnderTest portal, string form, Interval range, Caller? caller = null) =>
        portal.Get<BookingService>().ReadTakenAsync(caller ?? PortalUnderTest.Clinician, form, Consultation, range, default);
}
