using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.Application.Drafts;

/// <summary>Table <c>drafts</c>: protected content, by organisation, person, kind of form and form instance.</summary>
public sealed class DraftStore(Database database)
{
    /// <summary>Inserts or replaces one draft.</summary>
    public Task SaveAsync(Caller caller, string kind, string formId, string content, Instant now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                """
                INSERT INTO drafts (organization_id, person_id, kind, form_id, content, updated_at)
                VALUES (@OrganizationId, @PersonId, @kind, @formId, @content, @now)
                ON CONFLICT (organization_id, person_id, kind, form_id)
                DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at
                """,
                new { caller.OrganizationId, caller.PersonId, kind, formId, content, now },
                write.Transaction),
            cancellationToken);

    /// <summary>The caller's newest draft of a kind that was touched at or after <paramref name="since"/>; null when there is none.</summary>
    public Task<DraftRow?> FindLatestAsync(Caller caller, string kind, Instant since, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<DraftRow>(
                """
                SELECT form_id AS FormId, content AS Content, updated_at AS UpdatedAt
                FROM drafts
                WHERE organization_id = @OrganizationId AND person_id = @PersonId AND kind = @kind AND updated_at >= @since
                ORDER BY updated_at DESC, form_id DESC
                LIMIT 1
                """,
                new { caller.OrganizationId, caller.PersonId, kind, since }),
            cancellationToken);

    /// <summary>One draft of the caller, if it was touched at or after <paramref name="since"/>; null when there is none.</summary>
    public Task<DraftRow?> FindAsync(Caller caller, string kind, string formId, Instant since, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<DraftRow>(
                """
                SELECT form_id AS FormId, content AS Content, updated_at AS UpdatedAt
                FROM drafts
                WHERE organization_id = @OrganizationId AND person_id = @PersonId AND kind = @kind AND form_id = @formId
                    AND updated_at >= @since
                """,
                new { caller.OrganizationId, caller.PersonId, kind, formId, since }),
            cancellationToken);

    /// <summary>Removes one draft of the caller; no error when there is none.</summary>
    public Task DeleteAsync(Caller caller, string kind, string formId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                """
                DELETE FROM drafts
                WHERE organization_id = @OrganizationId AND person_id = @PersonId AND kind = @kind AND form_id = @formId
                """,
                new { caller.OrganizationId, caller.PersonId, kind, formId },
                write.Transaction),
            cancellationToken);

    /// <summary>Removes an organisation's drafts last touched before <paramref name="limit"/>; returns how many.</summary>
    public Task<int> DeleteOlderAsync(string organizationId, Instant limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "DELETE FROM drafts WHERE organization_id = @organizationId AND updated_at < @limit",
                new { organizationId, limit },
                write.Transaction),
            cancellationToken);

    /// <summary>A row as stored: the content is still protected.</summary>
    public sealed class DraftRow
    {
        public string FormId { get; init; } = "";

        public string Content { get; init; } = "";

        public Instant UpdatedAt { get; init; }
    }
}
