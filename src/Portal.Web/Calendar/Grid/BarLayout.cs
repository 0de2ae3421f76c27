using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>A bar over one or more neighbouring days.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Column">The first day it is drawn on, from 0.</param>
/// <param name="Columns">How many days.</param>
/// <param name="Lane">Which row, from 0.</param>
/// <param name="BeginsBefore">The entry has time before the bar's first day.</param>
/// <param name="GoesOn">The entry has time after the bar's last day.</param>
public readonly record struct PlacedBar(CalendarEntry Entry, int Column, int Columns, int Lane, bool BeginsBefore, bool GoesOn);

/// <summary>Stacks the bars above the day columns; all of them, none hidden. O(n log n) for a given number of days.</summary>
public static class BarLayout
{
    /// <summary>Places what <see cref="DayLayout.IsBar"/> says and touches the days, by first day, the longer first.</summary>
    public static IReadOnlyList<PlacedBar> Place(IReadOnlyList<ZonedDay> days, IEnumerable<CalendarEntry> entries)
    {
        var lanes = new Lanes();
        return [.. entries
            .Where(DayLayout.IsBar)
            .Select(entry => Measure(entry, days))
            .Where(bar => bar.Columns > 0)
            .OrderBy(bar => bar.Column)
            .ThenByDescending(bar => bar.Columns)
            .ThenBy(bar => bar.Entry.Start)
            .ThenBy(bar => bar.Entry.Id, StringComparer.Ordinal)
            .Select(bar => bar with { Lane = lanes.Take(bar.Column, bar.Column + bar.Columns) })];
    }

    /// <summary>Whether the entry has dates, or time, before the day.</summary>
    public static bool BeginsBefore(CalendarEntry entry, ZonedDay day) => entry.AllDay is { } dates ? dates.Start < day.Date : entry.Start < day.Start;

    /// <summary>Whether the entry has dates, or time, after the day.</summary>
    public static bool GoesOnAfter(CalendarEntry entry, ZonedDay day) => entry.AllDay is { } dates ? dates.End > day.Date.PlusDays(1) : entry.End > day.End;

    private static PlacedBar Measure(CalendarEntry entry, IReadOnlyList<ZonedDay> days)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < days.Count; i++)
        {
            if (EntryOrder.Touches(entry, days[i]))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return first < 0
            ? default
            : new PlacedBar(entry, first, last - first + 1, 0, BeginsBefore(entry, days[first]), GoesOnAfter(entry, days[last]));
    }
}
