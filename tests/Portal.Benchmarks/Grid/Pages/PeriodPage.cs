using Microsoft.AspNetCore.Components;
using Portal.Web.Calendar;

namespace Portal.Benchmarks.Grid.Pages;

/// <summary>What the measured pages share: the same data, the same first period, a step to the next one.</summary>
public abstract class PeriodPage : ComponentBase
{
    [Inject]
    public required MeasuredEvents Events { get; set; }

    /// <summary>A <see cref="CalendarViewKind"/>: month or week.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>Events in a month.</summary>
    [SupplyParameterFromQuery]
    public int Size { get; set; }

    protected CalendarView Period { get; private set; } = new(CalendarViewKind.Month, MeasuredEvents.FirstDate);

    protected bool IsMonth => Period.Kind == CalendarViewKind.Month;

    /// <summary>Whether clicks arrive; the benchmark waits for it.</summary>
    protected bool IsInteractive { get; private set; }

    protected override void OnInitialized()
    {
        Period = new CalendarView(Enum.Parse<CalendarViewKind>(View ?? "", ignoreCase: true), MeasuredEvents.FirstDate);
        Show();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync();
            IsInteractive = true;
            StateHasChanged();
        }
    }

    /// <summary>Reads what the period shows.</summary>
    protected virtual void Show()
    {
    }

    protected virtual Task AttachAsync() => Task.CompletedTask;

    protected void Next()
    {
        Period = Period.Next;
        Show();
    }
}
