using System.Text.Json.Serialization;

namespace Portal.ApiContract.Care360.CalendarEvents;

/// <summary>Body of <c>POST /api/v1/cases/{caseId}</c> with <c>CREATE_CALENDAR_EVENT</c> (document 000).</summary>
public sealed record CreateCalendarEventRequest(string Action, CalendarEventDetails Calendar)
{
    public const string ActionName = "CREATE_CALENDAR_EVENT";
}

/// <summary>A custom calendar event as the API takes it. Times are ISO 8601 with <c>Z</c> or an offset; the server stores UTC.</summary>
public sealed record CalendarEventDetails
{
    public const string CustomAgent = "custom";

    public required string Title { get; init; }

    /// <summary>Always <see cref="CustomAgent"/>.</summary>
    public string AgentName { get; init; } = CustomAgent;

    /// <summary>Left out when null: the contract knows an absent description, not a null one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>Must be before <see cref="EndTime"/>. The past is allowed.</summary>
    public required string StartTime { get; init; }

    public required string EndTime { get; init; }

    /// <summary>IANA id, as the person chose it; only display uses it.</summary>
    public required string TimeZone { get; init; }

    public required string MeetingLink { get; init; }

    /// <summary>One of <see cref="LocationTypes.All"/>.</summary>
    public required string Location { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CalendarEventProvider? Provider { get; init; }
}

/// <summary>Who holds the event. When it is given, both parts are required.</summary>
public sealed record CalendarEventProvider(string Email, string Name);

/// <summary>Answer data of a created event: its id, a UUID v4.</summary>
public sealed record CreatedCalendarEvent(bool Success, string CalendarEventId);

/// <summary>Body of <c>POST /api/v1/cases/{caseId}</c> with <c>CANCEL_CALENDAR_EVENT</c> (document 001).</summary>
public sealed record CancelCalendarEventRequest(string Action, CalendarEventReference Calendar)
{
    public const string ActionName = "CANCEL_CALENDAR_EVENT";
}

/// <summary>The event to cancel.</summary>
public sealed record CalendarEventReference(string Id);

/// <summary>Answer data of a cancelled event.</summary>
public sealed record CancelledCalendarEvent(bool Success);
