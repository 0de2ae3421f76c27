using System.Globalization;
using System.Web;
using NodaTime;
using NodaTime.Text;

namespace Portal.Web.Booking;

/// <summary>
/// What the address of the wizard says: the form and its step; or what to begin a new form with. Only the form and the step are written; what came
/// by a link goes into the draft at once, so that no invitee's address stays in the browser's history.
/// </summary>
/// <param name="FormId">The form instance; null: none yet.</param>
/// <param name="Step">Null: the first that is not complete.</param>
public sealed record BookingAddress(string? FormId, BookingStep? Step)
{
    private const string Path = "/book";

    /// <summary>Event type, start and invitee, and the tracking of the page's own query; by name, each once; empty when nothing is given.</summary>
    public IReadOnlyDictionary<string, string> Given { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>An appointment that a new one is to take the place of.</summary>
    public string? ReplacesItemId { get; private init; }

    /// <summary>A refused booking to be corrected.</summary>
    public string? CorrectsItemId { get; private init; }

    /// <summary>A new form, whatever drafts there are.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Whether it begins a form with something.</summary>
    public bool BeginsAfresh => IsNew || Given.Count > 0 || ReplacesItemId is not null || CorrectsItemId is not null;

    private static readonly IReadOnlyList<string> Names =
    [
        "eventType", "start", "email", "firstName", "lastName", "timezone", "location", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "salesforce_uuid",
    ];

    /// <summary>Reads an address; what it cannot read counts as not given.</summary>
    public static BookingAddress Parse(string uri)
    {
        var query = HttpUtility.ParseQueryString(new Uri(uri).Query);
        return new BookingAddress(
            Guid.TryParse(query["form"], out var form) ? form.ToString("D") : null,
            Enum.TryParse<BookingStep>(query["step"], ignoreCase: true, out var step) && Enum.IsDefined(step) ? step : null)
        {
            Given = Names.Where(name => query[name]?.Trim().Length > 0).ToDictionary(name => name, name => query[name]?.Trim() ?? "", StringComparer.Ordinal),
            ReplacesItemId = IdOf(query["reschedule"]),
            CorrectsItemId = IdOf(query["correct"]),
            IsNew = query["new"] is not null,
        };
    }

    /// <summary>The start that a link gives; null for none.</summary>
    public Instant? Start => Given.TryGetValue("start", out var text) && OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : null;

    /// <summary>The address of a step of a form.</summary>
    public static string Of(string formId, BookingStep step) => string.Create(CultureInfo.InvariantCulture, $"{Path}?form={formId}&step={step.Name()}");

    /// <summary>Begins another appointment's move.</summary>
    public static string Reschedule(string itemId) => $"{Path}?reschedule={itemId}";

    /// <summary>Begins the correction of a refused booking.</summary>
    public static string Correct(string itemId) => $"{Path}?correct={itemId}";

    /// <summary>Begins an empty form.</summary>
    public static string New() => $"{Path}?new=1";

    private static string? IdOf(string? text) => Guid.TryParse(text, out var id) ? id.ToString("D") : null;
}
