using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiServer.Description;

/// <summary>The marketing calendar (document 004, companion part 2).</summary>
internal static class SweeppeaOperations
{
    private const string CreateExample =
        """
        {
          "EventTitle": "Team Meeting",
          "EventDescription": "Monthly team sync meeting",
          "EventLocation": "Conference Room A",
          "EventStartDate": "2030-02-20T10:00:00.000Z",
          "EventEndDate": "2030-02-20T12:00:00.000Z",
          "EventStartTime": "10:00",
          "EventEndTime": "12:00",
          "EventColor": "#FF5733",
          "EventAllDay": false,
          "EventStatus": false,
          "PrivateEvent": true,
          "SMSNotification": false,
          "Completed": false
        }
        """;

    private const string ReferenceExample = """{ "EventToken": "bbc95fa1-0301-498e-bf97-e60fd286d9bc" }""";

    private const string UpdateExample =
        """{ "EventToken": "bbc95fa1-0301-498e-bf97-e60fd286d9bc", "EventTitle": "Team Meeting, new room", "EventColor": "#FF5733" }""";

    /// <summary>Of one event, without what differs between lists and a single one.</summary>
    private const string EventMembers =
        """
        "_id": "696f74c08c20c5725ca2aa32", "EventToken": "bbc95fa1-0301-498e-bf97-e60fd286d9bc", "SweepstakesToken": "",
        "CreationDate": "2030-01-10T09:00:00.000Z", "EventLinkedToken": null,
        "EventTitle": "Team Meeting", "EventDescription": "Monthly team sync meeting", "EventLocation": "Conference Room A",
        "Latitude": null, "Longitude": null, "EventURL": null,
        "EventStartDate": "2030-02-20T10:00:00.000Z", "EventEndDate": "2030-02-20T12:00:00.000Z",
        "EventStartTime": "10:00", "EventEndTime": "12:00", "EventColor": "#FF5733",
        "EventAllDay": false, "EventStatus": false, "PrivateEvent": true, "SMSNotification": false, "CreatedByAdmin": false, "Completed": false,
        "PeopleInvolved": [], "EventTimeZone": "1", "RepeatThisEvent": {}, "Notification": {}, "SerieToken": null
        """;

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        Operation(
            ["POST"], SweeppeaRoutes.Create, "createMarketingEvent", "Create an event",
            "Starts at the date part of `EventStartDate` with `EventStartTime`, in UTC. `PrivateEvent` is stored true whatever is sent. "
            + "`PeopleInvolved` (array), `RepeatThisEvent` and `Notification` (objects) are stored as sent.",
            new ApiBody("event", typeof(NewMarketingEvent), CreateExample),
            [
                Success<SweeppeaData<CreatedMarketingEvent>>(
                    StatusCodes.Status201Created, "The event was created", SweeppeaTexts.EventCreated,
                    """
                    {
                      "_id": "696f74c08c20c5725ca2aa32", "EventToken": "bbc95fa1-0301-498e-bf97-e60fd286d9bc",
                      "EventTitle": "Team Meeting", "EventDescription": "Monthly team sync meeting",
                      "EventStartDate": "2030-02-20T10:00:00.000Z", "EventEndDate": "2030-02-20T12:00:00.000Z", "EventTimeZone": "1"
                    }
                    """),
                Refusal(StatusCodes.Status400BadRequest, "A required member is missing", SweeppeaTexts.Required("EventTitle")),
                Refusal(StatusCodes.Status400BadRequest, "A member is wrong [ours]", SweeppeaTexts.Invalid("EventStartDate")),
                Refusal(StatusCodes.Status400BadRequest, "The start is not in the future", SweeppeaTexts.EventInThePast),
                Refusal(StatusCodes.Status400BadRequest, "The end is before the start [ours]", SweeppeaTexts.EndNotAfterStart),
                .. BodyOutcomes(),
                .. IdempotencyOutcomes(),
            ]),
        Operation(
            ["POST", "GET"], SweeppeaRoutes.Fetch, "listMarketingEvents", "List the account's events",
            "All of them, past and future, by start. No body is needed.",
            body: null,
            [
                Success<SweeppeaData<MarketingEventList>>(
                    StatusCodes.Status200OK, "The events", message: null,
                    $$"""{ "TotalEvents": 1, "Events": [{ {{EventMembers}}, "Type": "start", "Automation": null, "ChecklistId": null }] }"""),
            ]),
        Operation(
            ["POST"], SweeppeaRoutes.FetchOne, "getMarketingEvent", "Read one event",
            "An event of another account is not found.",
            new ApiBody("event", typeof(MarketingEventReference), ReferenceExample),
            [
                Success<SweeppeaData<MarketingEvent>>(
                    StatusCodes.Status200OK, "The event", message: null, $$"""{ {{EventMembers}}, "Automation": "" }"""),
                .. ReferenceOutcomes(),
            ]),
        Operation(
            ["PUT", "POST"], SweeppeaRoutes.Update, "updateMarketingEvent", "Change an event",
            "Members that are absent stay as they are. A new start must be in the future.",
            new ApiBody("event", typeof(MarketingEventChange), UpdateExample),
            [
                Success<SweeppeaData<UpdatedMarketingEvent>>(
                    StatusCodes.Status200OK, "The event was changed", SweeppeaTexts.EventUpdated,
                    """
                    {
                      "_id": "696f74c08c20c5725ca2aa32", "EventToken": "bbc95fa1-0301-498e-bf97-e60fd286d9bc",
                      "EventTitle": "Team Meeting, new room", "EventDescription": "Monthly team sync meeting", "EventColor": "#FF5733"
                    }
                    """),
                Refusal(StatusCodes.Status400BadRequest, "A member is wrong [ours]", SweeppeaTexts.Invalid("EventStartDate")),
                Refusal(StatusCodes.Status400BadRequest, "The new start is not in the future", SweeppeaTexts.UpdateToThePast),
                Refusal(StatusCodes.Status400BadRequest, "The end is before the start [ours]", SweeppeaTexts.EndNotAfterStart),
                .. ReferenceOutcomes(),
                .. IdempotencyOutcomes(),
            ]),
        Operation(
            ["DELETE", "POST"], SweeppeaRoutes.Delete, "deleteMarketingEvent", "Delete an event",
            "For good. Both methods have a JSON body.",
            new ApiBody("event", typeof(MarketingEventReference), ReferenceExample),
            [
                new ApiOutcome(
                    StatusCodes.Status200OK, "The event was deleted", typeof(SweeppeaMessage),
                    JsonSerializer.Serialize(new SweeppeaMessage(Response: true, SweeppeaTexts.EventDeleted), SweeppeaJson.Strict.SweeppeaMessage)),
                .. ReferenceOutcomes(),
                .. IdempotencyOutcomes(),
            ]),
        Operation(
            ["POST"], SweeppeaRoutes.Sweepstakes, "listSweepstakes", "List the account's sweepstakes",
            "No body is needed. The list stands directly under `Data`. Of the vendor's members, those that a calendar needs.",
            body: null,
            [
                new ApiOutcome(
                    StatusCodes.Status200OK, "The sweepstakes", typeof(SweepstakesAnswer),
                    """
                    {
                      "Response": true,
                      "Data": [{
                        "SweepstakesToken": "0f8b6a53-6c7e-4a44-9d5c-1b2c3d4e5f60", "SweepstakesName": "Spring draw", "SweepstakesType": 2,
                        "Handler": "spring",
                        "Settings": {
                          "Timezone": 1, "StartDate": "2030-03-01", "StartTime": "00:00", "ExpirationDate": "2030-03-31", "EndTime": "23:59"
                        },
                        "Archived": false, "Status": true, "CreationDate": "2030-01-10T09:00:00.000Z"
                      }],
                      "Count": 1
                    }
                    """),
            ]),
    ];

    private static ApiOperation Operation(
        IReadOnlyList<string> methods, string path, string id, string summary, string description, ApiBody? body, IReadOnlyList<ApiOutcome> outcomes) => new()
        {
            Methods = methods,
            Path = path,
            Owner = ApiOwner.Sweeppea,
            Id = id,
            Tag = ApiDocumentInfo.MarketingTag,
            Summary = summary,
            Description = $"{description} One call at a time per account, 60 per minute.",
            Parameters = outcomes.Any(outcome => outcome.Status == StatusCodes.Status422UnprocessableEntity) ? [Care360Outcomes.IdempotencyKey] : [],
            Bodies = body is null ? [] : [body],
            Outcomes = [.. outcomes, .. CommonOutcomes()],
        };

    private static List<ApiOutcome> ReferenceOutcomes() =>
    [
        Refusal(StatusCodes.Status400BadRequest, "The event is not named", SweeppeaTexts.Required("EventToken")),
        Refusal(StatusCodes.Status404NotFound, "No such event", SweeppeaTexts.EventNotFound),
        .. BodyOutcomes(),
    ];

    private static List<ApiOutcome> BodyOutcomes() =>
    [
        Refusal(StatusCodes.Status400BadRequest, "The body is not JSON [ours]", SweeppeaTexts.NotJson),
        Refusal(StatusCodes.Status413PayloadTooLarge, "The body is over the limit [ours]", SweeppeaTexts.BodyTooLarge),
    ];

    /// <summary>Of the operations that change something: they take an <c>Idempotency-Key</c>.</summary>
    private static List<ApiOutcome> IdempotencyOutcomes() =>
    [
        Refusal(StatusCodes.Status409Conflict, "The same request with this key is still being processed [ours]", Care360Texts.IdempotencyKeyInFlight),
        Refusal(StatusCodes.Status422UnprocessableEntity, "The key was used for another request [ours]", Care360Texts.IdempotencyKeyReused),
    ];

    private static List<ApiOutcome> CommonOutcomes() =>
    [
        Refusal(StatusCodes.Status401Unauthorized, "No bearer token, or a malformed one", SweeppeaTexts.MissingToken),
        Refusal(StatusCodes.Status403Forbidden, "An unknown token", SweeppeaTexts.InvalidToken),
        Refusal(StatusCodes.Status429TooManyRequests, "More calls than the limit lets through", SweeppeaTexts.RateLimitExceeded(60)) with { HasRetryAfter = true },
        Refusal(StatusCodes.Status500InternalServerError, "A fault of the server", SweeppeaTexts.InternalError),
        Refusal(StatusCodes.Status503ServiceUnavailable, "Another call of the account is being processed", SweeppeaTexts.Busy) with { HasRetryAfter = true },
    ];

    private static ApiOutcome Success<T>(int status, string when, string? message, string data) => new(
        status, when, typeof(T), message is null ? $$"""{ "Response": true, "Data": {{data}} }""" : $$"""{ "Response": true, "Message": "{{message}}", "Data": {{data}} }""");

    private static ApiOutcome Refusal(int status, string when, string message) => new(
        status,
        when,
        typeof(SweeppeaRefusal),
        JsonSerializer.Serialize(new SweeppeaRefusal(Response: false, message, status), SweeppeaJson.Strict.SweeppeaRefusal));
}
