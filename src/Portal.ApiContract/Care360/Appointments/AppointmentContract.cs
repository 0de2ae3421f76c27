using System.Text.Json.Serialization;

namespace Portal.ApiContract.Care360.Appointments;

/// <summary>One member of <c>GET /api/v1/calendar/appointments</c> (companion 1.2), custom events and appointments alike. Instants are ISO 8601 UTC.</summary>
public sealed record Appointment
{
    public required string Id { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public required string Title { get; init; }

    public required string Start { get; init; }

    public required string End { get; init; }

    public string? Topic { get; init; }

    public string? Description { get; init; }

    public string? Color { get; init; }

    public bool IsEditable { get; init; }

    public string? AgentEventId { get; init; }

    /// <summary><c>custom</c> for events that <c>CANCEL_CALENDAR_EVENT</c> can cancel.</summary>
    public string? AgentName { get; init; }

    public string? Status { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>Documented only as activity metadata; the members are inferred.</summary>
    public MeetingDetails? MeetingDetails { get; init; }

    /// <summary>Documented with <c>id</c> only; the other members are inferred.</summary>
    public AppointmentCase? Case { get; init; }
}

/// <summary>What is known of the meeting beside its times. Inferred: the vendor names the object, not its members.</summary>
public sealed record MeetingDetails
{
    [JsonPropertyName("timezone")]
    public string? TimeZone { get; init; }

    public string? MeetingLink { get; init; }

    public string? Location { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    /// <summary>Of appointments only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeetingTracking? Tracking { get; init; }
}

/// <summary>An appointment's tracking as it is read back, in the snake case of the vendor's webhooks (companion 1.8; the names past <c>utm_medium</c> are inferred).</summary>
public sealed record MeetingTracking
{
    [JsonPropertyName("utm_campaign")]
    public string? UtmCampaign { get; init; }

    [JsonPropertyName("utm_source")]
    public string? UtmSource { get; init; }

    [JsonPropertyName("utm_medium")]
    public string? UtmMedium { get; init; }

    [JsonPropertyName("utm_content")]
    public string? UtmContent { get; init; }

    [JsonPropertyName("utm_term")]
    public string? UtmTerm { get; init; }

    [JsonPropertyName("salesforce_uuid")]
    public string? SalesforceUuid { get; init; }
}

/// <summary>The case an appointment belongs to.</summary>
public sealed record AppointmentCase
{
    public required string Id { get; init; }

    public string? ShortId { get; init; }

    public string? Title { get; init; }

    public string? Status { get; init; }
}
