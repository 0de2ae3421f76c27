using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Cases;

/// <summary>What a case is read with.</summary>
/// <param name="DocumentFormat">How contents of attachments come, one of <see cref="DocumentFormats"/>; null when none are asked for.</param>
/// <param name="IncludesCalendarEvents">Whether its events come along.</param>
internal sealed record CaseParts(string? DocumentFormat, bool IncludesCalendarEvents)
{
    private const string AttachmentsParameter = "includeAttachments";
    private const string DocumentFormatParameter = "documentFormat";
    private const string CalendarEventsParameter = "includeCalendarEvents";

    private static readonly string[] Formats = [DocumentFormats.Base64, DocumentFormats.Url];

    /// <summary>Reads the parameters; what is not served (orders, products) is checked for its form and has no effect.</summary>
    /// <param name="query">Notes what is wrong.</param>
    /// <param name="standardFormat">The format when none is given; null where <c>includeAttachments</c> requires one.</param>
    /// <param name="withoutEffect">The names of parameters that are accepted only.</param>
    public static CaseParts Read(QueryShape query, string? standardFormat, params ReadOnlySpan<string> withoutEffect)
    {
        var includesAttachments = query.Flag(AttachmentsParameter);
        foreach (var name in withoutEffect)
        {
            query.Flag(name);
        }

        var includesCalendarEvents = query.Flag(CalendarEventsParameter);
        var format = query.Option(DocumentFormatParameter, Formats, isRequired: includesAttachments && standardFormat is null) ?? standardFormat;
        return new CaseParts(includesAttachments ? format : null, includesCalendarEvents);
    }
}
