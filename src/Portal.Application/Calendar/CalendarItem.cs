using NodaTime;

namespace Portal.Application.Calendar;

/// <summary>Where an item of the calendar comes from.</summary>
public enum CalendarSource
{
    /// <summary>A custom event of a Care360 case.</summary>
    CaseEvent,

    /// <summary>A patient appointment of Care360.</summary>
    Appointment,

    /// <summary>A marketing event of Sweeppea.</summary>
    Marketing,
}

/// <summary>What is known of an item, as people see it.</summary>
public enum ItemState
{
    /// <summary>Written here, being sent.</summary>
    Pending,

    /// <summary>The service asked to wait, or could not be reached; sent again by itself at <see cref="CalendarItem.RetryAt"/>.</summary>
    Waiting,

    /// <summary>Exists upstream.</summary>
    Confirmed,

    /// <summary>Exists upstream; a cancellation is on its way.</summary>
    Cancelling,

    /// <summary>Nobody knows whether the cancellation was done.</summary>
    CancelUnconfirmed,

    Cancelled,

    /// <summary>Was there and is no longer listed upstream: cancelled elsewhere, or its case was archived.</summary>
    Removed,

    /// <summary>The service said no; nothing exists upstream.</summary>
    Rejected,

    /// <summary>Nobody knows whether it exists upstream. It occupies its time.</summary>
    Unknown,
}

/// <summary>One entry of the calendar, as the caller may see it.</summary>
public sealed record CalendarItem
{
    /// <summary>The portal's own id; stable from the first draft on.</summary>
    public required string Id { get; init; }

    public required CalendarSource Source { get; init; }

    /// <summary>The id upstream; null until it is confirmed.</summary>
    public string? UpstreamId { get; init; }

    public string? CaseId { get; init; }

    /// <summary>Short name of the case for people; null when unknown.</summary>
    public string? CaseTitle { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required Instant Start { get; init; }

    /// <summary>Exclusive; after <see cref="Start"/>.</summary>
    public required Instant End { get; init; }

    /// <summary>The dates of an all-day item, the same in every zone; null when it has times.</summary>
    public AllDayDates? AllDay { get; init; }

    /// <summary>The event's own IANA zone, as it was chosen; may be a link such as Asia/Calcutta, or one this tzdb does not know.</summary>
    public required string TimeZone { get; init; }

    public string? MeetingLink { get; init; }

    /// <summary>One of the contract's location types; null when upstream does not say.</summary>
    public string? Location { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    /// <summary>Whom an appointment is for, where this portal booked it; null when no name was given, and for everything else.</summary>
    public string? InviteeName { get; init; }

    /// <summary>The invitee's address, where this portal booked the appointment; the service does not list it.</summary>
    public string? InviteeEmail { get; init; }

    public required ItemState State { get; init; }

    /// <summary>The upstream's reason for a refusal, or what is known of an unclear outcome; for people.</summary>
    public string? Reason { get; init; }

    /// <summary>The portal or its staff gave it up; <see cref="Reason"/> then holds the portal's words. False when the upstream refused.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>When a waiting item is sent again.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>When the state last changed.</summary>
    public required Instant StateSince { get; init; }

    /// <summary>Rises with every change of the item, from 1.</summary>
    public long Revision { get; init; }

    /// <summary>Name of the person of this portal who asked for it; null for what came from elsewhere.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>From when staff may say that an unknown item is not there and have it sent again; null in other states.</summary>
    public Instant? ResolvableFrom { get; init; }

    /// <summary>Only events made with the agent "custom" can be cancelled through the API.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The caller may not see what it is: title, case, people and link are withheld.</summary>
    public bool IsRedacted { get; init; }
}

/// <summary>How old a source's data is.</summary>
/// <param name="Source">The upstream.</param>
/// <param name="LastSuccess">When it was last read in full; null before the first time.</param>
/// <param name="Problem">Why the last attempt failed, for people; null when it succeeded.</param>
public sealed record SourceFreshness(string Source, Instant? LastSuccess, string? Problem);

/// <summary>A case that an event can be created for.</summary>
public sealed record CaseSummary(string Id, string? ShortId, string? Title);

/// <summary>People that an event is with.</summary>
/// <param name="Name">Null when upstream gives none.</param>
/// <param name="Email">Null when upstream gives none; then the name tells them apart.</param>
public sealed record ProviderSummary(string? Name, string? Email);
