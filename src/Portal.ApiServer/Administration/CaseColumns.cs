using System.Collections.Frozen;

namespace Portal.ApiServer.Administration;

/// <summary>The columns of an import of cases, by the names in its header row. Errors name fields by them too.</summary>
internal static class CaseColumns
{
    public const string Id = "id";
    public const string ShortId = "short_id";
    public const string Title = "title";
    public const string Status = "status";
    public const string Type = "type";
    public const string SubmitterEmail = "submitter_email";
    public const string SubmitterName = "submitter_name";
    public const string AssignedTo = "assigned_to";
    public const string Assignees = "assignees";

    /// <summary>What stands between the addresses of <see cref="Assignees"/>.</summary>
    public const char Separator = ';';

    public static IReadOnlyList<string> All { get; } = [Id, ShortId, Title, Status, Type, SubmitterEmail, SubmitterName, AssignedTo, Assignees];

    /// <summary>Without these there is no case.</summary>
    public static FrozenSet<string> Required { get; } = new[] { Title, SubmitterEmail, SubmitterName }.ToFrozenSet(StringComparer.Ordinal);
}
