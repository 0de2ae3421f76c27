namespace Portal.ApiServer.Administration;

/// <summary>A command cannot be done. Each error is one line that names the field and holds no secret.</summary>
internal sealed class RefusedException(IReadOnlyList<string> errors) : Exception(string.Join(' ', errors))
{
    public RefusedException(string error)
        : this([error])
    {
    }

    /// <summary>At least one, in the order of what was read.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;

    /// <summary>There is no such organisation.</summary>
    public static RefusedException NoOrganization() => new("organization: there is no such organisation; 'org list' shows them.");
}
