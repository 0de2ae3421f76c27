using NodaTime;

namespace Portal.Application.Calendar;

/// <summary>One item of the calendar as a view draws it: what fits on the event itself, as the caller may see it. <see cref="CalendarItem"/> has the rest.</summary>
public sealed record CalendarEntry
{
    /// <summary>The portal's own id.</summary>
    public required string Id { get; init; }

    public required CalendarSource Source { get; init; }

    /// <summary>"Busy" when it is redacted.</summary>
    public required string Title { get; init; }

    /// <summary>Of an all-day entry midnight UTC of its first date, which places it nowhere: see <see cref="AllDay"/>.</summary>
    public required Instant Start { get; init; }

    /// <summary>Exclusive; after <see cref="Start"/>.</summary>
    public required Instant End { get; init; }

    /// <summary>The dates of an all-day entry, the same in every zone; null when it has times.</summary>
    public AllDayDates? AllDay { get; init; }

    public required ItemState State { get; init; }

    /// <summary>A confirmed custom event that the caller may give another time.</summary>
    public bool CanMove { get; init; }

    /// <summary>The caller may only see that the time is taken.</summary>
    public bool IsRedacted { get; init; }
}

/// <summary>Whole dates without a zone.</summary>
/// <param name="Start">The first date.</param>
/// <param name="End">Exclusive; after <paramref name="Start"/>.</param>
public sealed record AllDayDates(LocalDate Start, LocalDate End);

/// <summary>What the days of a view hold, and how old it is.</summary>
/// <param name="Entries">
/// All that touch the days, each once; or, with a limit of rows, at least those that are among the first of any day. In the order of
/// <see cref="EntryOrder"/> without regard to days; empty when there is nothing.
/// </param>
/// <param name="Counts">How many entries touch each day, in the order of the days asked for; all of them, also those not among <paramref name="Entries"/>.</param>
/// <param name="Total">How many different entries touch any of the days.</param>
/// <param name="Freshness">One entry per source that is read for the organisation.</param>
public sealed record DayEntries(
    IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<int> Counts, int Total, IReadOnlyList<SourceFreshness> Freshness);

/// <summary>A page of the agenda.</summary>
/// <param name="Items">Unknown outcomes first, then by start, end and id; at most as many as asked for.</param>
/// <param name="Total">How many there are in the period.</param>
/// <param name="Freshness">One entry per source that is read for the organisation.</param>
public sealed record AgendaItems(IReadOnlyList<CalendarItem> Items, int Total, IReadOnlyList<SourceFreshness> Freshness);
