using NodaTime;

namespace Portal.ApiServer.Webhooks;

/// <summary>A delivery to make now, with where it goes. A class: the text of a record would show the secret.</summary>
internal sealed class DueDelivery
{
    public long Number { get; init; }

    public string OrganizationId { get; init; } = "";

    /// <summary>Lower-case UUID, the same at every try.</summary>
    public string Id { get; init; } = "";

    public string Event { get; init; } = "";

    /// <summary>Null for an appointment of no case.</summary>
    public string? CaseId { get; init; }

    /// <summary>The calendar event or comment.</summary>
    public string SubjectId { get; init; } = "";

    /// <summary>Tries that failed.</summary>
    public int Tries { get; init; }

    public Instant CreatedAt { get; init; }

    public string Url { get; init; } = "";

    /// <summary>Null: the call is not signed.</summary>
    public string? Secret { get; init; }
}
