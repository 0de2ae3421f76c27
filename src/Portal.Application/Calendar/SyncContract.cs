using NodaTime;
using Portal.Application.Cases;
using Portal.Application.Submissions;

namespace Portal.Application.Calendar;

/// <summary>An upstream item in the store's terms. Null is what upstream does not say; it erases nothing.</summary>
internal sealed record UpstreamItem
{
    public required string UpstreamId { get; init; }

    public required CalendarSource Source { get; init; }

    public string? CaseId { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required Instant Start { get; init; }

    public required Instant End { get; init; }

    public string? TimeZone { get; init; }

    public string? Location { get; init; }

    public string? MeetingLink { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    public string? AgentName { get; init; }

    /// <summary>The reference that an appointment was booked with (<c>salesforce_uuid</c>).</summary>
    public string? Reference { get; init; }

    public Instant? CreatedAt { get; init; }
}

/// <summary>One complete reading of an organisation's calendar upstream.</summary>
/// <param name="StartedAt">Database time before the request went out: what changed later is not judged by it.</param>
/// <param name="From">Start of what was asked for.</param>
/// <param name="To">End of what can be judged by it, exclusive.</param>
/// <param name="Items">What could be read.</param>
/// <param name="ListedIds">Every id that was listed, also of items that could not be read.</param>
/// <param name="Cases">The cases they belong to.</param>
internal sealed record Reading(
    Instant StartedAt, Instant From, Instant To, IReadOnlyList<UpstreamItem> Items, IReadOnlySet<string> ListedIds, IReadOnlyList<KnownCase> Cases);

/// <summary>What a reading changes in the store.</summary>
/// <param name="Upserts">New, or different from what is stored.</param>
/// <param name="Removed">Confirmed rows that upstream no longer lists.</param>
/// <param name="Settled">Submissions that the reading settles, with the id upstream (null for a cancel).</param>
/// <param name="Cases">New or changed.</param>
internal sealed record SyncPlan(
    IReadOnlyList<UpstreamItem> Upserts, IReadOnlyList<ItemRow> Removed, IReadOnlyList<(SubmissionKey Key, string? UpstreamId)> Settled, IReadOnlyList<KnownCase> Cases);
