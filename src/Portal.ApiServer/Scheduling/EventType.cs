using NodaTime;

namespace Portal.ApiServer.Scheduling;

/// <summary>Something that can be booked with one provider.</summary>
internal sealed record EventType
{
    /// <summary>1-255 characters; the vendor's are UUIDs.</summary>
    public required string Id { get; init; }

    /// <summary>Lower-case.</summary>
    public required string ProviderEmail { get; init; }

    public required string ProviderName { get; init; }

    /// <summary>An IANA zone; <see cref="Hours"/> are on its wall clock and days are counted in it.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Where the provider may practise: codes of <c>UsStates</c>, at least one.</summary>
    public required IReadOnlyList<string> ProviderStates { get; init; }

    public required string Name { get; init; }

    public string? CalendlyLink { get; init; }

    public required Duration Length { get; init; }

    /// <summary>From one slot's start to the next one's, inside a window.</summary>
    public required Duration SlotInterval { get; init; }

    public required Duration BufferBefore { get; init; }

    public required Duration BufferAfter { get; init; }

    /// <summary>From now to the earliest start.</summary>
    public required Duration MinimumNotice { get; init; }

    /// <summary>The last bookable day is this many days after today.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>Values of <c>LocationTypes.All</c>, at least one.</summary>
    public required IReadOnlyList<string> Locations { get; init; }

    public required WorkingHours Hours { get; init; }

    /// <summary>What a meeting at these times keeps its provider from: the times and both buffers.</summary>
    public Interval BusyAround(Interval times) => new(times.Start - BufferBefore, times.End + BufferAfter);
}
