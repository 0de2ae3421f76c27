using NodaTime;
using Portal.Application.Calendar;

namespace Portal.Application.Booking;

/// <summary>The free slots of an event type, as the service lists them. A closed set.</summary>
public abstract record SlotList
{
    private SlotList()
    {
    }

    /// <param name="Slots">By start, none twice; empty when nothing is free. The ends are exclusive.</param>
    public sealed record Listed(IReadOnlyList<Interval> Slots) : SlotList;

    /// <summary>The service does not list slots to this organisation: a time is to be typed, and the service decides.</summary>
    /// <param name="Reason">The service's words.</param>
    public sealed record NotOffered(string Reason) : SlotList;

    /// <summary>The service could not be asked just now.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Failed(string Reason) : SlotList;
}

/// <summary>Answer to holding a slot. A closed set.</summary>
public abstract record HoldResult
{
    private HoldResult()
    {
    }

    /// <summary>Colleagues of this portal cannot choose it; the service knows nothing of it.</summary>
    /// <param name="For">How long, from now; choosing again prolongs it.</param>
    public sealed record Held(Duration For) : HoldResult;

    /// <summary>Someone of this portal holds or has booked it.</summary>
    public sealed record Taken : HoldResult;

    /// <summary>The caller's roles do not allow it, or the organisation has no Care360.</summary>
    public sealed record NotAllowed : HoldResult;
}

/// <summary>Answer to a booking. A closed set.</summary>
public abstract record BookResult
{
    private BookResult()
    {
    }

    /// <summary>Stored, and sent from here on by itself. The same form again gives the same item.</summary>
    public sealed record Submitted(string ItemId) : BookResult;

    /// <summary>This form booked something else before, from another window. Nothing was stored now.</summary>
    /// <param name="ItemId">What it booked.</param>
    public sealed record AlreadySent(string ItemId) : BookResult;

    /// <summary>Nothing was stored.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : BookResult;

    /// <summary>Nothing was stored: someone of this portal holds or has booked the time.</summary>
    public sealed record SlotTaken : BookResult;

    /// <summary>Nothing was stored: the appointment to take the place of cannot be moved.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record NotPossible(string Reason) : BookResult;

    /// <summary>The caller's roles do not allow it, or the organisation has no Care360.</summary>
    public sealed record NotAllowed : BookResult;
}
