using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>One section of the agenda, drawn.</summary>
/// <param name="Id">Unique in the agenda.</param>
/// <param name="Title">The date in full, or what the section is about.</param>
/// <param name="Note">A second, quieter line; null for none.</param>
/// <param name="IsToday">The viewer's date.</param>
/// <param name="Markup">Encoded list items, at least one.</param>
public sealed record AgendaSection(string Id, string Title, string? Note, bool IsToday, string Markup);

/// <summary>
/// The agenda, drawn: what nobody knows the outcome of comes first, then the days that have anything, each event on each of its days, so that
/// nobody has to look back for what goes on.
/// </summary>
/// <param name="Title">The period.</param>
/// <param name="Sections">In order; empty when there is nothing.</param>
/// <param name="Shown">How many entries were read.</param>
/// <param name="Total">How many there are.</param>
public sealed record AgendaPicture(string Title, IReadOnlyList<AgendaSection> Sections, int Shown, int Total)
{
    /// <summary>Draws what was read for the days of an agenda.</summary>
    /// <param name="address">The page's address, from which the links of the events are made.</param>
    /// <param name="days">The days of the view.</param>
    /// <param name="read">Unknown outcomes first.</param>
    /// <param name="now">What is over by then is done.</param>
    public static AgendaPicture Draw(CalendarAddress address, IReadOnlyList<ZonedDay> days, AgendaItems read, Instant now)
    {
        using var html = new HtmlBuilder();
        var zone = days[0].Zone;
        var sections = new List<AgendaSection>();
        foreach (var item in read.Items.TakeWhile(item => IsUnknown(item.State)))
        {
            Write(html, address, item, days[0].Zone, now);
        }

        if (html.Take() is { Length: > 0 } unknown)
        {
            sections.Add(new AgendaSection("agenda-unknown", "Outcome unknown", "Nobody knows whether these were done. Open each to decide.", IsToday: false, unknown));
        }

        var today = now.InZone(zone).Date;
        foreach (var day in days)
        {
            foreach (var item in read.Items.Where(item => !IsUnknown(item.State) && EntryTimes.Touch(item.AllDay, item.Start, item.End, day)).OrderByDescending(item => item.AllDay is not null).ThenBy(item => item.Start).ThenBy(item => item.End).ThenBy(item => item.Id, StringComparer.Ordinal))
            {
                Write(html, address, item, zone, now);
            }

            var markup = html.Take();
            if (markup.Length > 0 || !day.Exists)
            {
                var note = day.Exists ? GridText.Irregularity(day) : $"This date does not exist in {zone.Id}: the clocks skipped it.";
                sections.Add(new AgendaSection($"agenda-{day.Date.ToString("yyyyMMdd", null)}", TimeText.DateInFull(day.Date), note, day.Date == today, markup));
            }
        }

        return new AgendaPicture(address.View.Title, sections, read.Items.Count, read.Total);
    }

    private static bool IsUnknown(ItemState state) => state is ItemState.Unknown or ItemState.CancelUnconfirmed;

    private static void Write(HtmlBuilder html, CalendarAddress address, CalendarItem item, DateTimeZone zone, Instant now)
    {
        var state = item.State == ItemState.Confirmed && EntryTimes.AreOver(item.AllDay, item.End, now, zone) ? "Done" : StateText.Short(item.State);
        html.Raw("<li><a class=\"ag ").Raw(StateText.Class(item)).Raw(" is-").Raw(StateText.Class(item.State)).Raw("\" href=\"")
            .Text((address.Bare with { EventId = item.Id }).ToUrl()).Raw("\"><b>").Text(item.Title).Raw("</b><span class=\"when\">")
            .Text(WhenText.Of(item, zone)).Raw("</span><span class=\"state\">").Raw(state).Raw("</span>");
        var who = string.Join(" · ", new[] { item.InviteeName, item.CaseTitle, item.ProviderName ?? item.ProviderEmail }.Where(text => !string.IsNullOrWhiteSpace(text)));
        if (who.Length > 0)
        {
            html.Raw("<span class=\"who\">").Text(who).Raw("</span>");
        }

        html.Raw("</a></li>");
    }
}
