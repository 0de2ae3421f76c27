using System.Globalization;
using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Validation;
using Portal.ApiServer.Attachments;

namespace Portal.ApiServer.Comments;

/// <summary>A comment as it was read, with its attachments in the order of the request.</summary>
internal sealed record ReadComment(CaseCommunication Communication, IReadOnlyList<NewAttachment> Attachments);

/// <summary>What a body of <c>ADD_COMMUNICATION</c> must be (document 003, rulings).</summary>
internal static class CommentRules
{
    private const int LongestFileName = 255;

    /// <summary>
    /// The comment; otherwise the first error: of <c>communication</c>, <c>text</c>, <c>isRestricted</c>, <c>author</c>, <c>author.email</c>,
    /// what is optional of them, then attachment by attachment (<c>fileName</c>, <c>content</c>, its Base64, flags), then the tagged users.
    /// </summary>
    public static (ReadComment? Comment, string? Error) Read(JsonElement body, IReadOnlyList<AttachmentUpload> contents)
    {
        var shape = new FirstErrorShape();
        var communication = shape.Object(body, "communication");
        var read = ReadCommunication(shape, communication);
        var attachments = new List<NewAttachment>();
        foreach (var attachment in shape.Objects(communication, "attachments"))
        {
            if (ReadAttachment(shape, attachment, contents) is { } found)
            {
                attachments.Add(found);
            }
        }

        read = read with { TaggedUsers = [.. shape.Objects(communication, "taggedUsers").Select(user => ReadTaggedUser(shape, user))] };
        return shape.Error is null ? (new ReadComment(read, attachments), null) : (null, shape.Error);
    }

    private static CaseCommunication ReadCommunication(FirstErrorShape shape, JsonElement communication)
    {
        var text = shape.Text(communication, "text", Care360Texts.MissingField("text"));
        var isRestricted = shape.Flag(communication, "isRestricted");
        if (isRestricted is null)
        {
            shape.Refuse(Care360Texts.MissingField("isRestricted"));
        }

        var author = shape.Object(communication, "author");
        return new CaseCommunication
        {
            Text = text,
            IsRestricted = isRestricted ?? false,
            Author = new CommentAuthor
            {
                Email = ReadEmail(shape, author, Care360Texts.MissingField("author.email"), "author.email"),
                FirstName = shape.OptionalText(author, "firstName", "author.firstName"),
                LastName = shape.OptionalText(author, "lastName", "author.lastName"),
            },
            WebhookNotify = shape.Flag(communication, "webhookNotify"),
        };
    }

    private static NewAttachment? ReadAttachment(FirstErrorShape shape, JsonElement attachment, IReadOnlyList<AttachmentUpload> contents)
    {
        var fileName = shape.Text(attachment, "fileName", Care360Texts.AttachmentFileNameRequired);
        if (fileName.Length > LongestFileName)
        {
            shape.Refuse(Care360Texts.AttachmentFileNameTooLong);
        }

        var index = shape.OptionalText(attachment, "content");
        if (index is null)
        {
            shape.Refuse(Care360Texts.AttachmentContentRequired);
            return null;
        }

        var content = contents[int.Parse(index, NumberStyles.None, CultureInfo.InvariantCulture)];
        if (!content.IsBase64)
        {
            shape.Refuse(Care360Texts.AttachmentContentInvalid);
        }

        var metadata = new CommentAttachment
        {
            FileName = fileName,
            IsRestricted = shape.Flag(attachment, "isRestricted"),
            IsPhi = shape.Flag(attachment, "isPHI"),
        };
        return new NewAttachment(metadata, content);
    }

    private static TaggedUser ReadTaggedUser(FirstErrorShape shape, JsonElement user) =>
        new(ReadEmail(shape, user, Care360Texts.TaggedUserEmailRequired, "email"));

    private static string ReadEmail(FirstErrorShape shape, JsonElement person, string missing, string path)
    {
        var email = shape.Text(person, "email", missing, path);
        if (!ContractFormats.IsEmail(email))
        {
            shape.Refuse(Care360Texts.WrongType(path, "a valid email address"));
        }

        return email;
    }
}
