using NodaTime;

namespace Portal.ApiContract.Care360.Cases;

/// <summary>What <c>GET /api/v1/cases</c> is asked for (companion 1.5).</summary>
public sealed record CaseListQuery
{
    public required Instant Start { get; init; }

    /// <summary>After <see cref="Start"/>, by 60 days at most.</summary>
    public required Instant End { get; init; }

    /// <summary>Of <see cref="CaseStatuses.All"/>; empty: all.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>1 to 100; null: the server's 20.</summary>
    public int? RecordsPerPage { get; init; }

    /// <summary>The previous page's <c>cursor.end</c>; null: the first page.</summary>
    public string? After { get; init; }

    public CaseParts Parts { get; init; }
}

/// <summary>What is read of a case beside the case itself.</summary>
[Flags]
public enum CaseParts
{
    None = 0,

    /// <summary>The documents of the case and its comments, each as an address that is valid for 15 minutes.</summary>
    Attachments = 1,

    CalendarEvents = 2,
}
