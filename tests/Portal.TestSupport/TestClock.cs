using NodaTime;

namespace Portal.TestSupport;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock(Instant now) : IClock
{
    private readonly Lock _lock = new();
    private Instant _now = now;

    public Instant GetCurrentInstant()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <summary>Moves the clock; a negative duration moves it back.</summary>
    public void Advance(Duration duration)
    {
        lock (_lock)
        {
            _now += duration;
        }
    }
}
