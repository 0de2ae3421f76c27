using System.Data.Common;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.CalendarEvents;
using Portal.ApiServer.Comments;
using Portal.Storage;

namespace Portal.ApiServer.Cases;

/// <summary>A page of cases, and whether the query has more of them on either side.</summary>
internal sealed record CasePage(IReadOnlyList<CaseDetail> Cases, bool HasNext, bool HasPrevious);

/// <summary>Reads cases whole: with people, comments and events, in a number of queries that does not depend on how many they are.</summary>
internal sealed class CaseReader(Database database, CommentReader comments)
{
    /// <summary>The page, by creation, then id; null when <see cref="CaseQuery.After"/> is no case of the organisation.</summary>
    /// <param name="organizationId">Whose cases.</param>
    /// <param name="query">Which cases, and what they are read with.</param>
    /// <param name="form">How contents of attachments appear; null for not at all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CasePage?> ReadPageAsync(string organizationId, CaseQuery query, IAttachmentForm? form, CancellationToken cancellationToken)
    {
        var page = await database.ReadAsync<CasePage?>(
            async connection =>
            {
                var cursor = query.After is { } after ? await CaseStore.FindPositionAsync(connection, organizationId, after, cancellationToken) : null;
                if (query.After is not null && cursor is null)
                {
                    return null;
                }

                var rows = await CaseStore.ListAsync(connection, organizationId, query, cursor, cancellationToken);
                var hasPrevious = cursor is not null && await CaseStore.HasUntilAsync(connection, organizationId, query, cursor, cancellationToken);
                return new CasePage(
                    await CompleteAsync(connection, organizationId, [.. rows.Take(query.Size)], query.Parts, cancellationToken),
                    HasNext: rows.Count > query.Size,
                    hasPrevious);
            },
            cancellationToken);
        return page is null ? null : page with { Cases = await WithCommentsAsync(organizationId, page.Cases, form, cancellationToken) };
    }

    /// <summary>The case; of several of one submitter the newest. Null when the organisation has none.</summary>
    /// <param name="organizationId">Whose case.</param>
    /// <param name="caseId">Lower-case; null for any.</param>
    /// <param name="email">The submitter's, lower-case; null for anybody's.</param>
    /// <param name="parts">What the case is read with.</param>
    /// <param name="form">How contents of attachments appear; null for not at all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CaseDetail?> FindAsync(
        string organizationId, string? caseId, string? email, CaseParts parts, IAttachmentForm? form, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync<CaseDetail?>(
            async connection =>
            {
                var row = await CaseStore.FindAsync(connection, organizationId, caseId, email, cancellationToken);
                return row is null ? null : (await CompleteAsync(connection, organizationId, [row], parts, cancellationToken))[0];
            },
            cancellationToken);
        return found is null ? null : (await WithCommentsAsync(organizationId, [found], form, cancellationToken))[0];
    }

    private static async Task<List<CaseDetail>> CompleteAsync(
        DbConnection connection, string organizationId, List<CaseRow> rows, CaseParts parts, CancellationToken cancellationToken)
    {
        var ids = new InList(rows.ConvertAll(row => row.Id));
        var assignees = (await CaseStore.ListAssigneesAsync(connection, organizationId, ids, cancellationToken))
            .ToLookup(row => row.CaseId, CaseRules.ToAssignee, StringComparer.Ordinal);
        var events = parts.IncludesCalendarEvents
            ? (await CaseCalendarEventStore.ListAsync(connection, organizationId, ids, cancellationToken))
                .ToLookup(row => row.CaseId, CaseCalendarEventRules.ToCaseCalendarEvent, StringComparer.Ordinal)
            : null;
        return rows.ConvertAll(row => CaseRules.ToDetail(row) with
        {
            Assignees = [.. assignees[row.Id]],

            // Files belong to comments here; the vendor's own documents of a case have no endpoint.
            Attachments = parts.DocumentFormat is null ? null : [],
            CalendarEvents = events is null ? null : [.. events[row.Id]],
        });
    }

    /// <summary>After the cases' own connection is given back: a caller never holds two.</summary>
    private async Task<IReadOnlyList<CaseDetail>> WithCommentsAsync(
        string organizationId, IReadOnlyList<CaseDetail> cases, IAttachmentForm? form, CancellationToken cancellationToken)
    {
        var found = await comments.OfCasesAsync(organizationId, [.. cases.Select(of => of.Id)], form, cancellationToken);
        return [.. cases.Select(of => of with { Comments = found.GetValueOrDefault(of.Id, []) })];
    }
}
