using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>Where one entry stands in a day's column.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Start">Hours of real time from the day's start; 0 when it began before.</param>
/// <param name="Length">Hours of real time that it is drawn long; an entry of less than <see cref="DayLayout.ShortestHours"/> inside the day is drawn that long.</param>
/// <param name="Lane">Which of the side-by-side lanes, from 0.</param>
/// <param name="Lanes">How many lanes the group of overlapping entries has.</param>
public readonly record struct PlacedEntry(CalendarEntry Entry, double Start, double Length, int Lane, int Lanes);

/// <summary>Puts the entries of one day side by side where they overlap, so that none hides another. O(n log n).</summary>
public static class DayLayout
{
    /// <summary>Shorter entries are drawn this long, and count as this long for overlaps.</summary>
    public const double ShortestHours = 0.5;

    /// <summary>Whether the entry is drawn as a bar above the columns: all-day entries, and those of a day's length or more.</summary>
    public static bool IsBar(CalendarEntry entry) => entry.AllDay is not null || entry.End - entry.Start >= Duration.FromHours(24);

    /// <summary>Places what has times on the day, by start; empty when nothing does or the day does not exist.</summary>
    public static IReadOnlyList<PlacedEntry> Place(ZonedDay day, IEnumerable<CalendarEntry> entries)
    {
        var placed = entries
            .Where(entry => !IsBar(entry) && EntryOrder.Touches(entry, day))
            .OrderBy(entry => entry.Start)
            .ThenByDescending(entry => entry.End)
            .ThenBy(entry => entry.Id, StringComparer.Ordinal)
            .Select(entry => Measure(entry, day))
            .ToArray();
        var lanes = new Lanes();
        var (groupStart, groupEnd) = (0, 0.0);
        for (var i = 0; i < placed.Length; i++)
        {
            var (start, end) = (placed[i].Start, placed[i].Start + placed[i].Length);
            if (start >= groupEnd)
            {
                Close(placed.AsSpan(groupStart..i), lanes.Count);
                lanes.Clear();
                groupStart = i;
            }

            placed[i] = placed[i] with { Lane = lanes.Take(start, end) };
            groupEnd = Math.Max(groupEnd, end);
        }

        Close(placed.AsSpan(groupStart), lanes.Count);
        return placed;
    }

    private static PlacedEntry Measure(CalendarEntry entry, ZonedDay day)
    {
        var start = Math.Max(0, (entry.Start - day.Start).TotalHours);
        var end = Math.Min(day.Length.TotalHours, (entry.End - day.Start).TotalHours);
        return new PlacedEntry(entry, start, Math.Max(ShortestHours, end - start), 0, 0);
    }

    private static void Close(Span<PlacedEntry> group, int lanes)
    {
        foreach (ref var place in group)
        {
            place = place with { Lanes = lanes };
        }
    }
}
