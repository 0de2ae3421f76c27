using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Drafts;
using Portal.Application.Time;
using Portal.Web.Components;
using Portal.Web.Shell;

namespace Portal.Web.Calendar;

/// <summary>The calendar of the caller's organisation. The address says view, date, open item and open form; changes by others show by themselves.</summary>
public sealed partial class CalendarPage(
    CalendarService calendar, CalendarChanges changes, DraftService drafts, ViewerContext viewer, NavigationManager navigation, IClock clock, TimeProvider time, TimeZoneCatalog catalog, IJSRuntime script)
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(30);

    private IReadOnlyList<ZonedDay> _days = [];
    private CalendarRange? _range;
    private CalendarItem? _selected;
    private OpenForm? _form;
    private Instant _now;
    private bool _readProblem;
    private string? _sentHere;
    private int _reads;
    private int _isReadQueued;
    private IDisposable? _watch;
    private ITimer? _tick;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? ViewParameter { get; set; }

    [SupplyParameterFromQuery(Name = "date")]
    private string? DateParameter { get; set; }

    [SupplyParameterFromQuery(Name = "event")]
    private string? EventParameter { get; set; }

    [SupplyParameterFromQuery(Name = "form")]
    private string? FormParameter { get; set; }

    private CalendarView View { get; set; } = new(CalendarViewKind.Week, new LocalDate(2000, 1, 1));

    private DateTimeZone Zone => viewer.TimeZoneFor(Caller);

    private LocalDate Today => _now.InZone(Zone).Date;

    private CalendarItem? Selected => EventParameter is null ? null : _selected;

    private string UnitName => View.Kind == CalendarViewKind.Week ? "week" : "month";

    protected override void OnInitialized()
    {
        _now = clock.GetCurrentInstant();
        viewer.Changed += OnViewerChanged;
    }

    protected override async Task OnParametersSetAsync()
    {
        View = CalendarView.Parse(ViewParameter, DateParameter, Today);
        await ReadAsync();
        await OpenFormOfAddressAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _watch = changes.Watch(Caller, QueueRead);
            _tick = time.CreateTimer(_ => QueueRead(), state: null, TickInterval, TickInterval);
            await calendar.RequestSyncAsync(Caller, Stopping);
            // Whatever changed between the first read and the subscription.
            QueueRead();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            viewer.Changed -= OnViewerChanged;
            _watch?.Dispose();
            _tick?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OnViewerChanged(object? sender, EventArgs e) => QueueRead();

    /// <summary>Reads again soon; many changes at once cause one read.</summary>
    private void QueueRead()
    {
        if (Interlocked.Exchange(ref _isReadQueued, 1) == 0)
        {
            _ = InvokeAsync(async () =>
            {
                Interlocked.Exchange(ref _isReadQueued, 0);
                if (!Stopping.IsCancellationRequested)
                {
                    await ReadAsync();
                    StateHasChanged();
                }
            });
        }
    }

    private async Task ReadAsync()
    {
        _now = clock.GetCurrentInstant();
        var view = View;
        var days = ZonedDay.Range(view.FirstDate, view.Days, Zone);
        var read = ++_reads;
        try
        {
            var range = await calendar.ReadRangeAsync(Caller, new Interval(days[0].Start, days[^1].End), Stopping);
            var selected = EventParameter is null ? null : await calendar.FindAsync(Caller, EventParameter, Stopping);

            // Reads may overtake each other; only the last one's answer counts.
            if (read == _reads)
            {
                (_days, _range, _selected, _readProblem) = (days, range, selected, false);
                await ReopenWhenRefusedAsync();
            }
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _readProblem = true;
        }
    }

    /// <summary>What was sent from this page and refused comes back as a form with all it had.</summary>
    private async Task ReopenWhenRefusedAsync()
    {
        if (_selected is { State: ItemState.Rejected } refused && string.Equals(_sentHere, refused.Id, StringComparison.Ordinal))
        {
            _sentHere = null;
            await CorrectAsync(refused);
        }
    }

    private void Select(string itemId) => navigation.NavigateTo(View.ToUrl(itemId));

    private async Task ClosePanelAsync()
    {
        var closed = EventParameter;
        navigation.NavigateTo(View.ToUrl());
        await script.InvokeVoidAsync("portal.focus", Stopping, $"[id^='event-{closed}']");
    }

    private void OpenWeek(LocalDate date) => navigation.NavigateTo(new CalendarView(CalendarViewKind.Week, date).ToUrl());

    private async Task NewEventAsync()
    {
        var draft = await drafts.FindLatestAsync(Caller, EventForm.DraftKind, Stopping);
        while (draft is not null && await calendar.FindAsync(Caller, draft.FormId, Stopping) is not null)
        {
            // Its event was sent; the draft was left behind by an interruption or written by another window.
            await drafts.DeleteAsync(Caller, EventForm.DraftKind, draft.FormId, Stopping);
            draft = await drafts.FindLatestAsync(Caller, EventForm.DraftKind, Stopping);
        }

        OpenFormWith(draft?.FormId ?? Guid.NewGuid().ToString());
    }

    private async Task StartAfreshAsync()
    {
        if (_form is { } abandoned)
        {
            await drafts.DeleteAsync(Caller, EventForm.DraftKind, abandoned.Id, Stopping);
        }

        OpenFormWith(Guid.NewGuid().ToString());
    }

    private async Task CorrectAsync(CalendarItem refused)
    {
        if (await calendar.ReadRequestAsync(Caller, refused.Id, Stopping) is { } request)
        {
            var model = EventFormModel.From(request, refused.CaseTitle, catalog.Find(request.TimeZone) ?? Zone);
            (model.CorrectsItemId, model.RefusedBecause, model.WasGivenUp) = (refused.Id, refused.Reason, refused.IsGivenUp);
            await OpenFormWithAsync(model, notice: null);
        }
    }

    private Task AlreadySentAsync(EventFormModel model) => OpenFormWithAsync(
        model, "Another window has already sent an event with this form. What you typed here is a new event now: check it, and create it if it is still wanted.");

    /// <summary>Opens a new form with content, kept as its draft from the start.</summary>
    private async Task OpenFormWithAsync(EventFormModel model, string? notice)
    {
        var formId = Guid.NewGuid().ToString();
        await drafts.SaveAsync(Caller, EventForm.DraftKind, formId, JsonSerializer.Serialize(model), Stopping);
        _form = new OpenForm(formId, model, IsRestored: false, notice);
        OpenFormWith(formId);
    }

    private void OpenFormWith(string formId) => navigation.NavigateTo(View.ToUrl(form: formId));

    private void CloseForm() => navigation.NavigateTo(View.ToUrl(EventParameter));

    /// <summary>Shows the form that the address names: as it was typed, or empty. A form that was sent shows its event instead.</summary>
    private async Task OpenFormOfAddressAsync()
    {
        if (FormParameter is null || !Guid.TryParse(FormParameter, out _) || !calendar.CanCreateEvents(Caller))
        {
            _form = null;
        }
        else if (!string.Equals(_form?.Id, FormParameter, StringComparison.Ordinal))
        {
            if (await calendar.FindAsync(Caller, FormParameter, Stopping) is { } sent)
            {
                navigation.NavigateTo(View.ToUrl(sent.Id), replace: true);
                return;
            }

            var draft = await drafts.FindAsync(Caller, EventForm.DraftKind, FormParameter, Stopping);
            var model = draft is null ? null : JsonSerializer.Deserialize<EventFormModel>(draft.Json);
            _form = new OpenForm(FormParameter, model ?? EventFormModel.At(NextFullHour(), Zone), IsRestored: model is not null);
        }
    }

    private async Task SubmittedAsync(string itemId)
    {
        _sentHere = itemId;
        _form = null;
        var item = await calendar.FindAsync(Caller, itemId, Stopping);
        var view = item is null ? View : View with { Date = item.Start.InZone(Zone).Date };
        navigation.NavigateTo(view.ToUrl(itemId), replace: true);
    }

    /// <summary>The next full hour today, or nine o'clock on the first day shown when today is not among them.</summary>
    private LocalDateTime NextFullHour()
    {
        var now = _now.InZone(Zone).LocalDateTime;
        return Today >= View.FirstDate && Today < View.FirstDate.PlusDays(View.Days)
            ? now.Date.At(new LocalTime(now.Hour, 0)).PlusHours(1)
            : View.FirstDate.At(new LocalTime(9, 0));
    }

    private sealed record OpenForm(string Id, EventFormModel Model, bool IsRestored, string? Notice = null);
}
