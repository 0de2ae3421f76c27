using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>
/// Chooses and places the rows of one week of the month view. A day with more entries than rows keeps its last row for "+n more" and shows
/// the first of <see cref="EntryOrder"/> above it. A bar keeps its row from day to day; where it must leave it, it goes on as a second bar.
/// </summary>
public static class MonthLayout
{
    /// <summary>Places the rows of seven days, by day, then by row; entries of one day as bars of one column.</summary>
    /// <param name="week">The days, in order.</param>
    /// <param name="entries">At least the first <paramref name="rows"/> of each day.</param>
    /// <param name="counts">How many entries each day really has.</param>
    /// <param name="rows">Rows of a cell, at least 1.</param>
    public static IReadOnlyList<PlacedBar> Place(IReadOnlyList<ZonedDay> week, IReadOnlyList<CalendarEntry> entries, IReadOnlyList<int> counts, int rows)
    {
        var bars = new List<PlacedBar>();

        // The bar that stands in each row, by its place in the list; -1 for none.
        var standing = new int[rows];
        Array.Fill(standing, -1);
        for (var i = 0; i < week.Count; i++)
        {
            var day = week[i];
            var room = Room(counts[i], rows);
            var shown = entries.Where(entry => EntryOrder.Touches(entry, day)).Order(EntryOrder.On(day)).Take(room).ToHashSet();
            for (var row = 0; row < rows; row++)
            {
                standing[row] = standing[row] >= 0 && row < room && shown.Remove(bars[standing[row]].Entry) ? Lengthen(bars, standing[row], day) : -1;
            }

            foreach (var entry in shown.Order(EntryOrder.On(day)))
            {
                var row = Array.IndexOf(standing, -1);
                standing[row] = bars.Count;
                bars.Add(new PlacedBar(entry, i, 1, row, BarLayout.BeginsBefore(entry, day), BarLayout.GoesOnAfter(entry, day)));
            }
        }

        bars.Sort((a, b) => (a.Column, a.Lane).CompareTo((b.Column, b.Lane)));
        return bars;
    }

    /// <summary>How many entries a day shows.</summary>
    public static int Room(int count, int rows) => count <= rows ? rows : rows - 1;

    private static int Lengthen(List<PlacedBar> bars, int index, ZonedDay day)
    {
        bars[index] = bars[index] with { Columns = bars[index].Columns + 1, GoesOn = BarLayout.GoesOnAfter(bars[index].Entry, day) };
        return index;
    }
}
