using NodaTime;
using Portal.ApiServer.People;

namespace Portal.ApiServer.Tests.Cases;

/// <summary>A case of a test, with its people.</summary>
internal sealed record StoredCase
{
    public required string Id { get; init; }

    public required string ShortId { get; init; }

    public required string Title { get; init; }

    public required string SubmitterName { get; init; }

    public required NewUser Submitter { get; init; }

    public string Status { get; init; } = "OPEN";

    public string Type { get; init; } = "GENERAL";

    public NewUser? AssignedTo { get; init; }

    public NewUser? AssignedBy { get; init; }

    public NewUser? HrRep { get; init; }

    public IReadOnlyList<NewUser> Assignees { get; init; } = [];

    public required Instant CreatedAt { get; init; }

    public bool IsArchived { get; init; }

    public IEnumerable<NewUser> People => new[] { Submitter, AssignedTo, AssignedBy, HrRep }.OfType<NewUser>().Concat(Assignees);
}
