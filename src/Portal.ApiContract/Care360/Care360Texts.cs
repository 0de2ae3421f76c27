namespace Portal.ApiContract.Care360;

/// <summary>
/// The literal texts of the Care360 answers. Those marked [ours] stand in no document of the vendor; we chose them where the
/// documents are silent.
/// </summary>
public static class Care360Texts
{
    // message: documents 000 and 001, rulings, companion 1.2 and 1.3.
    public const string EventCreated = "Case calendar event created successfully";
    public const string EventCancelled = "Calendar event cancelled successfully";
    public const string AppointmentsFetched = "Appointments fetched successfully";
    public const string AppointmentScheduled = "Meeting scheduled successfully";
    public const string AppointmentCancelled = "Meeting cancelled successfully";
    public const string AvailabilityFetched = "Providers Availability link fetched successfully";
    public const string CommentCreated = "Case comment created successfully";
    public const string InvalidRequest = "Invalid request";
    public const string InvalidParameters = "Invalid request parameters";
    public const string TimeValidationFailed = "Time validation failed";
    public const string InvalidKey = "Invalid or missing API key";
    public const string Unauthorized = "Unauthorized";
    public const string RateLimitExceeded = "Rate limit exceeded";
    public const string InternalError = "Internal error";

    // error: documents 000 and 001.
    public const string InvalidAction = "Invalid action";
    public const string CaseNotFound = "No Case found for provided details!";
    public const string InvalidEventId = "id must be a valid UUID";
    public const string EventNotFound = "Calendar event not found";
    public const string EventAlreadyCancelled = "Calendar event has already been cancelled";
    public const string EventNotCustom = "Calendar event can only be cancelled if agentName is \"custom\"";

    // error: document 003.
    public const string PermissionDenied = "Permission denied!";
    public const string AttachmentContentRequired = "`content` field is required for attachments";
    public const string TaggedUserEmailRequired = "`email` field is required for tagged users";

    // error: rulings on documents 002 and 003.
    public const string SlotNotAvailable = "Selected time slot is not available";
    public const string EventTypeNotFound = "Event type not found";
    public const string LocationNotOffered = "Location is not available for this event type";
    public const string AttachmentFileNameRequired = "`fileName` field is required for attachments";
    public const string AttachmentContentInvalid = "`content` must be a valid Base64 string";

    // message [ours].
    public const string CasesFetched = "Cases fetched successfully";
    public const string NotFound = "Not found";
    public const string MethodNotAllowed = "Method not allowed";
    public const string Live = "Live";
    public const string Ready = "Ready";
    public const string DatabaseUnreachable = "Database unreachable";

    // error [ours].
    public const string NotJsonContent = "Content-Type must be application/json";
    public const string EmptyBody = "Request body is empty";
    public const string NotJson = "Request body is not valid JSON";
    public const string DuplicateKey = "Request body has a duplicate key";
    public const string BodyTooLarge = "Request body is too large";
    public const string MalformedRequest = "Malformed request";
    public const string MalformedIdempotencyKey = "Idempotency-Key must be 1 to 255 visible ASCII characters";
    public const string IdempotencyKeyReused = "Idempotency-Key was already used for another request";
    public const string IdempotencyKeyInFlight = "A request with this Idempotency-Key is in progress";
    public const string InvalidCursor = "Invalid cursor";
    public const string EndNotAfterStart = "Must be after startTime";
    public const string SpanTooLong = "Must be at most 60 days after startTime";
    public const string AppointmentNotFound = "Appointment not found";
    public const string AppointmentAlreadyCancelled = "Appointment has already been cancelled";
    public const string UserNotFound = "No User found for provided details!";
    public const string InvalidIsoDate = "Invalid ISO date";
    public const string AttachmentFileNameTooLong = "`fileName` must have at most 255 characters";
    public const string EndDateBeforeStartDate = "Must not be before start_date";
    public const string EndTimeNotAfterStartTime = "Must be after start_time";
    public const string RangeTooLong = "Must be at most 31 days after start_time";
    public const string InvalidState = "Invalid US state code";

    /// <summary>Document 003's text for an absent member of a comment.</summary>
    public static string MissingField(string name) => $"Missing required field `{name}`";

    /// <summary>Document 003's members of a wrong type, after the rulings.</summary>
    /// <param name="name">The member.</param>
    /// <param name="expected">For example <c>a string</c>.</param>
    public static string WrongType(string name, string expected) => $"`{name}` must be {expected}";
}
