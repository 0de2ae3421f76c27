using NodaTime;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Application.Submissions;

namespace Portal.Application.Calendar;

/// <summary>What a person asked for, as the store takes it.</summary>
internal sealed record NewItem
{
    public required string OrganizationId { get; init; }

    /// <summary>Also the id of the submission that makes it.</summary>
    public required string Id { get; init; }

    public required CalendarSource Source { get; init; }

    public string? CaseId { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required Instant Start { get; init; }

    public required Instant End { get; init; }

    public required string TimeZone { get; init; }

    public string? Location { get; init; }

    public string? MeetingLink { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    public string? AgentName { get; init; }

    public string? InviteeName { get; init; }

    public string? InviteeEmail { get; init; }

    public static NewItem Of(NewCaseEvent entered, SubmissionKey key) => new()
    {
        OrganizationId = key.OrganizationId,
        Id = key.Id,
        Source = CalendarSource.CaseEvent,
        CaseId = entered.CaseId,
        Title = entered.Title,
        Description = entered.Description,
        Start = entered.Start,
        End = entered.End,
        TimeZone = entered.TimeZone,
        Location = entered.Location,
        MeetingLink = entered.MeetingLink,
        ProviderName = entered.ProviderName,
        ProviderEmail = entered.ProviderEmail,
        AgentName = CalendarEventDetails.CustomAgent,
    };
}
