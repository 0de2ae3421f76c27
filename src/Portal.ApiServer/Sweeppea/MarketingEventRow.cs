using NodaTime;

namespace Portal.ApiServer.Sweeppea;

/// <summary>A stored marketing event. Dates and times of day are as sent; <see cref="StartAt"/> and <see cref="EndAt"/> are what they mean together.</summary>
internal sealed record MarketingEventRow
{
    public string OrganizationId { get; init; } = "";

    public string Token { get; init; } = "";

    public string Id { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Description { get; init; }

    public string? Location { get; init; }

    public string? Latitude { get; init; }

    public string? Longitude { get; init; }

    public string? Url { get; init; }

    public Instant StartDate { get; init; }

    public Instant EndDate { get; init; }

    public string StartTime { get; init; } = "";

    public string EndTime { get; init; } = "";

    public Instant StartAt { get; init; }

    public Instant EndAt { get; init; }

    public string Color { get; init; } = "";

    public bool IsAllDay { get; init; }

    public bool IsBusy { get; init; }

    public bool IsPrivate { get; init; }

    public bool NotifiesBySms { get; init; }

    public bool IsCompleted { get; init; }

    public string SweepstakesToken { get; init; } = "";

    /// <summary>JSON, as are the two after it.</summary>
    public string PeopleInvolved { get; init; } = "[]";

    public string RepeatThisEvent { get; init; } = "{}";

    public string Notification { get; init; } = "{}";

    public Instant CreatedAt { get; init; }
}
