using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Application.Time;

namespace Portal.Application.Calendar;

/// <summary>What a view needs of a row of <c>calendar_items</c>.</summary>
internal sealed record EntryRow
{
    /// <summary>For a query that names the table <c>i</c>.</summary>
    public const string Columns =
        """
        i.id AS Id, i.source AS SourceName, i.title AS Title, i.start_at AS StartAt, i.end_at AS EndAt, i.all_day_start AS AllDayStart,
        i.all_day_end AS AllDayEnd, i.state AS StateName, i.agent_name AS AgentName, i.invitee_name AS InviteeName
        """;

    /// <summary>What filters look at; needs the item's case as <c>c</c>.</summary>
    public const string TextColumns =
        ", i.description AS Description, i.provider_name AS ProviderName, i.provider_email AS ProviderEmail, c.title AS CaseTitle";

    public string Id { get; init; } = "";

    public string SourceName { get; init; } = "";

    public string Title { get; init; } = "";

    public Instant StartAt { get; init; }

    public Instant EndAt { get; init; }

    public string? AllDayStart { get; init; }

    public string? AllDayEnd { get; init; }

    public string StateName { get; init; } = "";

    public string? AgentName { get; init; }

    public string? InviteeName { get; init; }

    public string? Description { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    public string? CaseTitle { get; init; }

    public AllDayDates? AllDay => DatesOf(AllDayStart, AllDayEnd);

    /// <summary>The dates as stored; null when there are none.</summary>
    public static AllDayDates? DatesOf(string? start, string? end) =>
        start is null || end is null ? null : new AllDayDates(LocalDatePattern.Iso.Parse(start).Value, LocalDatePattern.Iso.Parse(end).Value);

    /// <summary>See <see cref="EntryTimes.Touch"/>.</summary>
    public bool Touches(ZonedDay day) => EntryTimes.Touch(AllDay, StartAt, EndAt, day);

    /// <summary>As the caller may see it: marketing for everybody, the rest in full for clinical roles only.</summary>
    public CalendarEntry ToEntry(bool isClinical)
    {
        var source = Enum.Parse<CalendarSource>(SourceName);
        var state = Enum.Parse<ItemState>(StateName);
        var isRedacted = !isClinical && source != CalendarSource.Marketing;
        return new CalendarEntry
        {
            Id = Id,
            Source = source,
            Title = isRedacted ? "Busy" : InviteeName is null ? Title : $"{Title} · {InviteeName}",
            Start = StartAt,
            End = EndAt,
            AllDay = AllDay,
            State = state,
            CanMove = isClinical && source == CalendarSource.CaseEvent && state == ItemState.Confirmed
                && string.Equals(AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal),
            IsRedacted = isRedacted,
        };
    }
}
