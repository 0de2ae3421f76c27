namespace Portal.Application.People;

/// <summary>The colours of the portal.</summary>
public enum Theme
{
    /// <summary>As the operating system has it.</summary>
    System,
    Light,
    Dark,
}

/// <summary>What a person chose for themselves, the same in every organisation.</summary>
/// <param name="TimeZone">IANA id as chosen, known to this tzdb; null follows the browser.</param>
/// <param name="Theme">Default <see cref="Theme.System"/>.</param>
public sealed record Preferences(string? TimeZone, Theme Theme)
{
    /// <summary>Of a person who has chosen nothing.</summary>
    public static readonly Preferences Default = new(TimeZone: null, Theme.System);
}
