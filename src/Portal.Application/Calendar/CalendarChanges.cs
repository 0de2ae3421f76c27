using Portal.Storage.Changes;

namespace Portal.Application.Calendar;

/// <summary>Tells an open page that the calendar of its organisation changed, whoever changed it and on whichever replica.</summary>
public sealed class CalendarChanges(ChangeFeed feed)
{
    /// <summary>See <see cref="ChangeFeed.Position"/>.</summary>
    public long Position => feed.Position;

    /// <summary>
    /// Calls <paramref name="onChange"/> after each change until disposed, and <paramref name="onFreshness"/> when an upstream was read, or could
    /// not be, and nothing else is known to have changed. They run on the feed's own task, one call at a time, and say nothing of what
    /// changed: the page reads what it shows again.
    /// </summary>
    public IDisposable Watch(Caller caller, Action onChange, Action? onFreshness = null) => feed.Subscribe(change =>
    {
        if (change.Concerns(caller.OrganizationId, ItemProjection.Topic))
        {
            onChange();
        }
        else if (change.Concerns(caller.OrganizationId, SyncStore.FreshnessTopic))
        {
            onFreshness?.Invoke();
        }
    });
}
