using Microsoft.AspNetCore.Components;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>Six weeks around a month, a few events per day.</summary>
public sealed partial class MonthGrid
{
    /// <summary>Rows of a cell; with more events the last row says how many more.</summary>
    private const int Shown = 4;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ZonedDay> Days { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<CalendarItem> Items { get; set; }

    /// <summary>Any date of the month; other months' days are drawn quieter.</summary>
    [Parameter, EditorRequired]
    public required LocalDate Month { get; set; }

    [Parameter, EditorRequired]
    public required LocalDate Today { get; set; }

    [Parameter]
    public string? SelectedId { get; set; }

    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    [Parameter]
    public EventCallback<LocalDate> OnOpenDate { get; set; }

    private bool IsSelected(CalendarItem item) => string.Equals(item.Id, SelectedId, StringComparison.Ordinal);
}
