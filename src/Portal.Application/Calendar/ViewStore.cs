using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using NodaTime;
using NodaTime.Text;
using Portal.Application.Time;
using Portal.Storage;

namespace Portal.Application.Calendar;

/// <summary>
/// Reads what the views of the calendar show. What overlaps is found by an index over starts; a month's hidden entries are counted from it and
/// never read as rows.
/// </summary>
internal sealed class ViewStore(Database database)
{
    /// <summary>Beyond this an item counts as long and is found by an index of its own (see the migration's <c>is_long</c>).</summary>
    private const string LongMilliseconds = "2764800000";

    /// <summary>All-day items are indexed at UTC; no zone is further from it.</summary>
    private static readonly Duration FurthestOffset = Duration.FromHours(18);

    // The order of ids does not depend on the database's language.
    private readonly string _itemId = database.Engine == DatabaseEngine.PostgreSql ? "i.id COLLATE \"C\"" : "i.id";

    /// <summary>All that touches the days, or with a limit the first rows of each, with exact counts. Of a redacted item no more than its time.</summary>
    public Task<DayEntries> ReadDaysAsync(
        string organizationId, bool isClinical, IReadOnlyList<ZonedDay> days, CalendarFilter filter, int? rowsPerDay, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var query = Query(organizationId, isClinical, days[0], days[^1], filter);
                var (entries, counts, total) = rowsPerDay is { } rows && !IsReadInFull(filter)
                    ? await ReadFirstAsync(connection, organizationId, query, days, rows)
                    : await ReadAllAsync(connection, query, days, filter);
                return new DayEntries(
                    [.. entries.Select(row => row.ToEntry(isClinical))], counts, total, await ReadFreshnessAsync(connection, organizationId));
            },
            cancellationToken);

    /// <summary>Unknown outcomes first, then by start, end and id.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="isClinical">Without it, a filter on what is redacted matches nothing.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, inclusive.</param>
    /// <param name="filter">Narrows it.</param>
    /// <param name="limit">At most so many rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<(IReadOnlyList<ItemRow> Items, int Total, IReadOnlyList<SourceFreshness> Freshness)> ReadAgendaAsync(
        string organizationId, bool isClinical, ZonedDay first, ZonedDay last, CalendarFilter filter, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<(IReadOnlyList<ItemRow>, int, IReadOnlyList<SourceFreshness>)>(
            async connection =>
            {
                var query = Query(organizationId, isClinical, first, last, filter);
                query.Parameters.Add("limit", IsReadInFull(filter) ? int.MaxValue : limit);
                query.Parameters.Add("firstStart", first.Start);
                query.Parameters.Add("lastEnd", last.End);
                query.Parameters.Add("firstDate", LocalDatePattern.Iso.Format(first.Date));
                query.Parameters.Add("lastDate", LocalDatePattern.Iso.Format(last.Date));
                var touching = "(hit.all_day_start IS NULL AND hit.start_at < @lastEnd AND hit.end_at > @firstStart) OR (hit.all_day_start <= @lastDate AND hit.all_day_end > @firstDate)";
                var found = (await connection.QueryAsync<ItemRow>(
                    $"""
                    WITH hit AS ({query.Sql})
                    SELECT {ItemRow.Columns} FROM hit
                    JOIN calendar_items i ON i.organization_id = @organizationId AND i.id = hit.id
                    LEFT JOIN cases c ON c.organization_id = @organizationId AND c.id = i.case_id
                    WHERE {touching}
                    ORDER BY CASE WHEN i.state IN ('Unknown', 'CancelUnconfirmed') THEN 0 ELSE 1 END, i.start_at, i.end_at, {_itemId}
                    LIMIT @limit
                    """,
                    query.Parameters)).AsList();
                var freshness = await ReadFreshnessAsync(connection, organizationId);
                if (IsReadInFull(filter))
                {
                    var matching = found.Where(row => Matches(row.Title, row.Description, row.CaseTitle, row.ProviderName, row.ProviderEmail, filter)).ToList();
                    return ([.. matching.Take(limit)], matching.Count, freshness);
                }

                var total = found.Count < limit
                    ? found.Count
                    : await connection.ExecuteScalarAsync<int>($"WITH hit AS ({query.Sql}) SELECT count(*) FROM hit WHERE {touching}", query.Parameters);
                return (found, total, freshness);
            },
            cancellationToken);

    /// <summary>People that events are with, whose name or address holds the text; case-insensitive; by name, then address.</summary>
    public Task<IReadOnlyList<ProviderSummary>> SearchProvidersAsync(string organizationId, string text, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ProviderSummary>>(
            async connection =>
            {
                // Folded here, not in SQL: SQLite folds ASCII only. An organisation has few providers.
                var all = await connection.QueryAsync<(string? Name, string? Email)>(
                    """
                    SELECT DISTINCT provider_name, provider_email FROM calendar_items
                    WHERE organization_id = @organizationId AND (provider_name IS NOT NULL OR provider_email IS NOT NULL)
                    """,
                    new { organizationId });
                return
                [
                    .. all.Where(provider => Holds(provider.Name, text.Trim()) || Holds(provider.Email, text.Trim()))
                        .DistinctBy(provider => provider.Email ?? provider.Name, StringComparer.OrdinalIgnoreCase)
                        .OrderBy(provider => provider.Name ?? provider.Email, StringComparer.OrdinalIgnoreCase)
                        .ThenBy(provider => provider.Email, StringComparer.OrdinalIgnoreCase)
                        .Take(limit)
                        .Select(provider => new ProviderSummary(provider.Name, provider.Email)),
                ];
            },
            cancellationToken);

    /// <summary>Of each source that is read, by its name; empty before the first reading.</summary>
    public Task<IReadOnlyList<SourceFreshness>> ReadFreshnessAsync(string organizationId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadFreshnessAsync(connection, organizationId), cancellationToken);

    /// <summary>What a text says cannot be told in the same way by both engines, so it is compared here, on the rows of the period.</summary>
    private static bool IsReadInFull(CalendarFilter filter) => filter.Text is not null || filter.Provider is not null;

    private static bool Matches(string title, string? description, string? caseTitle, string? providerName, string? providerEmail, CalendarFilter filter)
    {
        var text = filter.Text?.Trim() ?? "";
        var provider = filter.Provider?.Trim();
        return (Holds(title, text) || Holds(description, text) || Holds(caseTitle, text))
            && (provider is null || string.Equals(providerEmail ?? providerName, provider, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Holds(string? value, string text) => value?.Contains(text, StringComparison.InvariantCultureIgnoreCase) ?? false;

    /// <summary>The columns that the index covers, of all that may touch the days; the caller narrows it to the days themselves.</summary>
    private static CandidateQuery Query(string organizationId, bool isClinical, ZonedDay first, ZonedDay last, CalendarFilter filter)
    {
        var conditions = new StringBuilder("NOT i.is_dismissed");
        if (filter.Sources.Count > 0)
        {
            conditions.Append(CultureInfo.InvariantCulture, $" AND i.source IN ({Names(filter.Sources)})");
        }

        if (filter.Statuses.Count > 0)
        {
            conditions.Append(CultureInfo.InvariantCulture, $" AND i.state IN ({Names(filter.Statuses.SelectMany(StatesOf))})");
        }

        if (filter.CaseId is not null)
        {
            conditions.Append(" AND i.case_id = @caseId");
        }

        if (!isClinical)
        {
            // Who sees only that a time is taken has no use for what takes none, and learns nothing by filters.
            conditions.Append(" AND (i.source = 'Marketing' OR i.state NOT IN ('Rejected', 'Cancelled', 'Removed'))");
            if (filter.CaseId is not null || IsReadInFull(filter))
            {
                conditions.Append(" AND i.source = 'Marketing'");
            }
        }

        var parameters = new DynamicParameters(new
        {
            organizationId,
            from = Instant.Min(first.Start, first.Date.AtMidnight().InUtc().ToInstant()) - FurthestOffset,
            to = Instant.Max(last.End, last.Date.PlusDays(1).AtMidnight().InUtc().ToInstant()) + FurthestOffset,
            caseId = filter.CaseId is null ? null : CalendarStore.CanonicalId(filter.CaseId),
        });
        const string columns = "i.id, i.start_at, i.end_at, i.all_day_start, i.all_day_end";
        return new CandidateQuery(
            $"""
            SELECT {columns} FROM calendar_items i
            WHERE i.organization_id = @organizationId AND i.start_at >= @from - {LongMilliseconds} AND i.start_at < @to AND i.end_at > @from
              AND i.end_at - i.start_at <= {LongMilliseconds} AND {conditions}
            UNION ALL
            SELECT {columns} FROM calendar_items i
            WHERE i.organization_id = @organizationId AND i.end_at > @from AND i.start_at < @to AND i.is_long AND {conditions}
            """,
            parameters);
    }

    /// <summary>Ranks and counts by the index, then reads the rows that are shown. What changes in between is told to whoever watches.</summary>
    private static async Task<(IEnumerable<EntryRow> Entries, IReadOnlyList<int> Counts, int Total)> ReadFirstAsync(
        DbConnection connection, string organizationId, CandidateQuery query, IReadOnlyList<ZonedDay> days, int rows)
    {
        var ranked = DayRanking.Rank(days, await ReadIndexAsync(connection, query), rows);
        var shown = new InList(ranked.Ids);
        var entries = await connection.QueryAsync<EntryRow>(
            $"SELECT {EntryRow.Columns} FROM calendar_items i WHERE i.organization_id = @organizationId AND i.id IN {shown.Sql}",
            shown.With(new { organizationId }));

        // Ordered here: to give them in order, SQLite would walk all of the organisation's events.
        return (entries.OrderBy(row => row.StartAt).ThenByDescending(row => row.EndAt).ThenBy(row => row.Id, StringComparer.Ordinal), ranked.Counts, ranked.Total);
    }

    private static async Task<List<IndexedItem>> ReadIndexAsync(DbConnection connection, CandidateQuery query)
    {
        var items = new List<IndexedItem>();
        await using var reader = await connection.ExecuteReaderAsync(query.Sql, query.Parameters);
        while (await reader.ReadAsync())
        {
            var isAllDay = !reader.IsDBNull(3);
            items.Add(new IndexedItem(
                reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), isAllDay ? reader.GetString(3) : null, isAllDay ? reader.GetString(4) : null));
        }

        return items;
    }

    private async Task<(IEnumerable<EntryRow> Entries, IReadOnlyList<int> Counts, int Total)> ReadAllAsync(
        DbConnection connection, CandidateQuery query, IReadOnlyList<ZonedDay> days, CalendarFilter filter)
    {
        var found = await connection.QueryAsync<EntryRow>(
            $"""
            WITH hit AS ({query.Sql})
            SELECT {EntryRow.Columns}{(IsReadInFull(filter) ? EntryRow.TextColumns : "")}
            FROM hit JOIN calendar_items i ON i.organization_id = @organizationId AND i.id = hit.id
            {(IsReadInFull(filter) ? "LEFT JOIN cases c ON c.organization_id = @organizationId AND c.id = i.case_id" : "")}
            ORDER BY i.start_at, i.end_at DESC, {_itemId}
            """,
            query.Parameters);
        var counts = new int[days.Count];
        var entries = new List<EntryRow>();
        foreach (var row in found)
        {
            if (IsReadInFull(filter) && !Matches(row.Title, row.Description, row.CaseTitle, row.ProviderName, row.ProviderEmail, filter))
            {
                continue;
            }

            var isShown = false;
            for (var i = 0; i < days.Count; i++)
            {
                if (row.Touches(days[i]))
                {
                    counts[i]++;
                    isShown = true;
                }
            }

            if (isShown)
            {
                entries.Add(row);
            }
        }

        return (entries, counts, entries.Count);
    }

    private static async Task<IReadOnlyList<SourceFreshness>> ReadFreshnessAsync(DbConnection connection, string organizationId) =>
    [
        .. (await connection.QueryAsync<FreshnessRow>(
            """
            SELECT source AS Source, last_success_at AS LastSuccess, problem AS Problem FROM sync_states
            WHERE organization_id = @organizationId ORDER BY source
            """,
            new { organizationId })).Select(row => new SourceFreshness(row.Source, row.LastSuccess, row.Problem)),
    ];

    private static IEnumerable<ItemState> StatesOf(EntryStatus status) => status switch
    {
        EntryStatus.Pending => [ItemState.Pending, ItemState.Waiting, ItemState.Cancelling],
        EntryStatus.Confirmed => [ItemState.Confirmed],
        EntryStatus.Unknown => [ItemState.Unknown, ItemState.CancelUnconfirmed],
        EntryStatus.Rejected => [ItemState.Rejected],
        _ => [ItemState.Cancelled, ItemState.Removed],
    };

    private static string Names<T>(IEnumerable<T> values)
        where T : struct, Enum => string.Join(", ", values.Select(value => $"'{Enum.GetName(value)}'"));

    /// <param name="Sql">Selects id, start_at, end_at, all_day_start and all_day_end.</param>
    /// <param name="Parameters">All that it names.</param>
    private sealed record CandidateQuery(string Sql, DynamicParameters Parameters);

    private sealed record FreshnessRow
    {
        public string Source { get; init; } = "";

        public Instant? LastSuccess { get; init; }

        public string? Problem { get; init; }
    }
}
