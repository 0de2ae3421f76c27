using NodaTime;

namespace Portal.ApiServer.Cases;

/// <summary>A case with the people it names. A person's id is null when nobody is named, or the person is not known.</summary>
internal sealed record CaseRow
{
    public string Id { get; init; } = "";

    public string Type { get; init; } = "";

    public string Title { get; init; } = "";

    public string Status { get; init; } = "";

    public string ShortId { get; init; } = "";

    public Instant CreatedAt { get; init; }

    public Instant UpdatedAt { get; init; }

    public Instant? AssignedAt { get; init; }

    public Instant? InProgressAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public bool IsArchived { get; init; }

    public string? AssignedToId { get; init; }

    public string? AssignedToFirstName { get; init; }

    public string? AssignedToLastName { get; init; }

    public string? AssignedById { get; init; }

    public string? AssignedByFirstName { get; init; }

    public string? AssignedByLastName { get; init; }

    public string? HrRepId { get; init; }

    public string? HrRepFirstName { get; init; }

    public string? HrRepLastName { get; init; }

    public string? SubmitterId { get; init; }

    public string? SubmitterFirstName { get; init; }

    public string? SubmitterLastName { get; init; }

    public string? SubmitterPhoneNumber { get; init; }

    public string SubmitterName { get; init; } = "";

    public string SubmitterEmail { get; init; } = "";
}

/// <summary>A member of a case's care team.</summary>
internal sealed record CaseAssigneeRow
{
    public string CaseId { get; init; } = "";

    public string Id { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";
}
