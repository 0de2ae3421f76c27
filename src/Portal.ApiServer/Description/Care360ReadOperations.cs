using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Users;
using Portal.ApiContract.Validation;

namespace Portal.ApiServer.Description;

/// <summary>Cases and users (companion 1.5, 1.6, 1.9).</summary>
internal static class Care360ReadOperations
{
    private const string CaseExample =
        """
        {
          "id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "type": null, "title": "Knee follow-up", "status": "IN_PROGRESS", "shortId": "NS-1042",
          "createdAt": "2030-01-15T10:00:00.000Z", "updatedAt": "2030-01-16T10:00:00.000Z",
          "assignedAt": null, "inProgressAt": null, "closedAt": null,
          "isArchived": false, "isEscalated": false, "isImported": false,
          "assignedTo": { "id": "6a1f0c9e-52d4-4c0b-9d0f-0d8f0f7b8a11", "firstName": "Dr. Maya", "lastName": "Okafor" },
          "assignedBy": null, "hrRep": null,
          "assignees": [{ "assignee": { "id": "6a1f0c9e-52d4-4c0b-9d0f-0d8f0f7b8a11", "firstName": "Dr. Maya", "lastName": "Okafor" } }],
          "submitter": {
            "id": "0b0f7e57-3f0a-4f5d-8b58-3a5b6c7d8e90", "firstName": "Rosa", "lastName": "Alvarez",
            "email": "r.alvarez@patients.example", "phoneNumber": null
          },
          "comments": [{
            "id": "e4f8d5a2-9b2f-4c5c-8d1f-8c6f1d9e2a3b", "text": "Comment text", "isRestricted": false, "forms": [],
            "createdAt": "2030-01-16T10:00:00.000Z",
            "author": { "id": "6a1f0c9e-52d4-4c0b-9d0f-0d8f0f7b8a11", "firstName": "Dr. Maya", "lastName": "Okafor" },
            "attachments": [{
              "id": "3d2c1b0a-9f8e-4d7c-8b6a-5f4e3d2c1b0a", "isRestricted": false, "isPHI": true, "fileName": "notes.txt",
              "contentType": "text/plain", "size": 5, "isDeleted": false, "createdAt": "2030-01-16T10:00:00.000Z", "uploadedBy": null,
              "content": "SGVsbG8="
            }]
          }]
        }
        """;

    private static readonly string CasesExample =
        $$"""
        {
          "status": 200, "success": true, "message": "{{Care360Texts.CasesFetched}}",
          "pageInfo": {
            "cursor": { "start": "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "end": "a1b2c3d4-e5f6-7890-abcd-ef1234567890" },
            "hasNextPage": false, "hasPreviousPage": false, "count": 1
          },
          "cases": [{{CaseExample}}]
        }
        """;

    private const string UsersExample =
        """
        {
          "meta": { "hasMore": false, "cursor": null },
          "data": [{
            "email": "r.alvarez@patients.example", "firstName": "Rosa", "lastName": "Alvarez", "dob": null, "phoneNumber": null, "gender": null,
            "address": null, "address2": null, "city": null, "state": null, "country": null, "postalCode": null, "allergies": null
          }]
        }
        """;

    private static readonly ApiParameter IncludeAttachments =
        new("includeAttachments", "Also the files of the case and of its comments.") { Values = ["true", "false"] };

    private static readonly ApiParameter IncludeCalendarEvents =
        new("includeCalendarEvents", "Also the case's events; name and members of `calendarEvents` are inferred.") { Values = ["true", "false"] };

    private static readonly ApiParameter IncludeOrders = new("includeOrders", "Accepted; this server has no orders.") { Values = ["true", "false"] };

