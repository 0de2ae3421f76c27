using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Portal.Web.Booking;

/// <summary>Says until when a chosen slot is held, and that it is no longer once that has passed.</summary>
public sealed partial class HoldNote(IClock clock, TimeProvider time)
{
    private Instant _now;
    private ITimer? _end;

    /// <summary>Null: nothing is held, and nothing is said.</summary>
    [Parameter, EditorRequired]
    public required Instant? Until { get; set; }

    /// <summary>The viewer's zone.</summary>
    [Parameter, EditorRequired]
    public required DateTimeZone Zone { get; set; }

    protected override void OnParametersSet()
    {
        _now = clock.GetCurrentInstant();
        _end?.Dispose();
        _end = Until is { } until && until > _now && RendererInfo.IsInteractive
            ? time.CreateTimer(_ => _ = InvokeAsync(End), state: null, (until - _now).ToTimeSpan(), Timeout.InfiniteTimeSpan)
            : null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _end?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void End()
    {
        _now = Instant.Max(clock.GetCurrentInstant(), Until ?? _now);
        StateHasChanged();
    }
}
