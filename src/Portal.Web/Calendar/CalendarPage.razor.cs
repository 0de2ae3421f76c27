using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar.Grid;
using Portal.Web.Components;
using Portal.Web.Shell;

namespace Portal.Web.Calendar;

/// <summary>
/// The calendar of the caller's organisation. The address says view, date, filters, open item and open form; changes by others show by
/// themselves. It keeps what it has drawn and no events: a change is read again. What mouse, touch and keys do in the grid comes by
/// <see cref="GridGestures"/>.
/// </summary>
public sealed partial class CalendarPage(
    CalendarService calendar, CalendarChanges changes, Prerendered prerendered, EventDrafts drafts, ViewerContext viewer, NavigationManager navigation, IClock clock, TimeProvider time, TimeZoneCatalog catalog, IJSRuntime script) : IGridActions
{
    private const int AgendaPage = 200;

    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<(CalendarViewKind Kind, string Name, string Key)> Kinds =
    [
        (CalendarViewKind.Day, "Day", "d"), (CalendarViewKind.WorkWeek, "Work week", "x"), (CalendarViewKind.Week, "Week", "w"),
        (CalendarViewKind.Month, "Month", "m"), (CalendarViewKind.Agenda, "Agenda", "a"),
    ];

    private CalendarAddress _address = new(new CalendarView(CalendarViewKind.Week, new LocalDate(2000, 1, 1)));
    private IReadOnlyList<ZonedDay> _days = [];
    private object? _picture;
    private int _total;
    private IReadOnlyList<SourceFreshness> _freshness = [];
    private Instant _drawnUntil;
    private int _agendaLimit = AgendaPage;
    private CalendarItem? _selected;
    private OpenForm? _form;
    private OpenSheet? _sheet;
    private OpenMove? _move;
    private Instant _now;
    private bool _readProblem;
    private bool _isHelpOpen;
    private string? _sentHere;
    private int _reads;

    /// <summary>Reads again soon; many changes at once cause one read.</summary>
    private Action _queueRead = () => { };
    private IDisposable? _watch;
    private ITimer? _tick;
    private ElementReference _root;
    private DotNetObjectReference<GridGestures>? _gestures;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    /// <summary>Where the document that this page began as has put what it drew; see <see cref="Prerendered"/>.</summary>
    [PersistentState]
    public string? DrawnKey { get; set; }

    private CalendarView View => _address.View;

    private DateTimeZone Zone => viewer.TimeZoneFor(Caller);

    private LocalDate Today => _now.InZone(Zone).Date;

    private CalendarItem? Selected => _address.EventId is null ? null : _selected;

    /// <summary>The chosen filter, and the viewer's own wish not to see what was cancelled.</summary>
    private CalendarFilter Filter => viewer.Calendar.ShowsCancelled || _address.Filter.Statuses.Count > 0
        ? _address.Filter
        : _address.Filter with { Statuses = [EntryStatus.Pending, EntryStatus.Confirmed, EntryStatus.Unknown, EntryStatus.Rejected] };

    protected override void OnInitialized()
    {
        _now = clock.GetCurrentInstant();
        _queueRead = Coalesced(ReadAsync);
        viewer.Changed += OnViewerChanged;
        navigation.LocationChanged += OnLocationChanged;
        if (RendererInfo.IsInteractive)
        {
            // Before the first read, so that whatever changes after it is read again.
            _watch = changes.Watch(Caller, _queueRead, QueueFreshness);
        }
    }

    protected override Task OnParametersSetAsync() =>
        FollowAsync(CalendarAddress.Parse(navigation.Uri, Today, viewer.WeekStart));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _tick = time.CreateTimer(_ => Run(TickAsync), state: null, TickInterval, TickInterval);
            _gestures = DotNetObjectReference.Create(new GridGestures(this));
            await using (var module = await script.InvokeAsync<IJSObjectReference>("import", Stopping, $"./{Assets["calendar.js"]}"))
            {
                await module.InvokeVoidAsync("attach", Stopping, _root, _gestures);
            }

            await WithDatabaseAsync(() => calendar.RequestSyncAsync(Caller, Stopping));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            viewer.Changed -= OnViewerChanged;
            navigation.LocationChanged -= OnLocationChanged;
            _watch?.Dispose();
            _tick?.Dispose();
            _gestures?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OnViewerChanged(object? sender, EventArgs e) => _queueRead();

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (navigation.ToBaseRelativePath(e.Location).StartsWith("calendar", StringComparison.OrdinalIgnoreCase))
        {
            var address = CalendarAddress.Parse(e.Location, Today, viewer.WeekStart);
            if (!string.Equals(address.ToUrl(), _address.ToUrl(), StringComparison.Ordinal))
            {
                Run(() => FollowAsync(address));
            }
        }
    }

    private async Task FollowAsync(CalendarAddress address)
    {
        if (!string.Equals(address.Bare.ToUrl(), _address.Bare.ToUrl(), StringComparison.Ordinal))
        {
            (_sheet, _agendaLimit) = (null, AgendaPage);
        }

        _address = address;
        await ReadAsync();
        await WithDatabaseAsync(OpenFormOfAddressAsync);
    }

    /// <summary>Does what needs the database. One that does not answer is said above the grid, and what is open stays.</summary>
    private async Task WithDatabaseAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _readProblem = true;
            StateHasChanged();
        }
    }

    /// <summary>After a database that did not answer: all that the address says.</summary>
    private Task TryAgainAsync() => FollowAsync(_address);

    /// <summary>Moves the line for now and ages the data. Every open page does it all day, so it reads only what has become another picture by then.</summary>
    private async Task TickAsync()
    {
        _now = clock.GetCurrentInstant();
        if (_readProblem)
        {
            await TryAgainAsync();
        }
        else if (_sheet is not null || _now >= _drawnUntil)
        {
            await ReadAsync();
        }
    }

    /// <summary>Reads again only how old the data is: each page that opens has an upstream read, and every open page hears of it.</summary>
    private void QueueFreshness() => Run(async () =>
    {
        try
        {
            (_now, _freshness) = (clock.GetCurrentInstant(), await calendar.ReadFreshnessAsync(Caller, Stopping));
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            // The next reading of the calendar says it.
        }
    });

    private Task ReadAsync() => WithDatabaseAsync(async () =>
    {
        _now = clock.GetCurrentInstant();
        _address = _address with { View = View with { WeekStart = viewer.WeekStart } };
        var address = _address;
        var days = ZonedDay.Range(View.FirstDate, View.Days, Zone);
        var read = ++_reads;
        var position = changes.Position;
        var drawn = prerendered.Take(DrawnKey, Caller, address, position) ?? await DrawAsync(address, days);
        var selected = address.EventId is null ? null : await calendar.FindAsync(Caller, address.EventId, Stopping);
        var sheet = _sheet is null ? null : await DrawSheetAsync(_sheet.Day.Date);

        // Reads may overtake each other; only the last one's answer counts.
        if (read == _reads)
        {
            (_days, _picture, _total, _freshness, _drawnUntil, _selected, _readProblem) = (days, drawn.Picture, drawn.Total, drawn.Freshness, drawn.Until, selected, false);
            DrawnKey = RendererInfo.IsInteractive ? null : prerendered.Keep(drawn, Caller, address, position);
            _sheet = _sheet is null ? null : sheet;
            await ReopenWhenRefusedAsync();
        }
    });

    private async Task<DrawnPeriod> DrawAsync(CalendarAddress address, IReadOnlyList<ZonedDay> days)
    {
        var view = address.View;
        if (view.Kind == CalendarViewKind.Agenda)
        {
            var items = await calendar.ReadAgendaAsync(Caller, days[0], days[^1], Filter, _agendaLimit, Stopping);
            return new DrawnPeriod(AgendaPicture.Draw(address, days, items, _now), items.Total, items.Freshness, DrawnPeriod.UntilOf(items.Items.Select(item => item.End), _now, Zone));
        }

        var isMonth = view.Kind == CalendarViewKind.Month;
        var entries = await calendar.ReadDaysAsync(Caller, days, Filter, isMonth ? MonthPicture.Rows : null, Stopping);
        var axis = new AxisOptions(viewer.Calendar.WorkDayStart, viewer.Calendar.WorkDayEnd, viewer.SecondTimeZone);
        return new DrawnPeriod(
            isMonth ? MonthPicture.Draw(view, days, entries, _now) : TimePicture.Draw(view, days, entries, axis, _now),
            entries.Total,
            entries.Freshness,
            DrawnPeriod.UntilOf(entries.Entries.Select(entry => entry.End), _now, Zone));
    }

    private async Task<OpenSheet> DrawSheetAsync(LocalDate date)
    {
        var day = ZonedDay.Of(date, Zone);
        var read = await calendar.ReadDaysAsync(Caller, [day], Filter, rowsPerDay: null, Stopping);
        return new OpenSheet(day, EventMarkup.WriteList(day, read.Entries, _now));
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

    private string UrlOf(CalendarView view) => (_address.Bare with { View = view }).ToUrl();

    private async Task ChangeFilterAsync(CalendarFilter filter)
    {
        var address = _address with { Filter = filter };
        var isTyped = !string.Equals(filter.Text, _address.Filter.Text, StringComparison.Ordinal);
        var isBehindHash = string.Equals(address.ToUrl().Split('#')[0], _address.ToUrl().Split('#')[0], StringComparison.Ordinal);
        navigation.NavigateTo(address.ToUrl(), replace: isTyped);
        if (isBehindHash)
        {
            // Of a change of only what stands behind the # the browser tells nothing.
            await FollowAsync(address);
        }
    }

    /// <summary>The button that was pressed goes with the filters; the focus goes to what they hid.</summary>
    private async Task ShowEverythingAsync()
    {
        await ChangeFilterAsync(CalendarFilter.None);
        await script.InvokeVoidAsync("portal.focus", Stopping, ".calendar [tabindex='0'], .calendar a[href]");
    }

    private async Task ShowMoreAsync()
    {
        _agendaLimit += AgendaPage;
        await ReadAsync();
    }

    IReadOnlyList<ZonedDay> IGridActions.Days => _days;

    void IGridActions.Open(string itemId)
    {
        _sheet = null;
        navigation.NavigateTo((_address.Bare with { EventId = itemId }).ToUrl());
    }

    async Task IGridActions.OpenDayAsync(ZonedDay day)
    {
        await WithDatabaseAsync(async () => _sheet = await DrawSheetAsync(day.Date));
        StateHasChanged();
    }

    void IGridActions.ShowDay(ZonedDay day) => navigation.NavigateTo(UrlOf(View with { Kind = CalendarViewKind.Day, Date = day.Date }));

    void IGridActions.Create(ZonedDay day, Interval? times)
    {
        if (!calendar.CanCreateEvents(Caller))
        {
            return;
        }

        if (times is { } chosen)
        {
            CreateAt(chosen.Start, chosen.End);
        }
        else
        {
            CreateOn(day.Date);
        }
    }

    Task IGridActions.MoveAsync(string itemId, Func<CalendarItem, Instant?> newStart) => WithDatabaseAsync(async () =>
    {
        if (await calendar.FindAsync(Caller, itemId, Stopping) is { State: ItemState.Confirmed, IsCustom: true } item)
        {
            AskToMove(item, newStart(item));
        }
    });

    private void AskToMove(CalendarItem? item, Instant? start)
    {
        _move = item is null ? null : new OpenMove(item, start);
        StateHasChanged();
    }

    private async Task MovedAsync(string itemId)
    {
        _move = null;
        await ShowAsync(itemId);
    }

    private void CreateOn(LocalDate date)
    {
        _sheet = null;
        var start = Zone.AtLeniently(FreeHour(date)).ToInstant();
        CreateAt(start, start + Duration.FromHours(1));
    }

    private void CreateAt(Instant start, Instant end) =>
        navigation.NavigateTo((_address.Bare with { FormId = Guid.NewGuid().ToString(), Start = start, End = end }).ToUrl());

    private async Task ClosePanelAsync()
    {
        var closed = _address.EventId;
        navigation.NavigateTo(_address.Bare.ToUrl());
        await script.InvokeVoidAsync("portal.focus", Stopping, $".calendar [data-id='{EventKey.Of(closed)}'], .calendar [href*='event={closed}']");
    }

    private Task NewEventAsync() => WithDatabaseAsync(async () => OpenFormWith(await drafts.FindOpenFormAsync(Caller, Stopping) ?? Guid.NewGuid().ToString()));

    private Task StartAfreshAsync() => WithDatabaseAsync(async () =>
    {
        if (_form is { } abandoned)
        {
            await drafts.DeleteAsync(Caller, abandoned.Id, Stopping);
        }

        OpenFormWith(Guid.NewGuid().ToString());
    });

    private Task CorrectAsync(CalendarItem refused) => WithDatabaseAsync(async () =>
    {
        if (await calendar.ReadRequestAsync(Caller, refused.Id, Stopping) is { } request)
        {
            var model = EventFormModel.From(request, refused.CaseTitle, catalog.Find(request.TimeZone) ?? Zone);
            (model.CorrectsItemId, model.RefusedBecause, model.WasGivenUp) = (refused.Id, refused.Reason, refused.IsGivenUp);
            await OpenFormWithAsync(model, notice: null);
        }
    });

    private Task AlreadySentAsync(EventFormModel model) => WithDatabaseAsync(() => OpenFormWithAsync(
        model, "Another window has already sent an event with this form. What you typed here is a new event now: check it, and create it if it is still wanted."));

    /// <summary>Opens a new form with content, kept as its draft from the start.</summary>
    private async Task OpenFormWithAsync(EventFormModel model, string? notice)
    {
        var formId = Guid.NewGuid().ToString();
        await drafts.SaveAsync(Caller, formId, model, Stopping);
        _form = new OpenForm(formId, model, IsRestored: false, notice);
        OpenFormWith(formId);
    }

    private void OpenFormWith(string formId) => navigation.NavigateTo((_address.Bare with { FormId = formId }).ToUrl());

    private void CloseForm() => navigation.NavigateTo((_address.Bare with { EventId = _address.EventId }).ToUrl());

    /// <summary>Shows the form that the address names: as it was typed, or empty. A form that was sent shows its event instead.</summary>
    private async Task OpenFormOfAddressAsync()
    {
        if (_address.FormId is not { } formId || !Guid.TryParse(formId, out _) || !calendar.CanCreateEvents(Caller))
        {
            _form = null;
        }
        else if (!string.Equals(_form?.Id, formId, StringComparison.Ordinal))
        {
            if (await calendar.FindAsync(Caller, formId, Stopping) is { } sent)
            {
                navigation.NavigateTo((_address.Bare with { EventId = sent.Id }).ToUrl(), replace: true);
                return;
            }

            var model = await drafts.ReadAsync(Caller, formId, Stopping);
            _form = new OpenForm(formId, model ?? NewModel(), IsRestored: model is not null);
        }
    }

    private EventFormModel NewModel() => _address is { Start: { } start, End: { } end }
        ? EventFormModel.At(start, end, Zone)
        : EventFormModel.At(FreeHour(View.Shows(Today) ? Today : View.Date), Zone);

    private async Task SubmittedAsync(string itemId)
    {
        _sentHere = itemId;
        _form = null;
        await ShowAsync(itemId);
    }

    /// <summary>Opens the details of an item, in the period that has it.</summary>
    private async Task ShowAsync(string itemId)
    {
        CalendarItem? item = null;
        await WithDatabaseAsync(async () => item = await calendar.FindAsync(Caller, itemId, Stopping));
        var view = item is null || View.Shows(item.Start.InZone(Zone).Date) ? View : View with { Date = item.Start.InZone(Zone).Date };
        navigation.NavigateTo((_address.Bare with { View = view, EventId = itemId }).ToUrl(), replace: true);
    }

    /// <summary>The next full hour of today, or nine o'clock of another day.</summary>
    private LocalDateTime FreeHour(LocalDate date)
    {
        var now = _now.InZone(Zone).LocalDateTime;
        return date == now.Date ? now.Date.At(new LocalTime(now.Hour, 0)).PlusHours(1) : date.At(new LocalTime(9, 0));
    }

    private sealed record OpenForm(string Id, EventFormModel Model, bool IsRestored, string? Notice = null);

    /// <param name="Item">What is to be moved.</param>
    /// <param name="Start">Where it was dropped; null when that is not chosen yet.</param>
    private sealed record OpenMove(CalendarItem Item, Instant? Start);

    /// <param name="Day">Whose entries are shown in place.</param>
    /// <param name="Markup">Encoded buttons.</param>
    private sealed record OpenSheet(ZonedDay Day, string Markup);
}
