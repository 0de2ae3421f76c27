using System.Text.Json.Serialization;

namespace Portal.ApiContract.Care360.Comments;

/// <summary>A comment as <c>POST /api/v1/cases/{caseId}</c> with <c>ADD_COMMUNICATION</c> takes it (document 003), attachments apart.</summary>
public sealed record CaseCommunication
{
    public const string ActionName = "ADD_COMMUNICATION";

    public required string Text { get; init; }

    /// <summary>True for an internal note.</summary>
    public required bool IsRestricted { get; init; }

    public required CommentAuthor Author { get; init; }

    /// <summary>Null is true, as documented.</summary>
    public bool? WebhookNotify { get; init; }

    /// <summary>Whom to tag; the vendor's name of this member is not known [inferred].</summary>
    public IReadOnlyList<TaggedUser> TaggedUsers { get; init; } = [];
}

/// <summary>Who writes a comment.</summary>
public sealed record CommentAuthor
{
    public required string Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }
}

/// <summary>A person of the case who is to see a comment.</summary>
public sealed record TaggedUser(string Email);

/// <summary>What documents an attachment beside its bytes.</summary>
public sealed record CommentAttachment
{
    public required string FileName { get; init; }

    /// <summary>Null: as the comment.</summary>
    public bool? IsRestricted { get; init; }

    /// <summary>Null: true, the safe side.</summary>
    [JsonPropertyName("isPHI")]
    public bool? IsPhi { get; init; }
}

/// <summary>Answer data of an added comment: a UUID v4, and UTC with milliseconds and <c>Z</c>.</summary>
public sealed record CreatedComment(string CommentId, string CreatedAt);
