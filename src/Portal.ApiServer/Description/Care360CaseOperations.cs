using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Description;

/// <summary>The three actions on a case (documents 000, 001, 003), which share one path.</summary>
internal static class Care360CaseOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new ApiOperation
        {
            Methods = ["POST"],
            Path = Care360Routes.Case,
            Owner = ApiOwner.Care360,
            Id = "actOnCase",
            Tag = ApiDocumentInfo.CaseTag,
            Summary = "Create or cancel a custom event, or add a comment",
            Description =
                "`action` decides which. Order of the checks: key, JSON, action, shape, case, meaning. "
                + "A case of another organisation is 404 for events and 403 for comments. "
                + "Cancelling is final, and of concurrent cancellations exactly one succeeds. Unknown members are ignored.",
            Parameters =
            [
                new ApiParameter("caseId", "The case.") { IsInPath = true, Format = "uuid", Example = "a1b2c3d4-e5f6-7890-abcd-ef1234567890" },
                Care360Outcomes.IdempotencyKey,
            ],
            Bodies =
            [
                new ApiBody(CreateCalendarEventRequest.ActionName, typeof(CreateCalendarEventRequest), CreateExample),
                new ApiBody(CancelCalendarEventRequest.ActionName, typeof(CancelCalendarEventRequest), CancelExample),
                new ApiBody(CaseCommunication.ActionName, typeof(AddCommunicationBody), CommentExample),
            ],
            Outcomes = Outcomes(),
        },
    ];

    private const string CreateExample =
        """
        {
          "action": "CREATE_CALENDAR_EVENT",
          "calendar": {
            "title": "Quarterly Planning Meeting",
            "agentName": "custom",
            "description": "Review priorities and align on next-quarter goals.",
            "startTime": "2030-12-31T14:00:00Z",
            "endTime": "2030-12-31T15:00:00Z",
            "timeZone": "America/New_York",
            "meetingLink": "https://example.com/meet/123",
            "location": "gotomeeting_conference",
            "provider": { "email": "provider@example.com", "name": "Dr. Smith" }
          }
        }
        """;

    private const string CancelExample =
        """
        { "action": "CANCEL_CALENDAR_EVENT", "calendar": { "id": "987fcdeb-51a2-43d7-9876-543210fedcba" } }
        """;

    private const string CommentExample =
        """
        {
          "action": "ADD_COMMUNICATION",
          "communication": {
            "text": "Comment text",
            "isRestricted": false,
            "webhookNotify": true,
            "author": { "email": "support_user@example.com", "firstName": "John", "lastName": "Doe" },
            "attachments": [
              { "isRestricted": false, "isPHI": false, "fileName": "notes.txt", "content": "SGVsbG8=" }
            ],
            "taggedUsers": [ { "email": "maya.okafor@northside.example" } ]
          }
        }
        """;

    private static List<ApiOutcome> Outcomes() =>
    [
        Care360Outcomes.Success<CreatedCalendarEvent>(
            "The event was created", Care360Texts.EventCreated, """{"success":true,"calendarEventId":"123e4567-e89b-42d3-a456-426614174000"}"""),
        Care360Outcomes.Success<CancelledCalendarEvent>("The event was cancelled", Care360Texts.EventCancelled, """{"success":true}"""),
        Care360Outcomes.Success<CreatedComment>(
            "The comment was added",
            Care360Texts.CommentCreated,
            """{"commentId":"e4f8d5a2-9b2f-4c5c-8d1f-8c6f1d9e2a3b","createdAt":"2030-09-04T12:00:00.000Z"}"""),
        ApiOutcome.Of("Unknown action", FixedAnswers.InvalidAction),
        ApiOutcome.Of(
            "Create: a member is missing or wrong",
            ApiAnswer.Refusal(
                StatusCodes.Status400BadRequest,
                Care360Texts.InvalidParameters,
                "calendar.meetingLink, Invalid input: expected string, received undefined")),
        Care360Outcomes.Invalid("Cancel: the id is no UUID", Care360Texts.InvalidEventId),
        Care360Outcomes.Invalid("Cancel: no such event of this case", Care360Texts.EventNotFound),
        Care360Outcomes.Invalid("Cancel: an event of another agent", Care360Texts.EventNotCustom),
        Care360Outcomes.Invalid("Cancel: already cancelled", Care360Texts.EventAlreadyCancelled),
        Care360Outcomes.Invalid("Comment: a member is missing", Care360Texts.MissingField("text")),
        Care360Outcomes.Invalid("Comment: an attachment without a name", Care360Texts.AttachmentFileNameRequired),
        Care360Outcomes.Invalid("Comment: an attachment without content", Care360Texts.AttachmentContentRequired),
        Care360Outcomes.Invalid("Comment: an attachment that is not Base64 [ours]", Care360Texts.AttachmentContentInvalid),
        Care360Outcomes.Invalid("Comment: a tagged user without an address", Care360Texts.TaggedUserEmailRequired),
        Care360Outcomes.NotJson,
        Care360Outcomes.MalformedIdempotencyKey,
        Care360Outcomes.InvalidKey,
        Care360Outcomes.Refusal(StatusCodes.Status403Forbidden, "Comment: a case of another organisation", Care360Texts.PermissionDenied),
        Care360Outcomes.CaseNotFound,
        Care360Outcomes.IdempotencyKeyInFlight,
        Care360Outcomes.TooLarge,
        ApiOutcome.Of("Create: the start is not before the end", FixedAnswers.TimeValidationFailed),
        Care360Outcomes.IdempotencyKeyReused,
        Care360Outcomes.InternalError,
    ];
}
