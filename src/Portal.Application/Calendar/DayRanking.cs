using NodaTime.Text;
using Portal.Application.Time;

namespace Portal.Application.Calendar;

/// <summary>What the index holds of an item: enough to place it on days and to order it there.</summary>
/// <param name="Id">The item's.</param>
/// <param name="Start">Unix milliseconds.</param>
/// <param name="End">Unix milliseconds; exclusive.</param>
/// <param name="AllDayStart">ISO date; null when it has times.</param>
/// <param name="AllDayEnd">ISO date; exclusive.</param>
internal readonly record struct IndexedItem(string Id, long Start, long End, string? AllDayStart, string? AllDayEnd);

/// <summary>The first rows of some days, and how much there is.</summary>
/// <param name="Ids">The items of the rows, each once; in no order.</param>
/// <param name="Counts">How many items each day has.</param>
/// <param name="Total">How many items touch any of the days.</param>
internal sealed record RankedDays(IReadOnlyList<string> Ids, IReadOnlyList<int> Counts, int Total);

/// <summary>
/// Chooses the first rows of days by the rules of <see cref="EntryOrder"/>, on what the index holds. Here and not in SQL, which compares each
/// item with each day at many times the cost.
/// </summary>
internal static class DayRanking
{
    /// <param name="days">Consecutive, in one zone.</param>
    /// <param name="items">All that may touch them; sorted by this.</param>
    /// <param name="rows">How many of each day.</param>
    public static RankedDays Rank(IReadOnlyList<ZonedDay> days, List<IndexedItem> items, int rows)
    {
        items.Sort(Compare);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        var counts = new int[days.Count];
        var isOnAnyDay = new bool[items.Count];
        var others = new List<string>(rows);
        for (var n = 0; n < days.Count; n++)
        {
            var day = new Bounds(days[n]);
            var bars = 0;
            others.Clear();
            for (var i = 0; i < items.Count; i++)
            {
                var item = items[i];
                if (!day.Has(item))
                {
                    continue;
                }

                counts[n]++;
                isOnAnyDay[i] = true;
                if (!day.IsWithin(item))
                {
                    if (bars < rows)
                    {
                        bars++;
                        chosen.Add(item.Id);
                    }
                }
                else if (others.Count < rows)
                {
                    others.Add(item.Id);
                }
            }

            chosen.UnionWith(others.Take(rows - bars));
        }

        return new RankedDays([.. chosen], counts, isOnAnyDay.Count(isOn => isOn));
    }

    private static int Compare(IndexedItem a, IndexedItem b)
    {
        var byStart = a.Start.CompareTo(b.Start);
        var byEnd = byStart != 0 ? byStart : b.End.CompareTo(a.End);
        return byEnd != 0 ? byEnd : string.CompareOrdinal(a.Id, b.Id);
    }

    /// <summary>A day in the index's terms.</summary>
    private readonly struct Bounds(ZonedDay day)
    {
        private readonly long _start = day.Start.ToUnixTimeMilliseconds();
        private readonly long _end = day.End.ToUnixTimeMilliseconds();
        private readonly string _date = LocalDatePattern.Iso.Format(day.Date);

        /// <summary>See <see cref="EntryTimes.Touch"/>.</summary>
        public bool Has(in IndexedItem item) => item.AllDayStart is null
            ? _start < _end && item.Start < _end && item.End > _start
            : string.CompareOrdinal(item.AllDayStart, _date) <= 0 && string.CompareOrdinal(item.AllDayEnd, _date) > 0;

        /// <summary>That it is no bar, as <see cref="EntryOrder.IsBar"/> has it.</summary>
        public bool IsWithin(in IndexedItem item) => item.AllDayStart is null && item.Start >= _start && item.End <= _end;
    }
}