    private static readonly ApiParameter DocumentFormat =
        new("documentFormat", "`base64`: in `content`. `url`: a signed address in `url`, valid for 15 minutes.")
        {
            Values = [DocumentFormats.Base64, DocumentFormats.Url],
        };

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new ApiOperation
        {
            Methods = ["GET"],
            Path = Care360Routes.Cases,
            Owner = ApiOwner.Care360,
            Id = "listCases",
            Tag = ApiDocumentInfo.CaseTag,
            Summary = "List cases",
            Description = "Those created in the range [inferred], in pages. The names `pageInfo` and `cases`, `message`, and the texts of the refusals are inferred.",
            Parameters =
            [
                new ApiParameter("startTime", "Start of the range, ISO 8601.") { IsRequired = true, Format = "date-time", Example = "2030-01-01T00:00:00Z" },
                new ApiParameter("endTime", "End of the range, after startTime and at most 60 days later.") { IsRequired = true, Format = "date-time", Example = "2030-01-31T00:00:00Z" },
                new ApiParameter("status", $"Any of {string.Join(", ", CaseStatuses.All)}, with commas between them.") { Example = "OPEN,IN_PROGRESS" },
                new ApiParameter("recordsPerPage", "1 to 100; 20 by default.") { Example = "20" },
                new ApiParameter("after", "`pageInfo.cursor.end` of the page before."),
                IncludeAttachments,
                DocumentFormat with { Description = $"Required with includeAttachments. {DocumentFormat.Description}" },
                IncludeCalendarEvents,
                IncludeOrders,
            ],
            Outcomes =
            [
                new ApiOutcome(StatusCodes.Status200OK, "A page of cases", typeof(CaseListAnswer), CasesExample),
                Care360Outcomes.Invalid("A parameter is missing or wrong [text ours]", $"startTime, {ContractTexts.WrongType("string", "undefined")}"),
                Care360Outcomes.InvalidKey,
                Care360Outcomes.InternalError,
            ],
        },
        new ApiOperation
        {
            Methods = ["GET"],
            Path = Care360Routes.CaseDetail,
            Owner = ApiOwner.Care360,
            Id = "getCase",
            Tag = ApiDocumentInfo.CaseTag,
            Summary = "Read a case with its comments",
            Description = "By id, or by its submitter's address. A case of another organisation is not found.",
            Parameters =
            [
                new ApiParameter("caseId", "The case. This or email; both must mean the same case.") { Format = "uuid", Example = "a1b2c3d4-e5f6-7890-abcd-ef1234567890" },
                new ApiParameter("email", "The submitter's address.") { Format = "email" },
                IncludeAttachments,
                DocumentFormat,
                IncludeCalendarEvents,
                IncludeOrders,
                IncludeOrders with { Name = "includeCaseProducts", Description = "Accepted; this server has no products." },
            ],
            Outcomes =
            [
                new ApiOutcome(
                    StatusCodes.Status200OK, "The case", typeof(CaseDetailAnswer), $$"""{ "status": 200, "success": true, "caseDetail": {{CaseExample}} }"""),
                Care360Outcomes.Invalid("A parameter is missing or wrong [text ours]", $"caseId, {ContractTexts.WrongType("string", "undefined")}"),
                Care360Outcomes.InvalidKey,
                Care360Outcomes.CaseNotFound,
                Care360Outcomes.InternalError,
            ],
        },
        new ApiOperation
        {
            Methods = ["GET"],
            Path = Care360Routes.Users,
            Owner = ApiOwner.Care360,
            Id = "listUsers",
            Tag = ApiDocumentInfo.CaseTag,
            Summary = "List the organisation's users",
            Description = "By creation, in pages. The answer has neither `status` nor `success`.",
            Parameters =
            [
                new ApiParameter("email", "What the address starts with."),
                new ApiParameter("sortOrder", "`asc` by default.") { Values = ["asc", "desc"] },
                new ApiParameter("sorOrder", "The same under the vendor's other spelling.") { Values = ["asc", "desc"] },
                new ApiParameter("sortBy", "The only value is the default.") { Values = ["createdAt"] },
                new ApiParameter("limit", "1 to 100 [largest ours]; 10 by default.") { Example = "10" },
                new ApiParameter("after", "`meta.cursor` of the page before."),
            ],
            Outcomes =
            [
                new ApiOutcome(StatusCodes.Status200OK, "A page of users", typeof(UserListAnswer), UsersExample),
                Care360Outcomes.Invalid("A parameter is wrong [text ours]", $"sortOrder, {ContractTexts.InvalidOption(["asc", "desc"])}"),
                Care360Outcomes.InvalidKey,
                Care360Outcomes.InternalError,
            ],
        },
    ];
}
