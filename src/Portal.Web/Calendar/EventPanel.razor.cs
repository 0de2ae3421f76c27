using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Components;

namespace Portal.Web.Calendar;

/// <summary>Everything about one item, and what can be done with it.</summary>
public sealed partial class EventPanel(CalendarService calendar, BookingService booking, TimeZoneCatalog catalog, IJSRuntime script)
{
    private IReadOnlyList<HistoryEntry> _history = [];
    private ItemMoves _moves = ItemMoves.None;
    private string? _cancelFormId;
    private bool _isCancelAsked;
    private string? _problem;

    [Parameter, EditorRequired]
    public required Caller Caller { get; set; }

    [Parameter, EditorRequired]
    public required CalendarItem Item { get; set; }

    /// <summary>The viewer's zone.</summary>
    [Parameter, EditorRequired]
    public required DateTimeZone Zone { get; set; }

    [Parameter, EditorRequired]
    public required Instant Now { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>The person wants the form with the content of a refused item.</summary>
    [Parameter]
    public EventCallback<CalendarItem> OnCorrect { get; set; }

    /// <summary>The person wants another time for the event.</summary>
    [Parameter]
    public EventCallback OnMove { get; set; }

    /// <summary>The event at its new time is on its way.</summary>
    private bool IsMoving => _moves.To is { State: ItemState.Pending or ItemState.Waiting or ItemState.Unknown };

    /// <summary>The service describes an appointment by its invitee, who stands above already.</summary>
    private bool SaysOnlyInvitee => Item.InviteeEmail is { } email && Item.Description?.EndsWith(email, StringComparison.OrdinalIgnoreCase) == true;

    private DateTimeZone? OwnZone => catalog.Find(Item.TimeZone);

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _history = Item.IsRedacted ? [] : await calendar.ReadHistoryAsync(Caller, Item.Id, Stopping);
            _moves = Item.IsRedacted ? ItemMoves.None : await calendar.ReadMovesAsync(Caller, Item.Id, Stopping);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            // The history stays as it was; the page itself says that it could not be read.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await script.InvokeVoidAsync("portal.focus", Stopping, "#panel-title");
        }
    }

    /// <summary>Only web addresses become links: a link from upstream could be <c>javascript:</c>.</summary>
    private static bool IsWebAddress(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http");

    /// <summary>What exists of a move that is not done, in words; empty when it is.</summary>
    private static string MoveText(ItemMove other, bool isFrom) => (isFrom, other.State) switch
    {
        (true, ItemState.Confirmed) => ", which stays until this one is confirmed and it is cancelled",
        (true, ItemState.Cancelling) => ", which is being cancelled",
        (true, ItemState.CancelUnconfirmed) => ", of which nobody knows whether it was cancelled",
        (false, ItemState.Confirmed) => ", where it exists",
        (false, ItemState.Unknown) => ", of which nobody knows whether it was created",
        (false, ItemState.Pending or ItemState.Waiting) => ", which is being sent",
        _ => "",
    };

    private async Task OnKeyDownAsync(KeyboardEventArgs pressed)
    {
        if (string.Equals(pressed.Key, "Escape", StringComparison.Ordinal) && !_isCancelAsked)
        {
            await OnClose.InvokeAsync();
        }
    }

    private async Task CancelAsync(CancelAnswer answer)
    {
        // One id for this question, so that a second click on the answer is the same answer.
        _cancelFormId ??= Guid.NewGuid().ToString();
        try
        {
            var result = Item.Source == CalendarSource.Appointment
                ? await booking.CancelAsync(Caller, _cancelFormId, Item.Id, answer.Reason, answer.InviteeEmail, CancellationToken.None)
                : await calendar.CancelEventAsync(Caller, _cancelFormId, Item.Id, answer.Reason, CancellationToken.None);
            _cancelFormId = null;
            _problem = result switch
            {
                CancelEventResult.Submitted => null,
                CancelEventResult.NotPossible refused => refused.Reason,
                CancelEventResult.NotAllowed => "Your role does not allow cancelling.",
                _ => "This event no longer exists.",
            };
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = "Nothing was cancelled: the portal's database did not answer. Try again in a moment.";
        }

        _isCancelAsked = false;
        await script.InvokeVoidAsync("portal.focus", Stopping, "#panel-title");
    }

    private Task FoundAsync() => DecideAsync(() => calendar.ResolveFoundAsync(Caller, Item.Id, upstreamId: null, CancellationToken.None));

    private Task NotThereAsync((bool SendAgain, string Reason) decision) =>
        DecideAsync(() => calendar.ResolveNotThereAsync(Caller, Item.Id, decision.SendAgain, decision.Reason, CancellationToken.None));

    private Task DismissAsync() => DecideAsync(() => calendar.DismissAsync(Caller, Item.Id, CancellationToken.None));

    private async Task DecideAsync(Func<Task<ItemDecisionResult>> decide)
    {
        try
        {
            _problem = await decide() switch
            {
                ItemDecisionResult.Done => null,
                ItemDecisionResult.NotPossible refused => refused.Reason,
                ItemDecisionResult.NotAllowed => "Your role does not allow this.",
                _ => "This event no longer exists.",
            };
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = "That was not saved: the portal's database did not answer. Try again in a moment.";
        }
    }
}
