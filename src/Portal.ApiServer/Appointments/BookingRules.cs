using System.Text.Json;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Appointments;

/// <summary>What a body that books or cancels an appointment must be (document 002, companion 1.3, rulings).</summary>
internal static class BookingRules
{
    private static readonly BodyRules<ScheduleAppointmentRequest> Schedule = new(
        new ScheduleAppointmentRequestValidator(),
        "",
        [
            "eventTypeId", "startTime", "email", "firstName", "lastName", "timezone", "location", "tracking", "tracking.utmCampaign",
            "tracking.utmSource", "tracking.utmMedium", "tracking.utmContent", "tracking.utmTerm", "tracking.salesforceUuid",
        ],
        ReadBooking);

    private static readonly BodyRules<CancelAppointmentRequest> Cancel = new(
        new CancelAppointmentRequestValidator(),
        "",
        ["email", "appointmentId", "reason"],
        body => new CancelAppointmentRequest
        {
            Email = body.Text("email"),
            AppointmentId = body.Text("appointmentId"),
            Reason = body.OptionalText("reason"),
        });

    /// <summary>The booking; otherwise every error as <c>path, text</c>, in documented order, joined by <c>; </c>.</summary>
    public static (ScheduleAppointmentRequest? Booking, string? Errors) ReadSchedule(JsonElement body) => Schedule.Read(body);

    /// <summary>The cancel; otherwise every error, as <see cref="ReadSchedule"/>.</summary>
    public static (CancelAppointmentRequest? Cancel, string? Errors) ReadCancel(JsonElement body) => Cancel.Read(body);

    private static ScheduleAppointmentRequest ReadBooking(JsonShape body)
    {
        var tracking = body.Object("tracking", isRequired: false);
        return new ScheduleAppointmentRequest
        {
            EventTypeId = body.Text("eventTypeId"),
            StartTime = body.Text("startTime"),
            Email = body.Text("email"),
            FirstName = body.OptionalText("firstName"),
            LastName = body.OptionalText("lastName"),
            TimeZone = body.Text("timezone"),
            Location = body.Text("location"),
            Tracking = tracking is null ? null : new AppointmentTracking
            {
                UtmCampaign = tracking.NullableText("utmCampaign"),
                UtmSource = tracking.NullableText("utmSource"),
                UtmMedium = tracking.NullableText("utmMedium"),
                UtmContent = tracking.NullableText("utmContent"),
                UtmTerm = tracking.NullableText("utmTerm"),
                SalesforceUuid = tracking.NullableText("salesforceUuid"),
            },
        };
    }
}
