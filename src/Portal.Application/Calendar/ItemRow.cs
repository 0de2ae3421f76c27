using NodaTime;
using Portal.Application.Submissions;

namespace Portal.Application.Calendar;

/// <summary>A row of <c>calendar_items</c> with its case's title.</summary>
internal sealed record ItemRow
{
    /// <summary>For a query that names the table <c>i</c> and its case <c>c</c>.</summary>
    public const string Columns =
        """
        i.id AS Id, i.source AS SourceName, i.upstream_id AS UpstreamId, i.case_id AS CaseId, c.title AS CaseTitle, i.title AS Title,
        i.description AS Description, i.start_at AS StartAt, i.end_at AS EndAt, i.all_day_start AS AllDayStart, i.all_day_end AS AllDayEnd, i.time_zone AS TimeZone, i.location AS Location,
        i.meeting_link AS MeetingLink, i.provider_name AS ProviderName, i.provider_email AS ProviderEmail, i.agent_name AS AgentName,
        i.invitee_name AS InviteeName, i.invitee_email AS InviteeEmail, i.state AS StateName, i.reason AS Reason, i.is_given_up AS IsGivenUp, i.retry_at AS RetryAt, i.state_since AS StateSince,
        i.unclear_since AS UnclearSince, i.is_dismissed AS IsDismissed, i.submission_id AS SubmissionId, i.created_by_id AS CreatedById, i.created_by_name AS CreatedByName,
        i.upstream_created_at AS UpstreamCreatedAt, i.first_seen_at AS FirstSeenAt, i.version AS Version
        """;

    public string Id { get; init; } = "";

    public string SourceName { get; init; } = "";

    public string? UpstreamId { get; init; }

    public string? CaseId { get; init; }

    public string? CaseTitle { get; init; }

    public string Title { get; init; } = "";

    public string? Description { get; init; }

    public Instant StartAt { get; init; }

    public Instant EndAt { get; init; }

    public string? AllDayStart { get; init; }

    public string? AllDayEnd { get; init; }

    public string TimeZone { get; init; } = "";

    public string? Location { get; init; }

    public string? MeetingLink { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    public string? AgentName { get; init; }

    public string? InviteeName { get; init; }

    public string? InviteeEmail { get; init; }

    public string StateName { get; init; } = "";

    public string? Reason { get; init; }

    public bool IsGivenUp { get; init; }

    public Instant? RetryAt { get; init; }

    public Instant StateSince { get; init; }

    public Instant? UnclearSince { get; init; }

    public bool IsDismissed { get; init; }

    public string? SubmissionId { get; init; }

    public string? CreatedById { get; init; }

    public string? CreatedByName { get; init; }

    public Instant? UpstreamCreatedAt { get; init; }

    public Instant FirstSeenAt { get; init; }

    public long Version { get; init; }

    public CalendarSource Source => Enum.Parse<CalendarSource>(SourceName);

    public ItemState State => Enum.Parse<ItemState>(StateName);

    /// <summary>As the caller may see it: people without the clinical role see of all but marketing only that the time is taken.</summary>
    public CalendarItem ToItem(bool isClinical, SubmissionOptions options)
    {
        var isRedacted = !isClinical && Source != CalendarSource.Marketing;
        var item = new CalendarItem
        {
            Id = Id,
            Source = Source,
            Title = "Busy",
            Start = StartAt,
            End = EndAt,
            AllDay = EntryRow.DatesOf(AllDayStart, AllDayEnd),
            TimeZone = TimeZone,
            State = State,
            StateSince = StateSince,
            Revision = Version,
            IsRedacted = true,
        };
        return isRedacted
            ? item
            : item with
            {
                UpstreamId = UpstreamId,
                CaseId = CaseId,
                CaseTitle = CaseTitle,
                Title = Title,
                Description = Description,
                MeetingLink = MeetingLink,
                Location = Location,
                ProviderName = ProviderName,
                ProviderEmail = ProviderEmail,
                InviteeName = InviteeName,
                InviteeEmail = InviteeEmail,
                Reason = Reason,
                IsGivenUp = IsGivenUp,
                RetryAt = RetryAt,
                CreatedBy = CreatedByName,
                ResolvableFrom = State == ItemState.Unknown ? UnclearSince + Duration.FromTimeSpan(options.QuietPeriod) : null,
                IsCustom = string.Equals(AgentName, ApiContract.Care360.CalendarEvents.CalendarEventDetails.CustomAgent, StringComparison.Ordinal),
                IsRedacted = false,
            };
    }
}
