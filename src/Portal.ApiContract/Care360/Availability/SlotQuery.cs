using NodaTime;

namespace Portal.ApiContract.Care360.Availability;

/// <summary>What <c>GET /api/v1/calendar/provider-availability</c> is asked for with a time range (companion 1.4): the range and the event type go together.</summary>
public sealed record SlotQuery
{
    /// <summary>US state codes, at least one.</summary>
    public required IReadOnlyList<string> ProviderStates { get; init; }

    /// <summary>Null: every provider of the states.</summary>
    public string? ProviderEmail { get; init; }

    public required string EventTypeId { get; init; }

    public required Instant Start { get; init; }

    public required Instant End { get; init; }
}
