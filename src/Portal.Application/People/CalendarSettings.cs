namespace Portal.Application.People;

/// <summary>On which day a person's weeks start.</summary>
public enum WeekStart
{
    /// <summary>As the browser's language and region have it.</summary>
    Automatic,
    Monday,
    Sunday,
    Saturday,
}

/// <summary>How a person wants their calendar, the same in every organisation.</summary>
public sealed record CalendarSettings
{
    /// <summary>Of a person who has chosen nothing.</summary>
    public static readonly CalendarSettings Default = new();

    public WeekStart WeekStart { get; init; } = WeekStart.Automatic;

    /// <summary>First working hour, 0 to 23.</summary>
    public int WorkDayStart { get; init; } = 8;

    /// <summary>Exclusive; after <see cref="WorkDayStart"/>, at most 24.</summary>
    public int WorkDayEnd { get; init; } = 18;

    /// <summary>ISO week numbers beside the month.</summary>
    public bool ShowsWeekNumbers { get; init; }

    /// <summary>Cancelled and removed events are shown, struck through.</summary>
    public bool ShowsCancelled { get; init; } = true;

    /// <summary>IANA id of a second axis beside the hours; null for none.</summary>
    public string? SecondTimeZone { get; init; }

    /// <summary>Single letters are shortcuts.</summary>
    public bool UsesSingleKeys { get; init; } = true;

    /// <summary>What is wrong, beginning with the member's name; null when nothing is. Whether the second zone exists is not looked at.</summary>
    internal string? Problem =>
        !Enum.IsDefined(WeekStart) ? $"{nameof(WeekStart)} is not a day on which weeks can start."
        : WorkDayStart is < 0 or > 23 ? $"{nameof(WorkDayStart)} is not an hour from 0 to 23."
        : WorkDayEnd <= WorkDayStart || WorkDayEnd > 24 ? $"{nameof(WorkDayEnd)} is not an hour after {nameof(WorkDayStart)} and at most 24."
        : null;
}
