namespace Portal.ApiServer.Administration;

/// <summary>A case to write, checked: e-mail addresses and the id are lower-case, nothing is empty.</summary>
internal sealed record NewCase
{
    public required string Id { get; init; }

    /// <summary>Null: the start of the id, or what the case has.</summary>
    public string? ShortId { get; init; }

    public required string Title { get; init; }

    /// <summary>Null: OPEN, or what the case has.</summary>
    public string? Status { get; init; }

    /// <summary>Null: GENERAL, or what the case has.</summary>
    public string? Type { get; init; }

    public required string SubmitterEmail { get; init; }

    public required string SubmitterName { get; init; }

    /// <summary>The doctor. Null: nobody, or whom the case has.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>The care team, without repetitions. Empty: nobody, or whom the case has.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];
}
