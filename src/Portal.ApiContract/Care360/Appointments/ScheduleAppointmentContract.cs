using System.Text.Json.Serialization;

namespace Portal.ApiContract.Care360.Appointments;

/// <summary>Body of <c>POST /api/v1/calendar/appointments</c> (document 002). Member order as documented.</summary>
public sealed record ScheduleAppointmentRequest
{
    public required string EventTypeId { get; init; }

    /// <summary>ISO 8601 with <c>Z</c> or an offset; the start of a free slot.</summary>
    public required string StartTime { get; init; }

    /// <summary>The invitee's.</summary>
    public required string Email { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FirstName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LastName { get; init; }

    /// <summary>The invitee's IANA id, as the person chose it; the slot itself is in UTC. Spelled <c>timezone</c> here, <c>timeZone</c> in document 000.</summary>
    [JsonPropertyName("timezone")]
    public required string TimeZone { get; init; }

    /// <summary>One of <see cref="LocationTypes.All"/> that the event type offers.</summary>
    public required string Location { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppointmentTracking? Tracking { get; init; }
}

/// <summary>Where a booking came from. Every member may be absent or null; a null one is sent as null.</summary>
public sealed record AppointmentTracking
{
    public string? UtmCampaign { get; init; }

    public string? UtmSource { get; init; }

    public string? UtmMedium { get; init; }

    public string? UtmContent { get; init; }

    public string? UtmTerm { get; init; }

    /// <summary>Free for a reference of the caller's.</summary>
    public string? SalesforceUuid { get; init; }
}

/// <summary>Body of <c>POST /api/v1/calendar/appointments/cancel</c> (companion 1.3).</summary>
public sealed record CancelAppointmentRequest
{
    /// <summary>The invitee's address, as the appointment was booked with; letter case does not matter.</summary>
    public required string Email { get; init; }

    /// <summary>The <c>id</c> of <c>GET /api/v1/calendar/appointments</c> [inferred].</summary>
    public required string AppointmentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
