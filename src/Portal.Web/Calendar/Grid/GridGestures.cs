using Microsoft.JSInterop;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>What the page around a grid does with what was chosen in it.</summary>
public interface IGridActions
{
    /// <summary>The days that the grid shows, in order.</summary>
    IReadOnlyList<ZonedDay> Days { get; }

    /// <summary>An event was chosen.</summary>
    void Open(string itemId);

    /// <summary>All of a day is to be seen in place.</summary>
    Task OpenDayAsync(ZonedDay day);

    /// <summary>The hours of a day are to be seen.</summary>
    void ShowDay(ZonedDay day);

    /// <summary>A new event was asked for, on a day that exists; without times where only the day was chosen.</summary>
    void Create(ZonedDay day, Interval? times);

    /// <summary>Another time was asked for an event.</summary>
    /// <param name="itemId">The event.</param>
    /// <param name="newStart">Where it was dropped, given the event; null when no time was chosen yet.</param>
    Task MoveAsync(string itemId, Func<CalendarItem, Instant?> newStart);
}

/// <summary>
/// What mouse, touch and keys did in the grid, from <c>calendar.js</c>: it knows columns and hours of real time, which become dates and instants
/// here. What cannot be (a column that is not shown, a date that does not exist, a number that is none) is nothing.
/// </summary>
public sealed class GridGestures(IGridActions page)
{
    /// <summary>An event was chosen.</summary>
    /// <param name="key">Its <see cref="EventKey"/>, as in the markup.</param>
    [JSInvokable]
    public void Open(string key) => page.Open(EventKey.ItemOf(key));

    /// <summary>"+n more", or a day of a phone's month.</summary>
    /// <param name="column">Which day of the view, from 0.</param>
    [JSInvokable]
    public Task OpenDayAsync(int column) => DayAt(column) is { } day ? page.OpenDayAsync(day) : Task.CompletedTask;

    /// <summary>The date of a cell was chosen: that day's hours.</summary>
    /// <param name="column">Which day of the view, from 0.</param>
    [JSInvokable]
    public void ShowDay(int column)
    {
        if (DayAt(column) is { } day)
        {
            page.ShowDay(day);
        }
    }

    /// <summary>An empty time was chosen for a new event.</summary>
    /// <param name="column">Which day of the view, from 0.</param>
    /// <param name="from">Hours of real time from the day's start; null for a day without a time.</param>
    /// <param name="to">Exclusive; may be before <paramref name="from"/>. Both are held to the day.</param>
    [JSInvokable]
    public void Create(int column, double? from, double? to)
    {
        if (DayAt(column) is not { Exists: true } day)
        {
            return;
        }

        var (one, other) = (InstantAt(day, from), InstantAt(day, to));
        page.Create(day, one is { } a && other is { } b && a != b ? new Interval(Instant.Min(a, b), Instant.Max(a, b)) : null);
    }

    /// <summary>An event was dropped on another time or date.</summary>
    /// <param name="key">The event's <see cref="EventKey"/>.</param>
    /// <param name="fromColumn">The day of the view where it was taken, from 0.</param>
    /// <param name="toColumn">The day where it was dropped.</param>
    /// <param name="hours">Where its piece now starts, in hours of real time from that day's start; null keeps its time of day.</param>
    [JSInvokable]
    public Task MoveAsync(string key, int fromColumn, int toColumn, double? hours) =>
        DayAt(fromColumn) is { } from && DayAt(toColumn) is { Exists: true } to
            ? page.MoveAsync(EventKey.ItemOf(key), item => NewStart(item, from, to, hours))
            : Task.CompletedTask;

    /// <summary>The shortcut for moving was pressed on an event.</summary>
    /// <param name="key">Its <see cref="EventKey"/>.</param>
    [JSInvokable]
    public Task AskToMoveAsync(string key) => page.MoveAsync(EventKey.ItemOf(key), _ => null);

    private static Instant? InstantAt(ZonedDay day, double? hours) =>
        hours is { } number && double.IsFinite(number) ? day.Start + Duration.FromHours(Math.Clamp(number, 0, day.Length.TotalHours)) : null;

    /// <summary>What was dragged may be the piece of a longer event on one of its days: the event starts as long before it as it did.</summary>
    private static Instant NewStart(CalendarItem item, ZonedDay from, ZonedDay to, double? hours) => InstantAt(to, hours) is { } dropped
        ? dropped - (Instant.Max(item.Start, from.Start) - item.Start)
        : to.Zone.AtLeniently(item.Start.InZone(to.Zone).LocalDateTime + Period.FromDays(Period.DaysBetween(from.Date, to.Date))).ToInstant();

    private ZonedDay? DayAt(int column) => column >= 0 && column < page.Days.Count ? page.Days[column] : null;
}
