using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Validation;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Cases;

/// <summary>Which page of cases is asked for (companion 1.5).</summary>
/// <param name="From">Inclusive, of the creation [inferred].</param>
/// <param name="Before">Exclusive, of the creation.</param>
/// <param name="Statuses">Of <see cref="CaseStatuses.All"/>; null for any.</param>
/// <param name="Size">Most cases of the page.</param>
/// <param name="After">Last case of the page before, lower-case; null for the first page.</param>
/// <param name="Parts">What each case is read with.</param>
internal sealed record CaseQuery(Instant From, Instant Before, IReadOnlyList<string>? Statuses, int Size, string? After, CaseParts Parts)
{
    private const string StartParameter = "startTime";
    private const string EndParameter = "endTime";
    private const string StatusParameter = "status";
    private const string AfterParameter = "after";
    private const int StandardSize = 20;
    private const int LargestSize = 100;

    private static readonly Duration LongestSpan = Duration.FromDays(60);

    /// <summary>An <c>after</c> that names no case of the organisation.</summary>
    public static string UnknownCursor { get; } = $"{AfterParameter}, {Care360Texts.InvalidCursor}";

    /// <summary>Reads the query string; otherwise every error as <c>name, text</c>, in documented order, joined by <c>; </c>.</summary>
    public static (CaseQuery? Query, string? Errors) Read(IQueryCollection parameters)
    {
        var query = new QueryShape(parameters);
        var from = query.Time(StartParameter, isRequired: true);
        var before = query.Time(EndParameter, isRequired: true);
        if (before <= from)
        {
            query.Refuse(EndParameter, Care360Texts.EndNotAfterStart);
        }
        else if (before - from > LongestSpan)
        {
            query.Refuse(EndParameter, Care360Texts.SpanTooLong);
        }

        var statuses = ReadStatuses(query);
        var size = query.Number("recordsPerPage", StandardSize, least: 1, LargestSize);
        var after = ReadCursor(query);
        var parts = CaseParts.Read(query, standardFormat: null, "includeOrders");
        return from is { } start && before is { } end && query.Errors is null
            ? (new CaseQuery(start, end, statuses, size, after, parts), null)
            : (null, query.Errors);
    }

    private static string[]? ReadStatuses(QueryShape query)
    {
        var statuses = query.Text(StatusParameter, isRequired: false)?.Split(',', StringSplitOptions.TrimEntries);
        if (statuses is null || statuses.All(status => CaseStatuses.All.Contains(status, StringComparer.Ordinal)))
        {
            return statuses?.Distinct(StringComparer.Ordinal).ToArray();
        }

        query.Refuse(StatusParameter, ContractTexts.InvalidOption(CaseStatuses.All));
        return null;
    }

    private static string? ReadCursor(QueryShape query)
    {
        if (query.Text(AfterParameter, isRequired: false) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id.ToString("D");
        }

        query.Refuse(AfterParameter, Care360Texts.InvalidCursor);
        return null;
    }
}
