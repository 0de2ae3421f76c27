using Dapper;
using Portal.Storage;

namespace Portal.ApiServer.Attachments;

/// <summary>Finds attachments, and which contents they refer to.</summary>
internal sealed class AttachmentStore(Database database)
{
    /// <summary>One attachment; null when the organisation has none of that id.</summary>
    public Task<AttachmentFile?> FindAsync(string organizationId, string id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<AttachmentFile>(new CommandDefinition(
                """
                SELECT organization_id AS OrganizationId, id AS Id, file_name AS FileName, content_type AS ContentType, size AS Size, sha256 AS Sha256
                FROM comment_attachments
                WHERE organization_id = @organizationId AND id = @id
                """,
                new { organizationId, id },
                cancellationToken: cancellationToken)),
            cancellationToken);

    /// <summary>Whether any attachment of the organisation has the content.</summary>
    public Task<bool> HasContentAsync(string organizationId, string sha256, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "SELECT EXISTS (SELECT 1 FROM comment_attachments WHERE organization_id = @organizationId AND sha256 = @sha256)",
                new { organizationId, sha256 },
                cancellationToken: cancellationToken)),
            cancellationToken);
}
