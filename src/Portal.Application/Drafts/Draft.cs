using NodaTime;

namespace Portal.Application.Drafts;

/// <summary>What somebody typed into a form and has not submitted. A class, not a record: the content is health data and must not be printed.</summary>
public sealed class Draft(string formId, string json, Instant updatedAt)
{
    /// <summary>Id of the form instance; the same after a reload, a reconnect or a restart.</summary>
    public string FormId { get; } = formId;

    /// <summary>The form's fields as JSON.</summary>
    public string Json { get; } = json;

    public Instant UpdatedAt { get; } = updatedAt;
}
