namespace Portal.ApiContract.Sweeppea;

/// <summary>The literal texts of the Sweeppea answers. Those marked [ours] stand in no document of the vendor.</summary>
public static class SweeppeaTexts
{
    // Document 004.
    public const string EventCreated = "Calendar Event Created Successfully";
    public const string EventInThePast = "Cannot Create Events In The Past";
    public const string MissingToken = "Invalid or Missing Bearer Token";
    public const string InvalidToken = "Invalid API Token";
    public const string InternalError = "Internal Server Error";

    // Companion 2.
    public const string EventUpdated = "Calendar Event Updated Successfully";
    public const string EventDeleted = "Calendar Event Deleted Successfully";
    public const string EventNotFound = "Calendar Event Not Found";
    public const string UpdateToThePast = "Cannot Update Events To The Past";

    // Rulings.
    public const string EndNotAfterStart = "EventEndDate must be after EventStartDate";

    // [ours]
    public const string NotFound = "Not Found";
    public const string MethodNotAllowed = "Method Not Allowed";
    public const string NotJsonContent = "Content-Type must be application/json";
    public const string EmptyBody = "Request body is empty";
    public const string NotJson = "Request body is not valid JSON";
    public const string DuplicateKey = "Request body has a duplicate key";
    public const string BodyTooLarge = "Request body is too large";
    public const string MalformedRequest = "Malformed request";
    public const string Busy = "Another request of this account is being processed. Send one request at a time.";

    public static string Required(string field) => $"{field} is Required";

    public static string Invalid(string field) => $"{field} is Invalid";

    /// <summary>Companion 2.1, with the plan's figure.</summary>
    public static string RateLimitExceeded(int perMinute) => FormattableString.Invariant(
        $"Rate limit exceeded. Your plan allows {perMinute} API calls per minute. Wait a few seconds and try again.");
}
