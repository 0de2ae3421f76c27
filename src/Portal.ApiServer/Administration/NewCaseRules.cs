using System.Globalization;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Validation;

namespace Portal.ApiServer.Administration;

/// <summary>What is wrong with a field of a case; <paramref name="Column"/> is one of <see cref="CaseColumns"/>.</summary>
internal sealed record CaseError(string Column, string Text);

/// <summary>Which cases may be written.</summary>
internal static class NewCaseRules
{
    private const int LongestTitle = 500;
    private const int LongestName = 200;
    private const int LongestWord = 40;
    private const int MostAssignees = 50;

    /// <summary>The case, with a new id where none is given; otherwise every error, in the order of the columns.</summary>
    public static (NewCase? Case, IReadOnlyList<CaseError> Errors) Read(CaseFields fields)
    {
        CaseError?[] found =
        [
            Check(CaseColumns.Id, Clean(fields.Id), isRequired: false, IsUuid, "must be a UUID such as a1b2c3d4-e5f6-4890-abcd-ef1234567890"),
            CheckText(CaseColumns.ShortId, fields.ShortId, isRequired: false, LongestWord),
            CheckText(CaseColumns.Title, fields.Title, isRequired: true, LongestTitle),
            Check(CaseColumns.Status, Clean(fields.Status), isRequired: false, CaseStatuses.All.Contains, $"must be one of {string.Join(", ", CaseStatuses.All)}"),
            CheckText(CaseColumns.Type, fields.Type, isRequired: false, LongestWord),
            CheckEmail(CaseColumns.SubmitterEmail, Clean(fields.SubmitterEmail), isRequired: true),
            CheckText(CaseColumns.SubmitterName, fields.SubmitterName, isRequired: true, LongestName),
            CheckEmail(CaseColumns.AssignedTo, Clean(fields.AssignedTo), isRequired: false),
            fields.Assignees.Select(email => CheckEmail(CaseColumns.Assignees, Clean(email), isRequired: true)).FirstOrDefault(error => error is not null)
                ?? (fields.Assignees.Count > MostAssignees ? new CaseError(CaseColumns.Assignees, "must be at most 50 e-mail addresses") : null),
        ];
        var errors = found.OfType<CaseError>().ToList();
        return errors.Count == 0 ? (Create(fields), []) : (null, errors);
    }

    private static NewCase Create(CaseFields fields) => new()
    {
        Id = Clean(fields.Id)?.ToLowerInvariant() ?? Guid.NewGuid().ToString("D"),
        ShortId = Clean(fields.ShortId),
        Title = Clean(fields.Title) ?? "",
        Status = Clean(fields.Status),
        Type = Clean(fields.Type),
        SubmitterEmail = Clean(fields.SubmitterEmail)?.ToLowerInvariant() ?? "",
        SubmitterName = Clean(fields.SubmitterName) ?? "",
        AssignedTo = Clean(fields.AssignedTo)?.ToLowerInvariant(),
        Assignees = [.. fields.Assignees.Select(email => email.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
    };

    private static CaseError? CheckText(string column, string? text, bool isRequired, int longest) => Check(
        column,
        Clean(text),
        isRequired,
        value => value.Length <= longest && ContractFormats.IsStorable(value) && !value.Any(char.IsControl),
        $"must be at most {longest.ToString(CultureInfo.InvariantCulture)} characters in one line");

    private static CaseError? CheckEmail(string column, string? text, bool isRequired) =>
        Check(column, text, isRequired, ContractFormats.IsEmail, "must be an e-mail address");

    private static CaseError? Check(string column, string? text, bool isRequired, Func<string, bool> isValid, string problem) => text switch
    {
        null when isRequired => new CaseError(column, "must not be empty"),
        null => null,
        _ => isValid(text) ? null : new CaseError(column, problem),
    };

    private static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out _);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
