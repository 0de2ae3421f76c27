namespace Portal.Web.Tests;

/// <summary>Timers that run only when a test lets time elapse. They know nothing of the clock: a test that needs both moves both.</summary>
internal sealed class HandTimers : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HandTimer> _running = [];

    /// <summary>How many timers run.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running.Count;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state), dueTime, period);
        lock (_lock)
        {
            _running.Add(timer);
        }

        return timer;
    }

    /// <summary>Lets every timer run as often as it is due in a time.</summary>
    public void Elapse(TimeSpan time)
    {
        List<HandTimer> running;
        lock (_lock)
        {
            running = [.. _running];
        }

        running.ForEach(timer => timer.Elapse(time));
    }

    private void Stop(HandTimer timer)
    {
        lock (_lock)
        {
            _running.Remove(timer);
        }
    }

    private sealed class HandTimer(HandTimers owner, Action call, TimeSpan dueTime, TimeSpan period) : ITimer
    {
        private TimeSpan _left = dueTime;

        public void Elapse(TimeSpan time)
        {
            for (_left -= time; _left <= TimeSpan.Zero; _left += period > TimeSpan.Zero ? period : TimeSpan.MaxValue)
            {
                call();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("No page changes a running timer.");

        public void Dispose() => owner.Stop(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
