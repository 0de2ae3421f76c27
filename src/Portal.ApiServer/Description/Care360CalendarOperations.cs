using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Validation;

namespace Portal.ApiServer.Description;

/// <summary>Appointments and availability (document 002, companion 1.2 to 1.4).</summary>
internal static class Care360CalendarOperations
{
    private const string ScheduleExample =
        """
        {
          "eventTypeId": "85f13305-0647-4473-9e63-0a56af405f6f",
          "startTime": "2030-11-28T04:30:00Z",
          "email": "invitee@example.com",
          "firstName": "John",
          "lastName": "Doe",
          "timezone": "Asia/Kolkata",
          "location": "google_conference",
          "tracking": {
            "utmCampaign": null, "utmSource": null, "utmMedium": null, "utmContent": null, "utmTerm": null, "salesforceUuid": null
          }
        }
        """;

    private const string CancelExample =
        """
        { "email": "invitee@example.com", "appointmentId": "23ddc211-2a42-4d65-9091-9d9170d0ed62", "reason": "Testing cancel event" }
        """;

    private const string AppointmentsExample =
        """
        [{
          "id": "123e4567-e89b-42d3-a456-426614174000",
          "createdAt": "2030-01-15T10:00:00.000Z", "updatedAt": "2030-01-15T10:00:00.000Z",
          "title": "Quarterly Planning Meeting",
          "start": "2030-12-31T14:00:00.000Z", "end": "2030-12-31T15:00:00.000Z",
          "topic": null, "description": "Review priorities and align on next-quarter goals.", "color": null,
          "isEditable": true, "agentEventId": null, "agentName": "custom", "status": "CONFIRMED", "isDeleted": false,
          "meetingDetails": {
            "timezone": "America/New_York", "meetingLink": "https://example.com/meet/123", "location": "gotomeeting_conference",
            "providerName": "Dr. Smith", "providerEmail": "provider@example.com"
          },
          "case": { "id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "shortId": "NS-1042", "title": "Knee follow-up", "status": "IN_PROGRESS" }
        }]
        """;

    private const string EventTypesExample =
        """
        [{
          "providerName": "Dr. Maya Okafor", "providerEmail": "maya.okafor@northside.example", "calendlyLink": null,
          "eventTypeId": "85f13305-0647-4473-9e63-0a56af405f6f", "eventTypeName": "Follow-up", "durationMinutes": 30,
          "locations": ["google_conference", "zoom_conference"]
        }]
        """;

    private const string SlotsExample =
        """
        [{
          "providerName": "Dr. Maya Okafor", "providerEmail": "maya.okafor@northside.example",
          "eventTypeId": "85f13305-0647-4473-9e63-0a56af405f6f",
          "slots": [{ "startTime": "2030-11-28T04:30:00.000Z", "endTime": "2030-11-28T05:00:00.000Z" }]
        }]
        """;

