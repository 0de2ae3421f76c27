using Portal.Application.Calendar;
using Portal.Storage.Changes;

namespace Portal.Application.Booking;

/// <summary>Tells an open page that somebody of its organisation took or let go a time, on whichever replica.</summary>
public sealed class BookingChanges(ChangeFeed feed)
{
    /// <summary>As <see cref="CalendarChanges.Watch"/>, also of holds.</summary>
    public IDisposable Watch(Caller caller, Action onChange) => feed.Subscribe(change =>
    {
        if (change.Concerns(caller.OrganizationId, SlotHolds.Topic) || change.Concerns(caller.OrganizationId, ItemProjection.Topic))
        {
            onChange();
        }
    });
}
