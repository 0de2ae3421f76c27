using NodaTime;
using Portal.Application.Submissions;

namespace Portal.Application.Calendar;

/// <summary>One refused field.</summary>
/// <param name="Path">Property name of <see cref="NewCaseEvent"/>, or <c>FormId</c>.</param>
/// <param name="Code">Stable, see <see cref="NewCaseEventValidator"/>.</param>
/// <param name="Message">For people; names the field.</param>
public sealed record FieldError(string Path, string Code, string Message);

/// <summary>Answer to a new event. A closed set.</summary>
public abstract record CreateEventResult
{
    private CreateEventResult()
    {
    }

    /// <summary>Stored, and sent from here on by itself. The same form again gives the same item.</summary>
    public sealed record Submitted(string ItemId) : CreateEventResult;

    /// <summary>This form sent something else before, from another tab or by another person. Nothing was stored now.</summary>
    /// <param name="ItemId">What it sent.</param>
    public sealed record AlreadySent(string ItemId) : CreateEventResult;

    /// <summary>Nothing was stored.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : CreateEventResult;

    /// <summary>The caller's roles do not allow it, or the organisation has no Care360.</summary>
    public sealed record NotAllowed : CreateEventResult;
}

/// <summary>Answer to another time for an event. A closed set.</summary>
public abstract record MoveEventResult
{
    private MoveEventResult()
    {
    }

    /// <summary>The event at its new time is stored, and sent from here on by itself; once it is confirmed the old one is cancelled. The same form again gives the same item.</summary>
    /// <param name="ItemId">The new item.</param>
    public sealed record Submitted(string ItemId) : MoveEventResult;

    /// <summary>Nothing was stored.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : MoveEventResult;

    /// <summary>No such item in the caller's organisation.</summary>
    public sealed record NotFound : MoveEventResult;

    /// <summary>The caller's roles do not allow it.</summary>
    public sealed record NotAllowed : MoveEventResult;

    /// <param name="Reason">Why, for people.</param>
    public sealed record NotPossible(string Reason) : MoveEventResult;
}

/// <summary>One side of a move.</summary>
/// <param name="ItemId">The other item.</param>
/// <param name="Start">Its start.</param>
/// <param name="End">Its end; exclusive.</param>
/// <param name="State">What is known of it.</param>
public sealed record ItemMove(string ItemId, Instant Start, Instant End, ItemState State);

/// <summary>What an item has to do with moves.</summary>
/// <param name="From">The item whose place it takes; null when it was entered by itself.</param>
/// <param name="To">The newest item that was to take its place; null when nobody moved it.</param>
public sealed record ItemMoves(ItemMove? From, ItemMove? To)
{
    public static readonly ItemMoves None = new(null, null);
}

/// <summary>Answer to a cancellation. A closed set.</summary>
public abstract record CancelEventResult
{
    private CancelEventResult()
    {
    }

    /// <summary>Stored, and sent from here on by itself; also when a cancellation is already under way or done.</summary>
    public sealed record Submitted : CancelEventResult;

    /// <summary>No such item in the caller's organisation.</summary>
    public sealed record NotFound : CancelEventResult;

    /// <summary>The caller's roles do not allow it.</summary>
    public sealed record NotAllowed : CancelEventResult;

    /// <param name="Reason">Why, for people.</param>
    public sealed record NotPossible(string Reason) : CancelEventResult;
}

/// <summary>Answer to a decision about an item (found, not there, dismiss). A closed set.</summary>
public abstract record ItemDecisionResult
{
    private ItemDecisionResult()
    {
    }

    public sealed record Done : ItemDecisionResult;

    /// <summary>No such item in the caller's organisation.</summary>
    public sealed record NotFound : ItemDecisionResult;

    /// <summary>The caller's roles do not allow it.</summary>
    public sealed record NotAllowed : ItemDecisionResult;

    /// <param name="Reason">Why, for people.</param>
    public sealed record NotPossible(string Reason) : ItemDecisionResult;
}

/// <summary>One line of an item's history.</summary>
/// <param name="At">By the database's clock.</param>
/// <param name="Who">The person; null when the portal did it by itself.</param>
/// <param name="Operation">Whether it belongs to the creation or to a cancellation.</param>
/// <param name="What">What happened.</param>
/// <param name="Attempt">The how-manieth request it concerns; 0 before the first.</param>
/// <param name="Note">The reason that the person gave; null when none was given.</param>
public sealed record HistoryEntry(Instant At, string? Who, SubmissionOperation Operation, SubmissionEventKind What, int Attempt, string? Note = null);
