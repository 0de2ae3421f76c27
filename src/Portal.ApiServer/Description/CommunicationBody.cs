using System.Text.Json.Serialization;
using Portal.ApiContract.Care360.Comments;

namespace Portal.ApiServer.Description;

/// <summary>Body of <c>POST /api/v1/cases/{caseId}</c> with <c>ADD_COMMUNICATION</c> (document 003).</summary>
/// <remarks>The server reads it piece by piece, so that no record holds a whole file; this one is its shape for the description alone.</remarks>
internal sealed record AddCommunicationBody(string Action, CommunicationBody Communication);

/// <summary>The comment. <c>text</c>, <c>isRestricted</c> and <c>author</c> are required.</summary>
internal sealed record CommunicationBody
{
    public required string Text { get; init; }

    /// <summary>True for an internal note.</summary>
    public required bool IsRestricted { get; init; }

    /// <summary>Whether the organisation's webhook is told; absent is true.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? WebhookNotify { get; init; }

    public required CommentAuthor Author { get; init; }

    /// <summary>At most 20 files, 100 MB in all [ours].</summary>
    public IReadOnlyList<AttachmentBody> Attachments { get; init; } = [];

    /// <summary>Whom to tag. The vendor's name of this member is not known [inferred].</summary>
    public IReadOnlyList<TaggedUser> TaggedUsers { get; init; } = [];
}

/// <summary>A file of a comment.</summary>
internal sealed record AttachmentBody
{
    /// <summary>Absent: as the comment's [ours].</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsRestricted { get; init; }

    /// <summary>Whether it holds protected health information. Absent: true [ours].</summary>
    [JsonPropertyName("isPHI")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsPhi { get; init; }

    public required string FileName { get; init; }

    /// <summary>Base64, at most 25 MB decoded [ours].</summary>
    public required string Content { get; init; }
}
