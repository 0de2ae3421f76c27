using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Booking;

/// <summary>What became of a booking, and what can be done now. It follows the item; a wait counts down.</summary>
public sealed partial class ResultStep(TimeZoneCatalog catalog, IClock clock, TimeProvider time, IJSRuntime script)
{
    private Instant _now;
    private string _copied = "";
    private ITimer? _tick;

    [Parameter, EditorRequired]
    public required CalendarItem Item { get; set; }

    /// <summary>The appointment that it takes the place of, if any.</summary>
    [Parameter, EditorRequired]
    public required ItemMoves Moves { get; set; }

    /// <summary>The viewer's zone.</summary>
    [Parameter, EditorRequired]
    public required DateTimeZone Zone { get; set; }

    /// <summary>Why a decision was not stored.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public EventCallback OnFound { get; set; }

    [Parameter]
    public EventCallback<(bool SendAgain, string Reason)> OnNotThere { get; set; }

    private string Heading => Item.State switch
    {
        ItemState.Pending => "Booking…",
        ItemState.Waiting => "The service asked to wait",
        ItemState.Confirmed => Moves.From is null ? "Booked" : "Booked at the new time",
        ItemState.Unknown => "We do not know whether it was booked",
        ItemState.Rejected => Item.IsGivenUp ? "The booking was given up" : "The service refused the booking",
        ItemState.Cancelling or ItemState.CancelUnconfirmed => "This appointment is being cancelled",
        _ => "This appointment was cancelled",
    };

    private string Meaning => Item.State switch
    {
        ItemState.Pending => "It is stored here and on its way to the service. You may leave this page.",
        ItemState.Waiting => "It is stored here and sent again by itself. You may leave this page; the time is not certain before the service confirms it.",
        ItemState.Confirmed => "The service has confirmed it.",
        ItemState.Unknown => "The service gave no clear answer, so the appointment may exist. Do not book it again: the time stays taken here until it is known.",
        ItemState.Rejected => "Nothing was booked.",
        _ => "",
    };

    private DateTimeZone? InviteeZone => catalog.Find(Item.TimeZone) is { } own && own.GetUtcOffset(Item.Start) != Zone.GetUtcOffset(Item.Start) ? own : null;

    private bool IsMoveDone => Item.State is ItemState.Confirmed && Moves.From?.State is ItemState.Cancelled or ItemState.Removed;

    protected override void OnInitialized() => _now = clock.GetCurrentInstant();

    protected override void OnParametersSet()
    {
        _now = clock.GetCurrentInstant();
        var ticks = Item.State is ItemState.Waiting or ItemState.Unknown;
        if (ticks && _tick is null && RendererInfo.IsInteractive)
        {
            _tick = time.CreateTimer(_ => _ = InvokeAsync(Tick), state: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }
        else if (!ticks)
        {
            _tick?.Dispose();
            _tick = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _tick?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What exists of a move, so that nobody has to guess.</summary>
    private string MoveText(ItemMove old)
    {
        var before = TimeText.Range(old.Start, old.End, Zone);
        return (Item.State, old.State) switch
        {
            (_, ItemState.Cancelled or ItemState.Removed) => $"The old appointment of {before} is cancelled.",
            (ItemState.Confirmed, ItemState.Cancelling) => $"The new appointment is booked. The old one of {before} is being cancelled.",
            (_, ItemState.Cancelling) => $"The old appointment of {before} is being cancelled.",
            (ItemState.Confirmed, ItemState.CancelUnconfirmed) =>
                $"The new appointment is booked. Nobody knows whether the old one of {before} was cancelled: open it in the calendar and cancel it again, which is safe.",
            (_, ItemState.CancelUnconfirmed) =>
                $"Nobody knows whether the old appointment of {before} was cancelled: open it in the calendar and cancel it again, which is safe.",
            (ItemState.Confirmed, _) => $"Both appointments exist: the new one is booked, and the old one of {before} was not cancelled. Open it in the calendar to cancel it.",
            (ItemState.Rejected, _) => $"The old appointment of {before} stands unchanged.",
            (ItemState.Unknown, _) => $"The old appointment of {before} stands until it is known whether the new one exists.",
            (ItemState.Pending or ItemState.Waiting, _) => $"The old appointment of {before} stands until the new one is confirmed.",
            _ => $"The old appointment of {before} was not cancelled.",
        };
    }

    private string Left(Instant until)
    {
        var left = until - _now;
        return left <= Duration.Zero ? ""
            : left < Duration.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalSeconds)} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes} min {left.Seconds:00} s");
    }

    private void Tick()
    {
        _now = clock.GetCurrentInstant();
        StateHasChanged();
    }

    private async Task CopyAsync()
    {
        _copied = await script.InvokeAsync<bool>("portal.copy", Stopping, "#book-details")
            ? "Copied."
            : "This browser does not let the page copy. The details are marked: copy them with your keyboard or menu.";
    }
}
