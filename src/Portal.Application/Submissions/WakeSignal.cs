using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Submissions;

/// <summary>Lets a loop sleep until a change that concerns it, or for a while.</summary>
internal sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly IDisposable _subscription;

    public WakeSignal(Database database, Func<Change, bool> concerns) =>
        _subscription = database.Changes.Subscribe(change =>
        {
            if (concerns(change))
            {
                Wake();
            }
        });

    /// <summary>Ends the present or the next wait.</summary>
    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // A wake-up is already waiting to be seen; one is enough.
        }
    }

    /// <summary>Returns after a wake-up, after <paramref name="longest"/>, or when cancelled; it does not throw.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await _signal.WaitAsync(longest, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop itself looks at the token.
        }
    }

    public void Dispose()
    {
        // The semaphore stays usable: a handler may still be running on the feed's task.
        _subscription.Dispose();
    }
}
