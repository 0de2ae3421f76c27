using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Webhooks;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiServer.Description;

/// <summary>The contract's docstrings describe the schemas; this puts what they refer to in the words of the API.</summary>
internal static partial class PublicWords
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["CalendarEventDetails.CustomAgent"] = $"`{CalendarEventDetails.CustomAgent}`",
        ["CalendarEventDetails.EndTime"] = "`endTime`",
        ["NewMarketingEvent.Longitude"] = "`Longitude`",
        ["MarketingEventDefaults.Color"] = $"`{MarketingEventDefaults.Color}`",
        ["LocationTypes.All"] = ListOf(LocationTypes.All),
        ["CaseStatuses.All"] = ListOf(CaseStatuses.All),
        ["DocumentFormats.Base64"] = $"`documentFormat={DocumentFormats.Base64}`",
        ["DocumentFormats.Url"] = $"`documentFormat={DocumentFormats.Url}`",
        ["WebhookCall.SignatureHeader"] = $"`{WebhookCall.SignatureHeader}`",
    };

    /// <summary>Resolves references to members and drops those to types and sources; an unknown reference stays as it is.</summary>
    [return: NotNullIfNotNull(nameof(description))]
    public static string? Of(string? description) => description is null
        ? null
        : Source().Replace(
            Reference().Replace(description, match => Words.GetValueOrDefault(match.Groups["member"].Value, match.Value)), "").ReplaceLineEndings(" ");

    private static string ListOf(IEnumerable<string> values) => string.Join(", ", values.Select(value => $"`{value}`"));

    // A reference comes as its type, a blank, and its name.
    [GeneratedRegex(@"[^ ]+ (?<member>[A-Z]\w+\.[A-Z]\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@" \((companion|document) [0-9.]+\)|(?<=\()companion [0-9.]+; |, see \w+(?=\.$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Source();
}
