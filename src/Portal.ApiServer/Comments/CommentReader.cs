using System.Data.Common;
using Dapper;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Attachments;
using Portal.Storage;

namespace Portal.ApiServer.Comments;

/// <summary>Reads the comments of cases.</summary>
internal sealed class CommentReader(Database database)
{
    /// <summary>
    /// The comments of each case, oldest first, their attachments in the order they were sent. A case without comments has no entry.
    /// Names are those given with the comment, else those of the person.
    /// </summary>
    /// <param name="organizationId">Whose cases.</param>
    /// <param name="caseIds">Lower-case UUIDs; foreign ones have no entry.</param>
    /// <param name="form">How contents appear; null leaves out <c>content</c> and <c>url</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<CaseComment>>> OfCasesAsync(
        string organizationId, IReadOnlyList<string> caseIds, IAttachmentForm? form, CancellationToken cancellationToken)
    {
        var (comments, attachments) = await ReadAsync(organizationId, "c.case_id", new InList(caseIds), cancellationToken);
        var attachmentsOf = attachments.ToLookup(attachment => attachment.CommentId, StringComparer.Ordinal);
        return comments
            .GroupBy(comment => comment.CaseId, StringComparer.Ordinal)
            .ToDictionary(
                ofCase => ofCase.Key,
                ofCase => (IReadOnlyList<CaseComment>)[.. ofCase.Select(comment => ToComment(comment, attachmentsOf[comment.Id], organizationId, form))],
                StringComparer.Ordinal);
    }

    /// <summary>One comment with its attachments, in the order they were sent, without contents; null when the organisation has none such.</summary>
    public async Task<AuthoredComment?> FindAsync(string organizationId, string commentId, CancellationToken cancellationToken)
    {
        var (comments, attachments) = await ReadAsync(organizationId, "c.id", new InList([commentId]), cancellationToken);
        return comments.Select(comment => new AuthoredComment(
            ToComment(comment, attachments, organizationId, form: null), comment.AuthorEmail, comment.AuthorRole)).SingleOrDefault();
    }

    /// <summary>What <paramref name="column"/>, a name of this class and never of a request, finds in the list.</summary>
    private Task<(List<CommentRow> Comments, List<AttachmentRow> Attachments)> ReadAsync(
        string organizationId, string column, InList values, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (
                await ReadCommentsAsync(connection, organizationId, column, values, cancellationToken),
                await ReadAttachmentsAsync(connection, organizationId, column, values, cancellationToken)),
            cancellationToken);

    private static async Task<List<CommentRow>> ReadCommentsAsync(
        DbConnection connection, string organizationId, string column, InList values, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<CommentRow>(new CommandDefinition(
            $"""
            SELECT c.id AS Id, c.case_id AS CaseId, c.text AS Text, c.is_restricted AS IsRestricted, c.created_at AS CreatedAt, u.id AS AuthorId,
                c.author_email AS AuthorEmail, u.role AS AuthorRole,
                coalesce(c.author_first_name, u.first_name) AS AuthorFirstName, coalesce(c.author_last_name, u.last_name) AS AuthorLastName
            FROM case_comments c
            LEFT JOIN users u ON u.organization_id = c.organization_id AND u.email = c.author_email
            WHERE c.organization_id = @organizationId AND {column} IN {values.Sql}
            ORDER BY c.created_at, c.id
            """,
            values.With(new { organizationId }),
            cancellationToken: cancellationToken))).AsList();

    private static async Task<List<AttachmentRow>> ReadAttachmentsAsync(
        DbConnection connection, string organizationId, string column, InList values, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<AttachmentRow>(new CommandDefinition(
            $"""
            SELECT a.id AS Id, a.comment_id AS CommentId, a.file_name AS FileName, a.is_restricted AS IsRestricted, a.is_phi AS IsPhi,
                a.content_type AS ContentType, a.size AS Size, a.sha256 AS Sha256
            FROM case_comments c
            JOIN comment_attachments a ON a.organization_id = c.organization_id AND a.comment_id = c.id
            WHERE c.organization_id = @organizationId AND {column} IN {values.Sql}
            ORDER BY a.comment_id, a.position
            """,
            values.With(new { organizationId }),
            cancellationToken: cancellationToken))).AsList();

    private static CaseComment ToComment(CommentRow comment, IEnumerable<AttachmentRow> attachments, string organizationId, IAttachmentForm? form)
    {
        var author = new CasePerson { Id = comment.AuthorId, FirstName = comment.AuthorFirstName, LastName = comment.AuthorLastName };
        var createdAt = IsoDateTime.FormatMilliseconds(comment.CreatedAt);
        return new CaseComment
        {
            Id = comment.Id,
            Text = comment.Text,
            IsRestricted = comment.IsRestricted,
            Forms = [],
            CreatedAt = createdAt,
            Author = author,
            Attachments = [.. attachments.Select(attachment => ToAttachment(attachment, author, createdAt, organizationId, form))],
        };
    }

    private static CaseAttachment ToAttachment(AttachmentRow row, CasePerson author, string createdAt, string organizationId, IAttachmentForm? form)
    {
        var metadata = new CaseAttachment
        {
            Id = row.Id,
            IsRestricted = row.IsRestricted,
            IsPhi = row.IsPhi,
            FileName = row.FileName,
            ContentType = row.ContentType,
            Size = row.Size,
            IsDeleted = false,
            CreatedAt = createdAt,
            UploadedBy = author,
        };
        return form?.Complete(metadata, new AttachmentFile
        {
            OrganizationId = organizationId,
            Id = row.Id,
            FileName = row.FileName,
            ContentType = row.ContentType,
            Size = row.Size,
            Sha256 = row.Sha256,
        }) ?? metadata;
    }

    private sealed record CommentRow
    {
        public string Id { get; init; } = "";

        public string CaseId { get; init; } = "";

        public string Text { get; init; } = "";

        public bool IsRestricted { get; init; }

        public Instant CreatedAt { get; init; }

        public string? AuthorId { get; init; }

        public string AuthorEmail { get; init; } = "";

        public string? AuthorRole { get; init; }

        public string? AuthorFirstName { get; init; }

        public string? AuthorLastName { get; init; }
    }

    private sealed record AttachmentRow
    {
        public string Id { get; init; } = "";

        public string CommentId { get; init; } = "";

        public string FileName { get; init; } = "";

        public bool IsRestricted { get; init; }

        public bool IsPhi { get; init; }

        public string ContentType { get; init; } = "";

        public long Size { get; init; }

        public string Sha256 { get; init; } = "";
    }
}

/// <summary>A comment with what only its webhook tells of the author. The role is that of the organisation's person.</summary>
internal sealed record AuthoredComment(CaseComment Comment, string AuthorEmail, string? AuthorRole);
