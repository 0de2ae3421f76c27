using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;
using Portal.Application.Calendar;

namespace Portal.Web.Calendar;

/// <summary>
/// What the address of the calendar page says: view, date, filters, the open event or form. A link reproduces the view. What may name a
/// patient or a colleague (the text and the provider looked for) stands behind the <c>#</c>, which no browser sends to a server: nothing of
/// it can reach a log.
/// </summary>
/// <param name="View">View and date.</param>
public sealed record CalendarAddress(CalendarView View)
{
    private static readonly LocalDate FirstDate = new(1900, 1, 1);
    private static readonly LocalDate LastDate = new(2200, 12, 31);

    private static readonly IReadOnlyList<(string Name, CalendarViewKind Kind)> Views =
    [
        ("day", CalendarViewKind.Day), ("workweek", CalendarViewKind.WorkWeek), ("week", CalendarViewKind.Week), ("month", CalendarViewKind.Month),
        ("agenda", CalendarViewKind.Agenda),
    ];

    private static readonly IReadOnlyList<(string Name, CalendarSource Source)> Sources =
        [("case", CalendarSource.CaseEvent), ("appointment", CalendarSource.Appointment), ("marketing", CalendarSource.Marketing)];

    private static readonly IReadOnlyList<(string Name, EntryStatus Status)> Statuses =
    [
        ("pending", EntryStatus.Pending), ("confirmed", EntryStatus.Confirmed), ("unknown", EntryStatus.Unknown), ("rejected", EntryStatus.Rejected),
        ("cancelled", EntryStatus.Cancelled),
    ];

    public CalendarFilter Filter { get; init; } = CalendarFilter.None;

    /// <summary>The item whose details are open.</summary>
    public string? EventId { get; init; }

    /// <summary>The form that is open.</summary>
    public string? FormId { get; init; }

    /// <summary>When the event of a new form starts; null when no time was chosen.</summary>
    public Instant? Start { get; init; }

    /// <summary>When it ends; exclusive.</summary>
    public Instant? End { get; init; }

    /// <summary>The view alone, with its filters.</summary>
    public CalendarAddress Bare => this with { EventId = null, FormId = null, Start = null, End = null };

    /// <summary>Reads an address; what is missing or not understood falls back to this week and to no filter.</summary>
    /// <param name="uri">Absolute.</param>
    /// <param name="today">The viewer's date.</param>
    /// <param name="weekStart">The viewer's first day of the week.</param>
    public static CalendarAddress Parse(string uri, LocalDate today, IsoDayOfWeek weekStart)
    {
        var parsed = new Uri(uri);
        var query = QueryHelpers.ParseQuery(parsed.Query);
        var fragment = QueryHelpers.ParseQuery(parsed.Fragment.TrimStart('#'));
        var date = LocalDatePattern.Iso.Parse(Text(query, "date") ?? "") is { Success: true, Value: var value } && value >= FirstDate && value <= LastDate
            ? value
            : today;
        var kind = Values(query, "view", Views) is [var first, ..] ? first : CalendarViewKind.Week;
        var (start, end) = (InstantOf(query, "start"), InstantOf(query, "end"));
        return new CalendarAddress(new CalendarView(kind, date) { WeekStart = weekStart })
        {
            Filter = new CalendarFilter
            {
                Sources = Values(query, "sources", Sources),
                Statuses = Values(query, "status", Statuses),
                CaseId = Guid.TryParse(Text(query, "case"), out var caseId) ? caseId.ToString() : null,
                Provider = Text(fragment, "provider"),
                Text = Text(fragment, "text"),
            },
            EventId = Text(query, "event"),
            FormId = Text(query, "form"),
            Start = start < end ? start : null,
            End = start < end ? end : null,
        };
    }

    /// <summary>The address, from the site's root on.</summary>
    public string ToUrl()
    {
        var query = new List<(string Name, string? Value)>
        {
            ("view", Views.First(view => view.Kind == View.Kind).Name),
            ("date", LocalDatePattern.Iso.Format(View.Date)),
            ("sources", Names(Filter.Sources, Sources)),
            ("status", Names(Filter.Statuses, Statuses)),
            ("case", Filter.CaseId),
            ("event", EventId),
            ("form", FormId),
            ("start", Start is { } start ? InstantPattern.General.Format(start) : null),
            ("end", End is { } end ? InstantPattern.General.Format(end) : null),
        };
        var fragment = Join([("provider", Filter.Provider), ("text", Filter.Text)]);
        return $"/calendar?{Join(query)}{(fragment.Length > 0 ? "#" : "")}{fragment}";
    }

    private static string Join(IEnumerable<(string Name, string? Value)> parts) =>
        string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value ?? "").Replace("%2C", ",", StringComparison.Ordinal)}"));

    private static string? Text(Dictionary<string, StringValues> parts, string name) =>
        parts.TryGetValue(name, out var values) && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;

    private static Instant? InstantOf(Dictionary<string, StringValues> parts, string name) =>
        Text(parts, name) is { } text && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var value } ? value : null;

    private static IReadOnlyList<T> Values<T>(Dictionary<string, StringValues> parts, string name, IReadOnlyList<(string Name, T Value)> known)
    {
        var wanted = (Text(parts, name) ?? "").Split(',');
        return [.. known.Where(one => wanted.Contains(one.Name, StringComparer.OrdinalIgnoreCase)).Select(one => one.Value)];
    }

    private static string Names<T>(IReadOnlyList<T> chosen, IReadOnlyList<(string Name, T Value)> known) =>
        string.Join(',', known.Where(one => chosen.Contains(one.Value)).Select(one => one.Name));
}
