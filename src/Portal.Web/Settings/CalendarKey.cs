namespace Portal.Web.Settings;

/// <summary>One shortcut of the calendar.</summary>
/// <param name="Keys">As people read them.</param>
/// <param name="What">What it does.</param>
/// <param name="IsSingle">A single letter, which can be switched off.</param>
public sealed record CalendarKey(string Keys, string What, bool IsSingle = false)
{
    /// <summary>All of them; first those that always work.</summary>
    public static IReadOnlyList<CalendarKey> All { get; } =
    [
        new("Arrow keys", "From cell to cell"),
        new("Home, End", "First and last cell of the row"),
        new("Ctrl + Home, Ctrl + End", "First and last cell"),
        new("Page Up, Page Down", "Previous and next period"),
        new("Enter", "Into the events of a cell; on an empty cell: new event there"),
        new("Arrow keys on an event", "Next and previous event of the cell"),
        new("Shift + Arrow up or down", "Choose several hours; Enter makes an event of them"),
        new("Tab", "Out of the calendar"),
        new("Escape", "Back to the cell; close what is open"),
        new("T", "Today", IsSingle: true),
        new("J, K", "Next and previous period", IsSingle: true),
        new("D, X, W, M, A", "Day, work week, week, month, agenda", IsSingle: true),
        new("N", "New event", IsSingle: true),
        new("V on an event", "Move it to another time", IsSingle: true),
        new("/", "Filters", IsSingle: true),
        new("?", "This list", IsSingle: true),
    ];
}
