namespace Portal.Web.Calendar.Grid;

/// <summary>Gives lanes to what is asked for in the order of its start; the lowest free one each time. O(log n) each.</summary>
internal sealed class Lanes
{
    private readonly PriorityQueue<int, double> _taken = new();
    private readonly PriorityQueue<int, int> _free = new();

    /// <summary>How many lanes were in use at once, at most.</summary>
    public int Count { get; private set; }

    /// <summary>A lane for <paramref name="start"/> up to <paramref name="end"/>, exclusive; no start may be before an earlier one.</summary>
    public int Take(double start, double end)
    {
        while (_taken.TryPeek(out var lane, out var until) && until <= start)
        {
            _taken.Dequeue();
            _free.Enqueue(lane, lane);
        }

        var taken = _free.Count > 0 ? _free.Dequeue() : Count++;
        _taken.Enqueue(taken, end);
        return taken;
    }

    public void Clear()
    {
        _taken.Clear();
        _free.Clear();
        Count = 0;
    }
}
