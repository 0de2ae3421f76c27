using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.People;

/// <summary>Which page of users is asked for (companion 1.9).</summary>
/// <param name="EmailStart">What the e-mail address starts with, lower-case; empty for any.</param>
/// <param name="IsDescending">Newest first.</param>
/// <param name="Size">Most users of the page.</param>
/// <param name="After">End of the page before; null for the first page.</param>
internal sealed record UserQuery(string EmailStart, bool IsDescending, int Size, UserCursor? After)
{
    private const string AfterParameter = "after";
    private const string Ascending = "asc";
    private const string Descending = "desc";
    private const int StandardSize = 10;
    private const int LargestSize = 100;

    private static readonly string[] Orders = [Ascending, Descending];

    /// <summary>
    /// Reads the query string; otherwise every error as <c>name, text</c>, in documented order, joined by <c>; </c>. The order has two
    /// documented names; when both are sent, <c>sortOrder</c> counts [ours]. The largest page is ours as well.
    /// </summary>
    public static (UserQuery? Query, string? Errors) Read(IQueryCollection parameters)
    {
        var query = new QueryShape(parameters);
        var email = query.Text("email", isRequired: false)?.Trim().ToLowerInvariant() ?? "";
        var order = query.Option("sortOrder", Orders, isRequired: false);
        var otherOrder = query.Option("sorOrder", Orders, isRequired: false);
        query.Option("sortBy", ["createdAt"], isRequired: false);
        var size = query.Number("limit", StandardSize, least: 1, LargestSize);
        var after = ReadCursor(query);
        return query.Errors is { } errors
            ? (null, errors)
            : (new UserQuery(email, string.Equals(order ?? otherOrder, Descending, StringComparison.Ordinal), size, after), null);
    }

    private static UserCursor? ReadCursor(QueryShape query)
    {
        if (query.Text(AfterParameter, isRequired: false) is not { } text)
        {
            return null;
        }

        var cursor = UserCursor.Parse(text);
        if (cursor is null)
        {
            query.Refuse(AfterParameter, Care360Texts.InvalidCursor);
        }

        return cursor;
    }
}
