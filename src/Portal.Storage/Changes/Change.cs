namespace Portal.Storage.Changes;

/// <summary>Something of an organisation was written. It says what to read again, never the data itself.</summary>
/// <param name="OrganizationId">Whose data.</param>
/// <param name="Topic">The kind of data, for example <c>calendar</c>.</param>
/// <param name="Key">Which piece, for example an id; null when the whole topic may have changed.</param>
public sealed record Change(string OrganizationId, string Topic, string? Key = null)
{
    /// <summary>Announced after the connection that carries changes was lost: anything may have changed meanwhile.</summary>
    public static readonly Change Everything = new("*", "*");

    /// <summary>Whether a reader of this organisation and topic must read again.</summary>
    public bool Concerns(string organizationId, string topic) =>
        this == Everything
        || (string.Equals(OrganizationId, organizationId, StringComparison.Ordinal) && string.Equals(Topic, topic, StringComparison.Ordinal));
}
