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
        var bars = new List<PlacedBar>(week.Count * rows);
        Place(bars, week, entries, counts, 0, week.Count, rows);
        return bars;
    }

    /// <summary>The same for some of the days, into a list that is used again.</summary>
    internal static void Place(List<PlacedBar> bars, IReadOnlyList<ZonedDay> days, IReadOnlyList<CalendarEntry> entries, IReadOnlyList<int> counts, int first, int count, int rows)
    {
        bars.Clear();
        var shown = new CalendarEntry?[rows];

        // The bar that stands in each row, by its place in the list; -1 for none.
        Span<int> standing = stackalloc int[rows];
        standing.Fill(-1);
        for (var i = 0; i < count; i++)
        {
            var day = days[first + i];
            var room = Room(counts[first + i], rows);
            Array.Clear(shown);
            Choose(shown.AsSpan(0, room), entries, day);
            for (var row = 0; row < rows; row++)
            {
                var place = standing[row] >= 0 && row < room ? Array.IndexOf(shown, bars[standing[row]].Entry) : -1;
                if (place >= 0)
                {
                    Lengthen(bars, standing[row], day);
                    shown[place] = null;
                }
                else
                {
                    standing[row] = -1;
                }
            }

            foreach (var entry in shown)
            {
                if (entry is not null)
                {
                    var row = standing.IndexOf(-1);
                    standing[row] = bars.Count;
                    bars.Add(new PlacedBar(entry, i, 1, row, BarLayout.BeginsBefore(entry, day), BarLayout.GoesOnAfter(entry, day)));
                }
            }
        }

        bars.Sort(static (a, b) => a.Column != b.Column ? a.Column.CompareTo(b.Column) : a.Lane.CompareTo(b.Lane));
    }

    /// <summary>How many entries a day shows.</summary>
    public static int Room(int count, int rows) => count <= rows ? rows : rows - 1;

    /// <summary>Puts the first entries of the day where they go, in order; what is left over stays null.</summary>
    private static void Choose(Span<CalendarEntry?> first, IReadOnlyList<CalendarEntry> entries, ZonedDay day)
    {
        IComparer<CalendarEntry>? order = null;
        var chosen = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (!EntryOrder.Touches(entry, day))
            {
                continue;
            }

            order ??= chosen > 0 ? EntryOrder.On(day) : null;
            var place = chosen;
            for (; place > 0 && order?.Compare(entry, first[place - 1]) < 0; place--)
            {
                if (place < first.Length)
                {
                    first[place] = first[place - 1];
                }
            }

            if (place < first.Length)
            {
                first[place] = entry;
                chosen = Math.Min(chosen + 1, first.Length);
            }
        }
    }

    private static void Lengthen(List<PlacedBar> bars, int index, ZonedDay day) =>
        bars[index] = bars[index] with { Columns = bars[index].Columns + 1, GoesOn = BarLayout.GoesOnAfter(bars[index].Entry, day) };
}