    private const string Limit = "Limited per organisation over all of `/calendar`: 500 calls per 60 seconds by default.";

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new ApiOperation
        {
            Methods = ["GET"],
            Path = Care360Routes.Appointments,
            Owner = ApiOwner.Care360,
            Id = "listAppointments",
            Tag = ApiDocumentInfo.CalendarTag,
            Summary = "Read appointments and custom events",
            Description =
                "What overlaps the days, has not ended, is not cancelled and belongs to no archived case; by end. Days are UTC [inferred]. "
                + "The members of `meetingDetails`, and those of `case` beside `id`, are inferred. " + Limit,
            Parameters =
            [
                new ApiParameter(Care360Routes.StartDateParameter, "First day, inclusive. Required without user_email, and with end_date.") { Format = "date", Example = "2030-12-01" },
                new ApiParameter(Care360Routes.EndDateParameter, "Last day, inclusive. Required without user_email, and with start_date.") { Format = "date", Example = "2030-12-31" },
                new ApiParameter(Care360Routes.UserEmailParameter, "What this person holds as provider, was invited to, or has in a case of their own; letter case does not matter.") { Format = "email" },
            ],
            Outcomes =
            [
                Care360Outcomes.Success<IReadOnlyList<Appointment>>("The appointments", Care360Texts.AppointmentsFetched, AppointmentsExample),
                Care360Outcomes.Invalid("A parameter is missing or wrong [text ours]", $"{Care360Routes.StartDateParameter}, {Care360Texts.InvalidIsoDate}"),
                Care360Outcomes.Unauthorized,
                Care360Outcomes.Refusal(StatusCodes.Status404NotFound, "No such user [inferred]", Care360Texts.UserNotFound),
                Care360Outcomes.TooMany,
                Care360Outcomes.InternalError,
            ],
        },
        new ApiOperation
        {
            Methods = ["POST"],
            Path = Care360Routes.Appointments,
            Owner = ApiOwner.Care360,
            Id = "scheduleAppointment",
            Tag = ApiDocumentInfo.CalendarTag,
            Summary = "Schedule an appointment",
            Description =
                "`startTime` is the start of a free slot of the event type, as provider-availability gives it. Of concurrent calls for one slot "
                + "exactly one succeeds. The answer has no id; the appointment is in the list of appointments. " + Limit,
            Parameters = [Care360Outcomes.IdempotencyKey],
            Bodies = [new ApiBody("appointment", typeof(ScheduleAppointmentRequest), ScheduleExample)],
            Outcomes =
            [
                Care360Outcomes.Success("The appointment was scheduled", Care360Texts.AppointmentScheduled),
                Care360Outcomes.Invalid("A member is missing or wrong", $"startTime, {ContractTexts.InvalidIsoDateTime}"),
                Care360Outcomes.Invalid("No such event type [ours]", Care360Texts.EventTypeNotFound),
                Care360Outcomes.Invalid("The event type does not offer the location [ours]", Care360Texts.LocationNotOffered),
                Care360Outcomes.Invalid("Not a free slot [ours]", Care360Texts.SlotNotAvailable),
                .. CalendarWriteOutcomes(),
            ],
        },
        new ApiOperation
        {
            Methods = ["POST"],
            Path = Care360Routes.AppointmentCancel,
            Owner = ApiOwner.Care360,
            Id = "cancelAppointment",
            Tag = ApiDocumentInfo.CalendarTag,
            Summary = "Cancel an appointment",
            Description =
                "`appointmentId` is the `id` of the list of appointments [inferred], `email` the invitee's. Frees the slot. Custom events are cancelled through their case. " + Limit,
            Parameters = [Care360Outcomes.IdempotencyKey],
            Bodies = [new ApiBody("appointment", typeof(CancelAppointmentRequest), CancelExample)],
            Outcomes =
            [
                Care360Outcomes.Success("The appointment was cancelled", Care360Texts.AppointmentCancelled),
                Care360Outcomes.Invalid("A member is missing or wrong", $"email, {ContractTexts.InvalidEmail}"),
                Care360Outcomes.Invalid("No such appointment of this invitee [ours]", Care360Texts.AppointmentNotFound),
                Care360Outcomes.Invalid("Already cancelled [ours]", Care360Texts.AppointmentAlreadyCancelled),
                .. CalendarWriteOutcomes(),
            ],
        },
        Availability(Care360Routes.ProviderAvailability, "getProviderAvailability", "Read event types or free slots"),
        Availability(Care360Routes.ProviderAvailabilityOlder, "getProviderAvailabilityOlder", "Read event types or free slots (older path)"),
    ];

    private static ApiOperation Availability(string path, string id, string summary) => new()
    {
        Methods = ["GET"],
        Path = path,
        Owner = ApiOwner.Care360,
        Id = id,
        Tag = ApiDocumentInfo.CalendarTag,
        Summary = summary,
        Description =
            "Without a time range: the event types of the providers of the states; its members past the third are ours. "
            + "With `start_time`, `end_time` and `event_type_id`: the free slots, a shape of our own, since the vendor's is not known. " + Limit,
        Parameters =
        [
            new ApiParameter("provider_states", "US state codes with commas between them.") { IsRequired = true, Example = "NY" },
            new ApiParameter("provider_email", "One provider.") { Format = "email" },
            new ApiParameter("event_type_id", "One event type. Required with a time range."),
            new ApiParameter("start_time", "Start of the range, ISO 8601. Required with end_time.") { Format = "date-time" },
            new ApiParameter("end_time", "End of the range, exclusive, at most 31 days after its start [ours]. Required with start_time.") { Format = "date-time" },
        ],
        Outcomes =
        [
            Care360Outcomes.Success<IReadOnlyList<ProviderEventType>>("Event types", Care360Texts.AvailabilityFetched, EventTypesExample),
            Care360Outcomes.Success<IReadOnlyList<ProviderSlots>>("Free slots [shape ours]", Care360Texts.AvailabilityFetched, SlotsExample),
            Care360Outcomes.Invalid("A parameter is missing or wrong [text ours]", $"provider_states, {ContractTexts.WrongType("string", "undefined")}"),
            Care360Outcomes.Unauthorized,
            Care360Outcomes.TooMany,
            Care360Outcomes.InternalError,
        ],
    };

    private static List<ApiOutcome> CalendarWriteOutcomes() =>
    [
        Care360Outcomes.NotJson,
        Care360Outcomes.MalformedIdempotencyKey,
        Care360Outcomes.Unauthorized,
        Care360Outcomes.IdempotencyKeyInFlight,
        Care360Outcomes.TooLarge,
        Care360Outcomes.IdempotencyKeyReused,
        Care360Outcomes.TooMany,
        Care360Outcomes.InternalError,
    ];
}
