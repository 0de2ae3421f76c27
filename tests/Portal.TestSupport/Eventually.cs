namespace Portal.TestSupport;

/// <summary>Waits for a state that another thread or process brings about.</summary>
public static class Eventually
{
    /// <summary>Asks again and again until the answer is true.</summary>
    /// <exception cref="TimeoutException">It is still false after <paramref name="limit"/> (default 30 s).</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var end = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            if (end.IsCancellationRequested)
            {
                throw new TimeoutException($"Still not true: {what}");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
