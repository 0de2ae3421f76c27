namespace Portal.Application.Calendar;

/// <summary>What people look for by state; several states of an item may be one to them.</summary>
public enum EntryStatus
{
    /// <summary>On its way, or waiting for the service; a cancellation on its way as well.</summary>
    Pending,

    Confirmed,

    /// <summary>Nobody knows whether it, or its cancellation, was done.</summary>
    Unknown,

    Rejected,

    /// <summary>Cancelled, or no longer listed upstream.</summary>
    Cancelled,
}

/// <summary>Narrows a view. What a caller may not see does not match a filter on it, so that a filter tells nothing.</summary>
public sealed record CalendarFilter
{
    /// <summary>Everything.</summary>
    public static readonly CalendarFilter None = new();

    /// <summary>Whether it shows everything.</summary>
    public bool IsEmpty => Sources.Count == 0 && Statuses.Count == 0 && CaseId is null && Provider is null && Text is null;

    /// <summary>Sources shown; empty shows all.</summary>
    public IReadOnlyList<CalendarSource> Sources { get; init; } = [];

    /// <summary>Statuses shown; empty shows all.</summary>
    public IReadOnlyList<EntryStatus> Statuses { get; init; } = [];

    /// <summary>Only this case.</summary>
    public string? CaseId { get; init; }

    /// <summary>Only this provider, by e-mail address, or by name where there is no address; case-insensitive.</summary>
    public string? Provider { get; init; }

    /// <summary>Only titles, case titles or descriptions that hold this text; case-insensitive.</summary>
    public string? Text { get; init; }
}
