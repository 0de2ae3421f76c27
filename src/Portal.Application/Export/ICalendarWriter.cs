using System.Globalization;
using System.Text;
using NodaTime.Text;
using Portal.Application.Calendar;

namespace Portal.Application.Export;

/// <summary>
/// Writes calendar items as iCalendar (RFC 5545): times in UTC, so that no VTIMEZONE is needed and every program agrees, all-day items as dates,
/// lines folded at 75 octets and ended by CRLF. Text is escaped; what iCalendar cannot hold (control characters) is left out.
/// </summary>
public static class ICalendarWriter
{
    public const string MediaType = "text/calendar";

    private const int LongestLine = 75;

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>One calendar object.</summary>
    /// <param name="name">Shown by programs that subscribe; null for a file with one event.</param>
    /// <param name="organizationId">Part of each UID, which stays the same for an item for ever.</param>
    /// <param name="items">In the order in which they are written; may be empty.</param>
    public static string Write(string? name, string organizationId, IEnumerable<CalendarItem> items)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Portal//Calendar//EN");
        Line(text, "CALSCALE:GREGORIAN");
        if (name is not null)
        {
            Line(text, "METHOD:PUBLISH");
            Line(text, $"NAME:{Escape(name)}");
            Line(text, $"X-WR-CALNAME:{Escape(name)}");
            Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT15M");
            Line(text, "X-PUBLISHED-TTL:PT15M");
        }

        foreach (var item in items)
        {
            Event(text, organizationId, item);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, string organizationId, CalendarItem item)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escape($"{item.Id}@{organizationId}.portal")}");
        Line(text, $"DTSTAMP:{Utc.Format(item.StateSince)}");
        Line(text, $"LAST-MODIFIED:{Utc.Format(item.StateSince)}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{Math.Max(0, item.Revision - 1)}"));
        if (item.AllDay is { } dates)
        {
            Line(text, $"DTSTART;VALUE=DATE:{Date.Format(dates.Start)}");
            Line(text, $"DTEND;VALUE=DATE:{Date.Format(dates.End)}");
        }
        else
        {
            Line(text, $"DTSTART:{Utc.Format(item.Start)}");
            Line(text, $"DTEND:{Utc.Format(item.End)}");
        }

        Line(text, $"SUMMARY:{Escape(item.Title)}");
        Line(text, $"STATUS:{StatusOf(item.State)}");
        Line(text, "TRANSP:OPAQUE");
        if (item.Source != CalendarSource.Marketing)
        {
            Line(text, "CLASS:PRIVATE");
        }

        var description = string.Join('\n', new[] { item.CaseTitle is null ? null : $"Case: {item.CaseTitle}", ProviderOf(item), item.Description, item.MeetingLink }.OfType<string>());
        if (description.Length > 0)
        {
            Line(text, $"DESCRIPTION:{Escape(description)}");
        }

        if (item.MeetingLink is { } link && Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
        {
            Line(text, $"LOCATION:{Escape(link)}");
            Line(text, $"URL:{address.AbsoluteUri}");
        }

        Line(text, "END:VEVENT");
    }

    private static string? ProviderOf(CalendarItem item) => (item.ProviderName, item.ProviderEmail) switch
    {
        (null, null) => null,
        ({ } name, { } email) => $"Provider: {name} <{email}>",
        var (name, email) => $"Provider: {name ?? email}",
    };

    private static string StatusOf(ItemState state) => state switch
    {
        ItemState.Confirmed => "CONFIRMED",
        ItemState.Cancelled or ItemState.Removed or ItemState.Rejected => "CANCELLED",
        _ => "TENTATIVE",
    };

    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            _ = c switch
            {
                '\\' or ';' or ',' => text.Append('\\').Append(c),
                '\n' or '\r' => text.Append("\\n"),
                '\t' => text.Append(c),
                _ when char.IsControl(c) => text,
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    /// <summary>Folds by octets, never inside a character: a continuation starts with a space, which counts.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
