using System.Text.Json.Serialization;

namespace Portal.ApiContract.Care360;

/// <summary>An answer without data: every refusal, and health. Member order as documented.</summary>
/// <param name="Status">The HTTP status again.</param>
/// <param name="Success">False for every refusal.</param>
/// <param name="Message">The kind of answer, see <see cref="Care360Texts"/>.</param>
/// <param name="Error">The particular reason; absent from the JSON where the documents have none.</param>
public sealed record Care360Message(
    int Status,
    bool Success,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

/// <summary>A success with data. Member order as documented.</summary>
/// <param name="Status">The HTTP status again.</param>
/// <param name="Success">True.</param>
/// <param name="Message">What was done.</param>
/// <param name="Data">The documented data of the operation.</param>
public sealed record Care360Data<T>(int Status, bool Success, string Message, T Data)
    where T : class;
