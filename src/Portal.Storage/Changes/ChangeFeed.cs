using System.Collections.Concurrent;

namespace Portal.Storage.Changes;

/// <summary>Hands committed changes to subscribers in this process. A change may arrive more than once and tells nothing about order.</summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<object, Action<Change>> _subscribers = new();

    /// <summary>Calls <paramref name="handler"/> for every change until disposed. It runs on the writer's thread: it only signals and never throws or waits.</summary>
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
            foreach (var handler in _subscribers.Values)
            {
                handler(change);
            }
        }
    }

    private sealed class Subscription(ChangeFeed feed) : IDisposable
    {
        public void Dispose() => feed._subscribers.TryRemove(this, out _);
    }
}
