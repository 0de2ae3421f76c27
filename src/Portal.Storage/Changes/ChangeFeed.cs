using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Portal.Storage.Changes;

/// <summary>Hands committed changes to subscribers in this process. A change may arrive more than once; those of one writer arrive in their order.</summary>
/// <remarks>One task of the feed's own calls the subscribers: a slow or throwing one delays other subscribers, and never a writer or the listener.</remarks>
public sealed class ChangeFeed : IDisposable
{
    private readonly ConcurrentDictionary<object, Action<Change>> _subscribers = new();
    private readonly Channel<Change> _queue = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
    private long _position;
    private volatile bool _isStopped;

    public ChangeFeed() => _ = Task.Run(HandOutAsync);

    /// <summary>
    /// Rises with each change, before any subscriber hears of it: what was read while it stood where it stands now is either still true, or a
    /// subscriber of now will hear of it.
    /// </summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>
    /// Calls <paramref name="handler"/> for every change until disposed, one call at a time. It may run page code, but holds up the other subscribers
    /// while it does. What it throws is dropped: it has no caller who could do anything about it.
    /// </summary>
    public IDisposable Subscribe(Action<Change> handler)
    {
        var subscription = new Subscription(this);
        _subscribers[subscription] = handler;
        return subscription;
    }

    internal void Publish(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            Interlocked.Increment(ref _position);
            _queue.Writer.TryWrite(change);
        }
    }

    /// <summary>Calls nobody any more, apart from a handler that is running: it is not waited for, it may itself be waiting for this.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _queue.Writer.TryComplete();
    }

    private async Task HandOutAsync()
    {
        await foreach (var change in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            // What is left is nobody's any more, and a completed queue that still holds something never makes its reader wait.
            if (_isStopped)
            {
                return;
            }

            foreach (var handler in _subscribers.Values)
            {
                Call(handler, change);
            }
        }
    }

    private static void Call(Action<Change> handler, Change change)
    {
        try
        {
            handler(change);
        }
        catch (Exception)
        {
            // Its own circuit tells its person; the other subscribers and the feed go on.
        }
    }

    private sealed class Subscription(ChangeFeed feed) : IDisposable
    {
        public void Dispose() => feed._subscribers.TryRemove(this, out _);
    }
}
