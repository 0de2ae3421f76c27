namespace Portal.ApiContract.Validation;

/// <summary>Stable codes of the validators' rules. Forms map them to texts for people; the API's own texts are in <see cref="ContractTexts"/>.</summary>
public static class ContractErrors
{
    /// <summary>Absent or empty.</summary>
    public const string Required = "Required";

    /// <summary>Holds U+0000 or half of a surrogate pair, which no database and no JSON can carry.</summary>
    public const string InvalidCharacters = "InvalidCharacters";

    /// <summary>The agent is not <c>custom</c>.</summary>
    public const string InvalidAgent = "InvalidAgent";

    /// <summary>Not an ISO 8601 date and time with <c>Z</c> or an offset.</summary>
    public const string InvalidIsoDateTime = "InvalidIsoDateTime";

    /// <summary>Not an id of the IANA time zone database.</summary>
    public const string InvalidTimeZone = "InvalidTimeZone";

    /// <summary>Not an absolute http or https URL.</summary>
    public const string InvalidUrl = "InvalidUrl";

    /// <summary>None of the accepted location types.</summary>
    public const string InvalidLocation = "InvalidLocation";

    /// <summary>Not an e-mail address.</summary>
    public const string InvalidEmail = "InvalidEmail";

    /// <summary>The start is not before the end; the API answers 422 for it.</summary>
    public const string StartNotBeforeEnd = "StartNotBeforeEnd";

    /// <summary>Neither an ISO 8601 date nor a date and time.</summary>
    public const string InvalidIsoDate = "InvalidIsoDate";

    /// <summary>Not a time of day <c>HH:mm</c>.</summary>
    public const string InvalidTimeOfDay = "InvalidTimeOfDay";

    /// <summary>Not a colour <c>#RRGGBB</c>.</summary>
    public const string InvalidColor = "InvalidColor";

    /// <summary>Not decimal degrees in range, or one coordinate without the other.</summary>
    public const string InvalidCoordinate = "InvalidCoordinate";

    /// <summary>Not the documented kind of JSON, or with half of a surrogate pair in it.</summary>
    public const string InvalidKind = "InvalidKind";
}
