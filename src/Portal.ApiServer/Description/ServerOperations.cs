using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Description;

/// <summary>What the server has beside the vendors' APIs: downloads and health [ours].</summary>
internal static class ServerOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new ApiOperation
        {
            Methods = ["GET", "HEAD"],
            Path = "/attachments/{organizationId}/{attachmentId}",
            Owner = ApiOwner.Server,
            Id = "downloadAttachment",
            Tag = ApiDocumentInfo.ServerTag,
            Summary = "Download a file",
            Description = "Our extension: where the addresses that `documentFormat=url` gives lead. The signature is the key; it is valid for 15 minutes.",
            Parameters =
            [
                new ApiParameter("organizationId", "As in the address.") { IsInPath = true },
                new ApiParameter("attachmentId", "As in the address.") { IsInPath = true, Format = "uuid" },
                new ApiParameter("expires", "As in the address.") { IsRequired = true },
                new ApiParameter("signature", "As in the address.") { IsRequired = true },
            ],
            Outcomes =
            [
                new ApiOutcome(StatusCodes.Status200OK, "The file", Type: null, Example: ""),
                ApiOutcome.Of("No such file, or the signature is wrong or has expired", FixedAnswers.NotFound),
                Care360Outcomes.InternalError,
            ],
        },
        new ApiOperation
        {
            Methods = ["GET"],
            Path = "/health/live",
            Owner = ApiOwner.Server,
            Id = "getLiveness",
            Tag = ApiDocumentInfo.ServerTag,
            Summary = "Whether the process answers",
            Description = "Our extension. Looks at nothing else.",
            Outcomes = [Care360Outcomes.Success("It does", Care360Texts.Live)],
        },
        new ApiOperation
        {
            Methods = ["GET"],
            Path = "/health/ready",
            Owner = ApiOwner.Server,
            Id = "getReadiness",
            Tag = ApiDocumentInfo.ServerTag,
            Summary = "Whether the server can work",
            Description = "Our extension. Asks the database, for at most 3 seconds.",
            Outcomes =
            [
                Care360Outcomes.Success("It can", Care360Texts.Ready),
                ApiOutcome.Of(
                    "The database cannot be reached", ApiAnswer.Message(StatusCodes.Status503ServiceUnavailable, Care360Texts.DatabaseUnreachable)),
            ],
        },
    ];
}
