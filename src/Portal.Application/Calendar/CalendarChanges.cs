using Portal.Storage.Changes;

namespace Portal.Application.Calendar;

/// <summary>Tells an open page that the calendar of its organisation changed, whoever changed it and on whichever replica.</summary>
public sealed class CalendarChanges(ChangeFeed feed)
{
    /// <summary>
    /// Calls <paramref name="onChange"/> after each change until disposed. It runs on the feed's own task, one call at a time, and
    /// says nothing of what changed: the page reads what it shows again.
    /// </summary>
    public IDisposable Watch(Caller caller, Action onChange) => feed.Subscribe(change =>
    {
        if (change.Concerns(caller.OrganizationId, ItemProjection.Topic))
        {
            onChange();
        }
    });
}
