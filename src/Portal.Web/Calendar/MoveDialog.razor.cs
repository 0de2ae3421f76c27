using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Components;

namespace Portal.Web.Calendar;

/// <summary>Asks before an event is given another time, whether it was dragged there or is typed here.</summary>
public sealed partial class MoveDialog(CalendarService calendar, EventFormReader reader, TimeZoneCatalog catalog, IJSRuntime script)
{
    // One id for this question, so that a second click on the answer is the same answer.
    private readonly string _formId = Guid.NewGuid().ToString();
    private readonly KeptLength _length = new(reader);
    private EventFormModel _model = new();
    private ReadForm _read = new(null, new Dictionary<string, string>(StringComparer.Ordinal), null, new ReadTime(null, null, null), new ReadTime(null, null, null));
    private string? _problem;
    private bool _isMoving;
    private bool _isFocusDue;

    [Parameter, EditorRequired]
    public required Caller Caller { get; set; }

    [Parameter, EditorRequired]
    public required CalendarItem Item { get; set; }

    /// <summary>The viewer's zone, in which times are typed.</summary>
    [Parameter, EditorRequired]
    public required DateTimeZone Zone { get; set; }

    /// <summary>Where it was dragged; its own start when nobody dragged it.</summary>
    [Parameter]
    public Instant? ProposedStart { get; set; }

    /// <summary>The id of the item at the new time.</summary>
    [Parameter]
    public EventCallback<string> OnMoved { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private DateTimeZone? OwnZone => catalog.Find(Item.TimeZone);

    private (Instant Start, Instant End)? NewTimes => _read is { Start.Instant: { } start, End.Instant: { } end } && start < end ? (start, end) : null;

    protected override void OnInitialized()
    {
        var start = ProposedStart ?? Item.Start;
        _model = EventFormModel.At(start, start + (Item.End - Item.Start), Zone);
        Read();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isFocusDue)
        {
            _isFocusDue = false;
            await script.InvokeVoidAsync("portal.focusFirstInvalid", Stopping);
        }
    }

    private string? ErrorOf(string field) => _read.Errors.TryGetValue(field, out var error) ? error : null;

    private void Read()
    {
        _read = reader.Read(_model);
        _length.Remember(_read);
    }

    private void Change(Action change)
    {
        change();
        _problem = null;
        Read();
    }

    private void ChangeStart(Action change) => Change(() =>
    {
        change();
        _length.MoveEnd(_model);
    });

    private void UseStart(LocalDateTime time) => ChangeStart(() => (_model.StartDate, _model.StartTime) = (EventFormModel.Date(time.Date), EventFormModel.Time(time.TimeOfDay)));

    private void UseEnd(LocalDateTime time) => Change(() => (_model.EndDate, _model.EndTime) = (EventFormModel.Date(time.Date), EventFormModel.Time(time.TimeOfDay)));

    private async Task MoveAsync()
    {
        if (_isMoving)
        {
            return;
        }

        if (NewTimes is not { } times)
        {
            _isFocusDue = true;
            return;
        }

        _isMoving = true;
        try
        {
            switch (await calendar.MoveEventAsync(Caller, _formId, Item.Id, times.Start, times.End, CancellationToken.None))
            {
                case MoveEventResult.Submitted moved:
                    await OnMoved.InvokeAsync(moved.ItemId);
                    return;
                case MoveEventResult.NotPossible refused:
                    _problem = refused.Reason;
                    break;
                case MoveEventResult.Invalid invalid:
                    _problem = string.Join(" ", invalid.Errors.Select(error => error.Message));
                    break;
                case MoveEventResult.NotAllowed:
                    _problem = "Your role does not allow moving events.";
                    break;
                default:
                    _problem = "This event no longer exists.";
                    break;
            }
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = "The event was not moved: the portal's database did not answer. Try again in a moment.";
        }

        _isMoving = false;
    }
}
