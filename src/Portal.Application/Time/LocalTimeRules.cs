using NodaTime;

namespace Portal.Application.Time;

/// <summary>What a wall-clock time means in a zone.</summary>
public abstract record LocalTimeResolution
{
    private LocalTimeResolution()
    {
    }

    /// <summary>The usual case.</summary>
    public sealed record Once(Instant Instant, Offset Offset) : LocalTimeResolution;

    /// <summary>Clocks go back over it: it happens first with one offset and then with the other. The person chooses.</summary>
    public sealed record Twice(Instant First, Offset FirstOffset, Instant Second, Offset SecondOffset) : LocalTimeResolution;

    /// <summary>Clocks go forward over it: it does not exist.</summary>
    /// <param name="LastBefore">The last full minute before the gap.</param>
    /// <param name="FirstAfter">The first time after the gap.</param>
    public sealed record Never(LocalDateTime LastBefore, LocalDateTime FirstAfter) : LocalTimeResolution;
}

/// <summary>Turns wall-clock input into instants, never guessing.</summary>
public static class LocalTimeRules
{
    /// <summary>Resolves a local time. Never shifts it silently, as lenient resolvers do.</summary>
    public static LocalTimeResolution Resolve(LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => new LocalTimeResolution.Never(mapping.EarlyInterval.IsoLocalEnd.PlusMinutes(-1), mapping.LateInterval.IsoLocalStart),
            1 => new LocalTimeResolution.Once(mapping.First().ToInstant(), mapping.First().Offset),
            _ => new LocalTimeResolution.Twice(
                mapping.First().ToInstant(), mapping.First().Offset, mapping.Last().ToInstant(), mapping.Last().Offset),
        };
    }

    /// <summary>Resolves a local time with the offset that the person chose; the choice counts only where the time happens twice.</summary>
    /// <returns>Null when the time does not exist, or happens twice and neither offset was chosen.</returns>
    public static Instant? Resolve(LocalDateTime local, DateTimeZone zone, Offset? chosen) => Resolve(local, zone) switch
    {
        LocalTimeResolution.Once once => once.Instant,
        LocalTimeResolution.Twice twice when chosen == twice.FirstOffset => twice.First,
        LocalTimeResolution.Twice twice when chosen == twice.SecondOffset => twice.Second,
        _ => null,
    };
}
