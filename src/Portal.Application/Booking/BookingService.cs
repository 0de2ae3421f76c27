using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Organizations;

namespace Portal.Application.Booking;

/// <summary>
/// Patient appointments as pages use them: what can be booked, when, and the booking itself, which is stored before it is sent and goes on by
/// itself. For the clinical roles; a foreign id and an absent id look the same.
/// </summary>
public sealed class BookingService
{
    private readonly EventTypes _eventTypes;
    private readonly SlotHolds _holds;
    private readonly Bookings _bookings;
    private readonly Cancellations _cancellations;
    private readonly OrganizationDirectory _organizations;

    internal BookingService(EventTypes eventTypes, SlotHolds holds, Bookings bookings, Cancellations cancellations, OrganizationDirectory organizations)
    {
        _eventTypes = eventTypes;
        _holds = holds;
        _bookings = bookings;
        _cancellations = cancellations;
        _organizations = organizations;
    }

    /// <summary>Whether the caller may book: a clinical role, in an organisation that has Care360.</summary>
    public bool CanBook(Caller caller) => caller.IsClinical && _organizations.HasCare360(caller.OrganizationId);

    /// <summary>What can be booked, the service's answer and the configuration taken together; at most a minute old. Empty for whoever may not book.</summary>
    public async Task<EventTypeList> ListEventTypesAsync(Caller caller, CancellationToken cancellationToken) =>
        CanBook(caller) ? await _eventTypes.ListAsync(caller.OrganizationId, cancellationToken) : new EventTypeList([], null);

    /// <summary>The slots of an event type that start in a range and not before now, as the service lists them at this moment.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="eventType">Of <see cref="ListEventTypesAsync"/>.</param>
    /// <param name="range">Bounded; the end exclusive.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SlotList> ListSlotsAsync(Caller caller, BookableEventType eventType, Interval range, CancellationToken cancellationToken) =>
        CanBook(caller) ? await _eventTypes.ListSlotsAsync(caller.OrganizationId, eventType, range, cancellationToken) : new SlotList.Listed([]);

    /// <summary>What of the provider's time in a range other people of this portal hold, and what is booked or on its way; by start.</summary>
    public async Task<IReadOnlyList<Interval>> ReadTakenAsync(
        Caller caller, string formId, BookableEventType eventType, Interval range, CancellationToken cancellationToken) =>
        CanBook(caller) ? await _holds.ReadTakenAsync(caller.OrganizationId, formId, eventType, range, cancellationToken) : [];

    /// <summary>Keeps a slot from other people of this portal for five minutes, instead of what the form held before. The service is not told.</summary>
    /// <exception cref="System.Data.Common.DbException">Nothing is held.</exception>
    public async Task<HoldResult> HoldAsync(Caller caller, string formId, BookableEventType eventType, Interval slot, CancellationToken cancellationToken) =>
        !CanBook(caller) ? new HoldResult.NotAllowed()
        : await _holds.TryHoldAsync(caller.OrganizationId, formId, eventType, slot, cancellationToken) ? new HoldResult.Held(SlotHolds.Lifetime)
        : new HoldResult.Taken();

    /// <summary>Lets go what a form holds; no error when it holds nothing.</summary>
    public async Task ReleaseAsync(Caller caller, string formId, CancellationToken cancellationToken)
    {
        if (CanBook(caller))
        {
            await _holds.ReleaseAsync(caller.OrganizationId, formId, cancellationToken);
        }
    }

    /// <summary>
    /// Stores an appointment as pending; it is sent by itself. Calling it again with the same form and content changes nothing and gives the same
    /// item. With <paramref name="replacesItemId"/> that appointment is cancelled once the new one is confirmed; until then, and when the new one
    /// is refused, it stands.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="formId">A UUID made with the form instance. It becomes the item's id, the idempotency key and, without another, the reference upstream.</param>
    /// <param name="entered">Checked here again, whatever the form checked.</param>
    /// <param name="replacesItemId">The appointment to move; null for an ordinary booking.</param>
    /// <param name="cancellationToken">Gives up; ask again with the same form to learn the outcome.</param>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored: tell the person so.</exception>
    public async Task<BookResult> BookAsync(Caller caller, string formId, NewAppointment entered, string? replacesItemId, CancellationToken cancellationToken) =>
        CanBook(caller) ? await _bookings.BookAsync(caller, formId, entered, replacesItemId, cancellationToken) : new BookResult.NotAllowed();

    /// <summary>What was entered for an appointment of this portal, to open its form again; null for anything else.</summary>
    public async Task<NewAppointment?> ReadRequestAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        caller.IsClinical ? await _bookings.ReadRequestAsync(caller.OrganizationId, itemId, cancellationToken) : null;

    /// <summary>Cancels a confirmed appointment; an unconfirmed cancellation is sent again. Any number of calls make one cancellation, and "already cancelled" counts as done.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="formId">A UUID made with the dialog.</param>
    /// <param name="itemId">What to cancel.</param>
    /// <param name="reason">At most 500 characters; kept in the history and sent to the service. Null for none.</param>
    /// <param name="inviteeEmail">The invitee's address, where the item has none.</param>
    /// <param name="cancellationToken">Gives up; ask again with the same form to learn the outcome.</param>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored: tell the person so.</exception>
    public async Task<CancelEventResult> CancelAsync(
        Caller caller, string formId, string itemId, string? reason, string? inviteeEmail, CancellationToken cancellationToken) =>
        caller.IsClinical
            ? await _cancellations.CancelAsync(caller, formId, itemId, reason, inviteeEmail, cancellationToken)
            : new CancelEventResult.NotAllowed();
}
