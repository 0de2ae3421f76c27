using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar.Grid;

/// <summary>Seven day columns to scale: each as long as the day really is, overlaps side by side.</summary>
public sealed partial class WeekGrid(IJSRuntime script)
{
    private const int FirstVisibleHour = 7;

    private ElementReference _grid;
    private string? _revealedId;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ZonedDay> Days { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<CalendarItem> Items { get; set; }

    [Parameter, EditorRequired]
    public required LocalDate Today { get; set; }

    [Parameter, EditorRequired]
    public required Instant Now { get; set; }

    [Parameter]
    public string? SelectedId { get; set; }

    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await script.InvokeVoidAsync("portal.scrollToHour", CancellationToken.None, _grid, FirstVisibleHour);
        }

        // An event that was opened from elsewhere (a link, the form) may be out of sight.
        if (SelectedId is not null && !string.Equals(_revealedId, SelectedId, StringComparison.Ordinal))
        {
            await script.InvokeVoidAsync("portal.revealSelected", CancellationToken.None, _grid);
        }

        _revealedId = SelectedId;
    }

    /// <summary>The shared axis does not fit this day, so it brings its own hours.</summary>
    private static bool IsIrregular(ZonedDay day) =>
        day.Zone.GetUtcOffset(day.Start) != day.Zone.GetUtcOffset(day.End - Duration.Epsilon)
        || day.Start.InZone(day.Zone).TimeOfDay != LocalTime.Midnight;

    /// <summary>The wall-clock hour, with its offset where the same hour comes twice.</summary>
    private static string HourLabel(ZonedDateTime hour) =>
        hour.Zone.MapLocal(hour.LocalDateTime).Count > 1
            ? $"{TimeText.Time(hour.TimeOfDay)} {TimeText.Of(hour.Offset)}"
            : TimeText.Time(hour.TimeOfDay);

    private bool IsSelected(CalendarItem item) => string.Equals(item.Id, SelectedId, StringComparison.Ordinal);
}
