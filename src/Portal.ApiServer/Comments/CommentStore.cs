using Dapper;
using Portal.ApiContract.Care360.Webhooks;
using Portal.ApiServer.People;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.Comments;

/// <summary>Whose a case is.</summary>
internal enum CaseOwner
{
    Nobody,
    Caller,
    OtherOrganization,
}

/// <summary>Comments of cases. They are written once and never changed.</summary>
internal sealed class CommentStore(Database database)
{
    /// <summary>Whose case it is, archived or not.</summary>
    public Task<CaseOwner> FindOwnerAsync(string organizationId, string caseId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var isCallers = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                    "SELECT EXISTS (SELECT 1 FROM cases WHERE organization_id = @organizationId AND id = @caseId)",
                    new { organizationId, caseId },
                    cancellationToken: cancellationToken));
                if (isCallers)
                {
                    return CaseOwner.Caller;
                }

                // The one question across organisations: document 003 tells a foreign case (403) from an absent one (404). It answers
                // no more than that.
                var isAnybodys = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                    "SELECT EXISTS (SELECT 1 FROM cases WHERE id = @caseId)", new { caseId }, cancellationToken: cancellationToken));
                return isAnybodys ? CaseOwner.OtherOrganization : CaseOwner.Nobody;
            },
            cancellationToken);

    /// <summary>
    /// Inserts a comment with its tags and attachments, its author when the organisation does not know them, and its delivery to the
    /// webhook where that is wanted.
    /// </summary>
    public static async Task AddAsync(WriteTransaction write, NewComment added)
    {
        var author = added.Communication.Author;
        await UserStore.AddAsync(
            write,
            added.OrganizationId,
            new NewUser(author.Email.ToLowerInvariant(), author.FirstName ?? "", author.LastName ?? "", UserRoles.Staff),
            added.Now);
        await AddCommentAsync(write, added);
        foreach (var email in added.Communication.TaggedUsers.Select(user => user.Email.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
        {
            await write.Connection.ExecuteAsync(
                "INSERT INTO comment_tagged_users (organization_id, comment_id, email) VALUES (@organizationId, @commentId, @email)",
                new { organizationId = added.OrganizationId, commentId = added.Id, email },
                write.Transaction);
        }

        foreach (var (position, attachment) in added.Attachments.Index())
        {
            await AddAttachmentAsync(write, added, attachment, position);
        }

        if (IsTold(added))
        {
            await WebhookOutbox.AddAsync(write, added.OrganizationId, WebhookEvents.CommentAdded, added.CaseId, added.Id, added.Now);
        }
    }

    private static bool IsTold(NewComment added) => added.Communication.WebhookNotify ?? true;

    private static Task<int> AddCommentAsync(WriteTransaction write, NewComment added) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO case_comments (
                organization_id, id, case_id, text, is_restricted, webhook_notify, author_email, author_first_name, author_last_name, created_at)
            VALUES (
                @organizationId, @id, @caseId, @text, @isRestricted, @webhookNotify, @authorEmail, @authorFirstName, @authorLastName, @now)
            """,
            new
            {
                organizationId = added.OrganizationId,
                id = added.Id,
                caseId = added.CaseId,
                text = added.Communication.Text,
                isRestricted = added.Communication.IsRestricted,
                webhookNotify = IsTold(added),
                authorEmail = added.Communication.Author.Email.ToLowerInvariant(),
                authorFirstName = added.Communication.Author.FirstName,
                authorLastName = added.Communication.Author.LastName,
                now = added.Now,
            },
            write.Transaction);

    private static Task<int> AddAttachmentAsync(WriteTransaction write, NewComment added, NewAttachment attachment, int position) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO comment_attachments (
                organization_id, id, comment_id, position, file_name, is_restricted, is_phi, content_type, size, sha256)
            VALUES (
                @organizationId, @id, @commentId, @position, @fileName, @isRestricted, @isPhi, @contentType, @size, @sha256)
            """,
            new
            {
                organizationId = added.OrganizationId,
                id = Guid.NewGuid().ToString("D"),
                commentId = added.Id,
                position,
                fileName = attachment.Metadata.FileName,

                // Absent flags take the safe side.
                isRestricted = attachment.Metadata.IsRestricted ?? added.Communication.IsRestricted,
                isPhi = attachment.Metadata.IsPhi ?? true,
                contentType = attachment.Content.ContentType,
                size = attachment.Content.Size,
                sha256 = attachment.Content.Sha256,
            },
            write.Transaction);
}
