namespace Portal.Application.People;

/// <summary>The colours of the portal, by the names that the database and the page's markup use.</summary>
public static class Themes
{
    /// <summary>As the operating system has it.</summary>
    public const string System = "system";
    public const string Light = "light";
    public const string Dark = "dark";

    public static IReadOnlyList<string> All { get; } = [System, Light, Dark];
}

/// <summary>What a person chose for themselves, the same in every organisation.</summary>
/// <param name="TimeZone">IANA id as chosen, known to this tzdb; null follows the browser.</param>
/// <param name="Theme">One of <see cref="Themes"/>.</param>
public sealed record Preferences(string? TimeZone, string Theme)
{
    /// <summary>Of a person who has chosen nothing.</summary>
    public static readonly Preferences Default = new(TimeZone: null, Themes.System);

    public CalendarSettings Calendar { get; init; } = CalendarSettings.Default;
}
