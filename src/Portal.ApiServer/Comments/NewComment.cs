using NodaTime;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiServer.Attachments;

namespace Portal.ApiServer.Comments;

/// <summary>A comment to be inserted. Ids are lower-case UUIDs; the attachments are in the order of the request, their contents already kept.</summary>
internal sealed record NewComment(
    string OrganizationId,
    string CaseId,
    string Id,
    CaseCommunication Communication,
    IReadOnlyList<NewAttachment> Attachments,
    Instant Now);

/// <summary>An attachment of a comment.</summary>
/// <param name="Metadata">As sent; flags may be absent.</param>
/// <param name="Content">The decoded content.</param>
internal sealed record NewAttachment(CommentAttachment Metadata, AttachmentUpload Content);
