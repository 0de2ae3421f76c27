using Portal.ApiContract.Care360.Webhooks;
using Portal.ApiServer.Comments;

namespace Portal.ApiServer.Webhooks;

/// <summary><c>ADD_CASE_COMMENT</c>: the comment, its attachments without their contents.</summary>
internal sealed class CommentAddedWebhook(CommentReader comments) : IWebhookEvent
{
    public string Name => WebhookEvents.CommentAdded;

    public async Task<WebhookPayload?> RenderAsync(string organizationId, string subjectId, CancellationToken cancellationToken) =>
        await comments.FindAsync(organizationId, subjectId, cancellationToken) is { } found
            ? new WebhookPayload { Comments = ToWebhookComment(found) }
            : null;

    private static WebhookComment ToWebhookComment(AuthoredComment found) => new()
    {
        Id = found.Comment.Id,
        Text = found.Comment.Text,
        IsRestricted = found.Comment.IsRestricted,
        CreatedAt = found.Comment.CreatedAt,
        Forms = found.Comment.Forms,
        Author = new WebhookAuthor
        {
            Id = found.Comment.Author?.Id,
            FirstName = found.Comment.Author?.FirstName,
            LastName = found.Comment.Author?.LastName,
            Email = found.AuthorEmail,
            Role = found.AuthorRole,
        },
        Attachments = found.Comment.Attachments,
    };
}
