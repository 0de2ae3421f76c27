using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.ApiContract.Validation;

/// <summary>The texts that stand behind a field's path in <c>error</c>, after rulings.md.</summary>
public static class ContractTexts
{
    public const string EmptyString = "Too small: expected string to have >=1 characters";
    public const string InvalidIsoDateTime = "Invalid ISO datetime";
    public const string InvalidEmail = "Invalid email address";
    public const string InvalidUrl = "Invalid URL";
    public const string InvalidTimeZone = "Invalid IANA time zone";

    /// <summary>[ours]</summary>
    public const string InvalidCharacters = "Invalid input: expected string without U+0000 and unpaired surrogates";

    public static string InvalidAgent { get; } = $"Invalid input: expected \"{CalendarEventDetails.CustomAgent}\"";

    public static string InvalidLocation { get; } = InvalidOption(LocationTypes.All);

    /// <summary>None of the values allowed.</summary>
    public static string InvalidOption(IReadOnlyList<string> values) =>
        $"Invalid option: expected one of {string.Join('|', values.Select(value => $"\"{value}\""))}";

    /// <summary>A member of the wrong JSON type.</summary>
    /// <param name="expected">A JSON type, for example <c>string</c>.</param>
    /// <param name="received"><c>undefined</c>, <c>number</c>, <c>null</c>, <c>boolean</c>, <c>object</c>, <c>array</c> or <c>string</c>.</param>
    public static string WrongType(string expected, string received) => $"Invalid input: expected {expected}, received {received}";
}
