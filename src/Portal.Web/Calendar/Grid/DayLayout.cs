using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>Where one item stands in a day's column.</summary>
/// <param name="Item">The item.</param>
/// <param name="Start">Hours of real time from the day's start; 0 when it began before.</param>
/// <param name="Length">Hours of real time inside the day.</param>
/// <param name="Lane">Which of the side-by-side lanes, from 0.</param>
/// <param name="Lanes">How many lanes the group of overlapping items has.</param>
public sealed record PlacedItem(CalendarItem Item, double Start, double Length, int Lane, int Lanes);

/// <summary>Puts the items of one day side by side where they overlap, so that none hides another. O(n log n).</summary>
public static class DayLayout
{
    /// <summary>Shorter items are drawn this long, and count as this long for overlaps.</summary>
    private const double ShortestHours = 0.5;

    /// <summary>Places what touches the day, by start; empty when nothing does or the day does not exist.</summary>
    public static IReadOnlyList<PlacedItem> Place(ZonedDay day, IReadOnlyList<CalendarItem> items)
    {
        var placed = new List<PlacedItem>();
        var group = new List<PlacedItem>();
        var laneEnds = new List<double>();
        var groupEnd = 0.0;
        foreach (var item in items.Where(item => item.Start < day.End && item.End > day.Start).OrderBy(item => item.Start).ThenByDescending(item => item.End))
        {
            var start = Math.Max(0, (item.Start - day.Start).TotalHours);
            var end = Math.Min(day.Length.TotalHours, (item.End - day.Start).TotalHours);
            var length = Math.Max(ShortestHours, end - start);
            start = Math.Min(start, Math.Max(0, day.Length.TotalHours - length));
            if (group.Count > 0 && start >= groupEnd)
            {
                Close(group, laneEnds.Count, placed);
                laneEnds.Clear();
            }

            var lane = laneEnds.FindIndex(laneEnd => laneEnd <= start);
            if (lane < 0)
            {
                lane = laneEnds.Count;
                laneEnds.Add(0);
            }

            laneEnds[lane] = start + length;
            groupEnd = laneEnds.Max();
            group.Add(new PlacedItem(item, start, length, lane, 0));
        }

        Close(group, laneEnds.Count, placed);
        return placed;
    }

    private static void Close(List<PlacedItem> group, int lanes, List<PlacedItem> placed)
    {
        placed.AddRange(group.Select(item => item with { Lanes = lanes }));
        group.Clear();
    }
}
