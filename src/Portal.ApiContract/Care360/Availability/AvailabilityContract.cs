namespace Portal.ApiContract.Care360.Availability;

/// <summary>What <c>GET /api/v1/calendar/provider-availability</c> is asked for (companion 1.4).</summary>
public sealed record AvailabilityQuery
{
    /// <summary>US state codes, at least one.</summary>
    public required IReadOnlyList<string> ProviderStates { get; init; }

    /// <summary>Null: every provider of the states.</summary>
    public string? ProviderEmail { get; init; }

    /// <summary>Null: every event type.</summary>
    public string? EventTypeId { get; init; }
}

/// <summary>An event type of a provider: one entry of the answer without a time range. The last five members are ours; the vendor documents three [the name of the third is inferred].</summary>
public sealed record ProviderEventType
{
    public required string ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    public string? CalendlyLink { get; init; }

    public required string EventTypeId { get; init; }

    public string? EventTypeName { get; init; }

    public int? DurationMinutes { get; init; }

    /// <summary>Those of <see cref="LocationTypes.All"/> that can be booked.</summary>
    public IReadOnlyList<string>? Locations { get; init; }
}

/// <summary>A provider's free slots of one event type: one entry of the answer with a time range. The whole shape is ours; the vendor's is not known.</summary>
public sealed record ProviderSlots
{
    public required string ProviderName { get; init; }

    public required string ProviderEmail { get; init; }

    public required string EventTypeId { get; init; }

    /// <summary>By start; empty when nothing is free.</summary>
    public required IReadOnlyList<AvailableSlot> Slots { get; init; }
}

/// <summary>One bookable slot, ISO 8601 UTC, end exclusive.</summary>
public sealed record AvailableSlot(string StartTime, string EndTime);
