using System.Text.Json.Serialization;
using Portal.ApiContract.Care360.Cases;

namespace Portal.ApiContract.Care360.Webhooks;

/// <summary>Names of the events that our server raises or the portal acts on, of the vendor's longer list (companion 1.8). A receiver ignores names it does not know.</summary>
public static class WebhookEvents
{
    public const string CommentAdded = "ADD_CASE_COMMENT";
    public const string CalendarEventCreated = "CALENDAR_EVENT_CREATED";
    public const string CalendarEventCancelled = "CALENDAR_EVENT_CANCELED";
    public const string CalendarEventRescheduled = "CALENDAR_EVENT_RESCHEDULED";
    public const string CalendarEventStatusUpdated = "CALENDAR_EVENT_STATUS_UPDATED";
}

/// <summary>Body of a webhook call (companion 1.8). Its header <see cref="SignatureHeader"/> is the lower-case hex HMAC-SHA256 of the raw body.</summary>
public sealed record WebhookCall(string Event, WebhookPayload Payload)
{
    public const string SignatureHeader = "x-cv-signature";

    /// <summary>Header with the id of the delivery, the same at every try, by which a receiver recognises repeats [ours].</summary>
    public const string DeliveryHeader = "x-cv-delivery";
}

/// <summary>What an event is about: the case (null for an appointment of no case), and one object.</summary>
public sealed record WebhookPayload
{
    public WebhookCase? Case { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CaseCalendarEvent? CalendarEvent { get; init; }

    /// <summary>One object, in the plural of the vendor's newer pages. Attachments come without their contents.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WebhookComment? Comments { get; init; }
}

/// <summary>The case of an event-only payload.</summary>
public sealed record WebhookCase
{
    public required string Id { get; init; }

    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? Status { get; init; }

    public string? ShortId { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public bool IsArchived { get; init; }

    public string? OrganizationId { get; init; }
}

/// <summary>A new comment; the vendor's longer author object.</summary>
public sealed record WebhookComment
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public bool IsRestricted { get; init; }

    public string? CreatedAt { get; init; }

    public IReadOnlyList<System.Text.Json.JsonElement>? Forms { get; init; }

    public WebhookAuthor? Author { get; init; }

    public IReadOnlyList<CaseAttachment>? Attachments { get; init; }
}

/// <summary>Who wrote a comment.</summary>
public sealed record WebhookAuthor
{
    public string? Id { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Role { get; init; }
}
