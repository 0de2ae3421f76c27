namespace Portal.ApiServer.Administration;

/// <summary>A case as somebody wrote it, nothing checked yet; null and empty both mean that a field is left out.</summary>
internal sealed record CaseFields
{
    public string? Id { get; init; }

    public string? ShortId { get; init; }

    public string? Title { get; init; }

    public string? Status { get; init; }

    public string? Type { get; init; }

    public string? SubmitterEmail { get; init; }

    public string? SubmitterName { get; init; }

    public string? AssignedTo { get; init; }

    public IReadOnlyList<string> Assignees { get; init; } = [];
}
