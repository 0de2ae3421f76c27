using NodaTime;
using Portal.Application.People;

namespace Portal.Web.Shell;

/// <summary>What the document's request told of the viewer; handed to the circuit, which has no request of its own.</summary>
/// <param name="Theme">One of <see cref="Themes"/>.</param>
/// <param name="PreferredTimeZone">The stored choice, or null: follow the browser.</param>
/// <param name="BrowserTimeZone">What the browser reports, or null before its first answer.</param>
public sealed record ViewerState(string Theme, string? PreferredTimeZone, string? BrowserTimeZone)
{
    public static readonly ViewerState Unknown = new(Themes.System, null, null);

    public CalendarSettings Calendar { get; init; } = CalendarSettings.Default;

    /// <summary>The first day of the week in the browser's language and region.</summary>
    public IsoDayOfWeek BrowserWeekStart { get; init; } = IsoDayOfWeek.Monday;
}
