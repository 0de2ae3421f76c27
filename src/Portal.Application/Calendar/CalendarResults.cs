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
