using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Web.Components;
using Portal.Web.Shell;

namespace Portal.Web.Booking;

/// <summary>
/// Books a patient appointment in steps. The address says form and step; what is filled in is kept on the server as it is typed. A step is shown
/// only when those before it are complete; a form that was sent shows what became of it.
/// </summary>
public sealed partial class BookPage(
    BookingService booking, CalendarService calendar, CalendarChanges changes, BookingDrafts drafts, BookingBeginnings beginnings, BookingReader reader, ViewerContext viewer,
    NavigationManager navigation, IClock clock, IJSRuntime script)
{
    private const string NotStored = "The appointment was not booked: the portal’s database did not answer. Everything you filled in is still here. Try again in a moment.";

    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly HashSet<BookingStep> _tried = [];
    private BookingForm _form = new();
    private ReadBooking _read = ReadBooking.Nothing;
    private EventTypeList _types = new([], null);
    private DraftKeeper _draft = new(() => Task.CompletedTask);
    private BookingStep _step;
    private string? _formId;
    private CalendarItem? _item;
    private ItemMoves _moves = ItemMoves.None;
    private CalendarItem? _replaced;
    private Instant? _heldUntil;
    private string? _slotNotice;
    private string? _problem;
    private string? _sentHere;
    private bool _isRestored;
    private bool _isBooking;
    private bool _readProblem;
    private bool _isShown;
    private bool _isFocusDue;
    private IDisposable? _watch;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    private DateTimeZone Zone => viewer.TimeZoneFor(Caller);

    private string Heading => _form.ReplacesItemId is null && _moves.From is null ? "Book an appointment" : "Move an appointment";

    protected override Task OnInitializedAsync()
    {
        viewer.Changed += OnViewerChanged;
        navigation.LocationChanged += OnLocationChanged;
        return FollowAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _watch = changes.Watch(Caller, Coalesced(RefreshAsync));

            // Whatever changed between the first read and the subscription.
            Run(RefreshAsync);
        }

        if (_isFocusDue)
        {
            _isFocusDue = false;
            await script.InvokeVoidAsync("portal.focus", Stopping, "#step-title");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            viewer.Changed -= OnViewerChanged;
            navigation.LocationChanged -= OnLocationChanged;
            _watch?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OnViewerChanged(object? sender, EventArgs e) => Run(() =>
    {
        Reread();
        return Task.CompletedTask;
    });

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (navigation.ToBaseRelativePath(e.Location).StartsWith("book", StringComparison.OrdinalIgnoreCase))
        {
            Run(FollowAsync);
        }
    }

    /// <summary>Shows what the address names: a step of a form, what became of a sent one, or a new form with what a link gives.</summary>
    private async Task FollowAsync()
    {
        if (!booking.CanBook(Caller))
        {
            return;
        }

        try
        {
            var address = BookingAddress.Parse(navigation.Uri);
            _readProblem = false;
            if (address.FormId is not { } formId)
            {
                await BeginAsync(address);
                return;
            }

            _types = await booking.ListEventTypesAsync(Caller, Stopping);
            if (await calendar.FindAsync(Caller, formId, Stopping) is { } sent)
            {
                await ShowResultAsync(formId, sent, address.Step);
                return;
            }

            await ShowStepAsync(formId, address.Step);
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

    /// <summary>Begins a form, or goes on with one that was left.</summary>
    private async Task BeginAsync(BookingAddress address)
    {
        if (!address.BeginsAfresh && await drafts.FindOpenFormAsync(Caller, Stopping) is { } open)
        {
            navigation.NavigateTo(BookingAddress.Of(open, BookingStep.Review), replace: true);
            return;
        }

        var form = await beginnings.OfAsync(Caller, address, Zone, Stopping);
        var formId = Guid.NewGuid().ToString("D");
        if (address.BeginsAfresh)
        {
            await drafts.SaveAsync(Caller, formId, form, Stopping);
        }

        navigation.NavigateTo(BookingAddress.Of(formId, form.RefusedField is { } field ? BookingReader.StepOf(field) : BookingStep.Review), replace: true);
    }

    private async Task ShowStepAsync(string formId, BookingStep? wanted)
    {
        if (!string.Equals(formId, _formId, StringComparison.Ordinal))
        {
            var kept = await drafts.ReadAsync(Caller, formId, Stopping);
            _isRestored = kept is { IsTouched: true, CorrectsItemId: null, ReplacesItemId: null } && _formId is null;
            Open(formId, kept ?? BookingForm.From(new BookingAddress(null, null), Zone));
            _replaced = _form.ReplacesItemId is { } replaces ? await calendar.FindAsync(Caller, replaces, Stopping) : null;
        }

        (_item, _moves) = (null, ItemMoves.None);
        Reread();
        var reachable = _read.FirstOpen;
        var step = wanted is { } asked && asked <= reachable ? asked : reachable;
        if (step != wanted)
        {
            // A step is not skipped by its address.
            navigation.NavigateTo(BookingAddress.Of(formId, step), replace: true);
            return;
        }

        if (step != _step || !_isShown)
        {
            (_step, _isFocusDue, _problem) = (step, true, _problem is not null && step == BookingStep.Review ? _problem : null);
            _slotNotice = step == BookingStep.When ? _slotNotice : null;
            _isShown = true;
        }

        await KeepHoldAsync();
    }

    private void Open(string formId, BookingForm form)
    {
        (_formId, _form, _heldUntil, _slotNotice, _problem, _replaced, _isShown) = (formId, form, null, null, null, null, false);
        _touched.Clear();
        _tried.Clear();

        // Not the component's token: leaving the page must not lose the last keystrokes.
        _draft = new DraftKeeper(() => drafts.SaveAsync(Caller, formId, _form, CancellationToken.None));
    }

    private void Reread() => _read = reader.Read(_form, _types.Types, Zone);

    /// <summary>Prolongs the hold of the chosen slot while the person is at work; one that ran out may have gone to a colleague.</summary>
    private async Task KeepHoldAsync()
    {
        if (!RendererInfo.IsInteractive || _formId is not { } formId || _read is not { EventType: { } type, Slot: { } slot } || _step == BookingStep.What)
        {
            return;
        }

        switch (await booking.HoldAsync(Caller, formId, type, slot, Stopping))
        {
            case HoldResult.Held held:
                _heldUntil = clock.GetCurrentInstant() + held.For;
                break;
            case HoldResult.Taken when !_form.IsTimeTyped:
                await LoseSlotAsync("The time you chose has been taken by a colleague in the meantime. Choose another; everything else is kept.");
                break;
        }
    }

    /// <summary>Back to the choice of a time, with everything else kept.</summary>
    private async Task LoseSlotAsync(string notice)
    {
        (_slotNotice, _heldUntil) = (notice, null);
        _tried.Remove(BookingStep.When);
        await ChangeAsync(nameof(NewAppointment.Start), () => _form.Choose(null));
        _touched.Remove(nameof(NewAppointment.Start));
        if (_step != BookingStep.When && _formId is { } formId)
        {
            navigation.NavigateTo(BookingAddress.Of(formId, BookingStep.When), replace: _step == BookingStep.Review);
        }
    }

    private string? ErrorOf(string field)
    {
        if (string.Equals(_form.RefusedField, field, StringComparison.Ordinal) && !_touched.Contains(field) && field is not nameof(NewAppointment.Start))
        {
            return $"The service refused it: {_form.RefusedBecause}";
        }

        return (_tried.Contains(BookingReader.StepOf(field)) || _touched.Contains(field)) && _read.Errors.TryGetValue(field, out var error) ? error : null;
    }

    private async Task ChangeAsync(string field, Action change)
    {
        change();
        _form.IsTouched = true;
        if (field is not nameof(NewAppointment.Start) || _form.Slot is not null)
        {
            _touched.Add(field);
        }

        if (string.Equals(_form.RefusedField, field, StringComparison.Ordinal) && (field is not nameof(NewAppointment.Start) || _form.Slot is not null))
        {
            (_form.RefusedField, _form.RefusedBecause) = (null, null);
        }

        _problem = null;
        Reread();
        await _draft.SaveAsync();
        StateHasChanged();
    }

    private async Task ChooseTypeAsync(BookableEventType type)
    {
        if (string.Equals(type.Id, _form.EventTypeId, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var hadSlot = _form.Slot is not null;
        _heldUntil = null;
        await ChangeAsync(nameof(_form.EventTypeId), () =>
        {
            _form.EventTypeId = type.Id;
            _form.Choose(null);
            _form.Location = type.Locations.Count == 1 ? type.Locations[0] : type.Locations.Contains(_form.Location, StringComparer.Ordinal) ? _form.Location : "";
        });
        if (hadSlot && _formId is { } formId)
        {
            await booking.ReleaseAsync(Caller, formId, Stopping);
        }
    }

    private void Held(Instant? until) => (_heldUntil, _slotNotice) = (until, null);

    private async Task ContinueAsync()
    {
        if (_formId is not { } formId)
        {
            return;
        }

        _tried.Add(_step);
        Reread();
        if (_read.Errors.Keys.Any(field => BookingReader.StepOf(field) == _step))
        {
            await script.InvokeVoidAsync("portal.focusFirstInvalid", Stopping);
        }
        else if (_step < BookingStep.Review)
        {
            navigation.NavigateTo(BookingAddress.Of(formId, _step + 1));
        }
        else
        {
            await BookAsync(formId);
        }
    }

    private async Task BookAsync(string formId)
    {
        if (_isBooking || _read.Appointment is not { } appointment)
        {
            return;
        }

        _isBooking = _draft.IsStopped = true;
        try
        {
            // Not the component's token: from here on the booking must be stored even when the person leaves the page.
            switch (await booking.BookAsync(Caller, formId, appointment, _form.ReplacesItemId, CancellationToken.None))
            {
                case BookResult.Submitted submitted:
                    await TidyUpAsync(formId);
                    _sentHere = submitted.ItemId;
                    navigation.NavigateTo(BookingAddress.Of(formId, BookingStep.Result), replace: true);
                    break;
                case BookResult.AlreadySent:
                    await ReopenAsync(_form, "Another window has already booked something else with this form. What you filled in here is a new booking now: check it, and book it if it is still wanted.");
                    break;
                case BookResult.SlotTaken:
                    _draft.IsStopped = false;
                    await LoseSlotAsync("This time has just been taken. Choose another; everything else is kept.");
                    break;
                case BookResult.Invalid invalid:
                    _problem = string.Join(" ", invalid.Errors.Select(error => error.Message));
                    break;
                case BookResult.NotPossible refused:
                    _problem = refused.Reason;
                    break;
                default:
                    _problem = "Your role does not allow booking.";
                    break;
            }
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = NotStored;
        }
        finally
        {
            _isBooking = _draft.IsStopped = false;
        }
    }

    /// <summary>The booking is stored; what is left behind here must not look like a failure of it.</summary>
    private async Task TidyUpAsync(string formId)
    {
        try
        {
            if (_form.CorrectsItemId is { } corrected)
            {
                await calendar.DismissAsync(Caller, corrected, CancellationToken.None);
            }

            await drafts.DeleteAsync(Caller, formId, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            // The refused booking stays visible, and a left-over draft is dropped when it is met again.
        }
    }

    private async Task ShowResultAsync(string formId, CalendarItem sent, BookingStep? asked)
    {
        if (asked != BookingStep.Result)
        {
            navigation.NavigateTo(BookingAddress.Of(formId, BookingStep.Result), replace: true);
            return;
        }

        _isFocusDue |= _step != BookingStep.Result || !string.Equals(_formId, formId, StringComparison.Ordinal);
        (_formId, _step, _item) = (formId, BookingStep.Result, sent);
        _moves = await calendar.ReadMovesAsync(Caller, sent.Id, Stopping);
        await ReopenWhenRefusedAsync();
    }

    /// <summary>What was sent from this page and refused comes back as a form, at the step that the refusal is about.</summary>
    private async Task ReopenWhenRefusedAsync()
    {
        if (_item is { State: ItemState.Rejected } refused && string.Equals(_sentHere, refused.Id, StringComparison.Ordinal) && await beginnings.OfRefusedAsync(Caller, refused, Stopping) is { } form)
        {
            _sentHere = null;
            await ReopenAsync(form, form.RefusedField is nameof(NewAppointment.Start) ? "This time was taken at the service just before you. Choose another; everything else is kept." : null);
        }
    }

    /// <summary>Goes on with a form of its own, kept as its draft from the start.</summary>
    private async Task ReopenAsync(BookingForm form, string? notice)
    {
        var formId = Guid.NewGuid().ToString("D");
        await drafts.SaveAsync(Caller, formId, form, Stopping);
        Open(formId, form);
        _replaced = form.ReplacesItemId is { } replaces ? await calendar.FindAsync(Caller, replaces, Stopping) : null;
        var step = form.RefusedField is { } field ? BookingReader.StepOf(field) : BookingStep.Review;
        (_slotNotice, _problem) = (step == BookingStep.When ? notice : null, step == BookingStep.When ? null : notice);
        navigation.NavigateTo(BookingAddress.Of(formId, step), replace: true);
    }

    private async Task StartAfreshAsync()
    {
        if (_formId is { } abandoned)
        {
            await drafts.DeleteAsync(Caller, abandoned, Stopping);
            await booking.ReleaseAsync(Caller, abandoned, Stopping);
        }

        _isRestored = false;
        navigation.NavigateTo(BookingAddress.New(), replace: true);
    }

    private Task FoundAsync() => DecideAsync(id => calendar.ResolveFoundAsync(Caller, id, upstreamId: null, CancellationToken.None));

    private Task NotThereAsync((bool SendAgain, string Reason) decision) =>
        DecideAsync(id => calendar.ResolveNotThereAsync(Caller, id, decision.SendAgain, decision.Reason, CancellationToken.None));

    private async Task DecideAsync(Func<string, Task<ItemDecisionResult>> decide)
    {
        if (_item is null)
        {
            return;
        }

        try
        {
            _problem = await decide(_item.Id) switch
            {
                ItemDecisionResult.Done => null,
                ItemDecisionResult.NotPossible refused => refused.Reason,
                ItemDecisionResult.NotAllowed => "Your role does not allow this.",
                _ => "This appointment no longer exists.",
            };
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = "That was not saved: the portal’s database did not answer. Try again in a moment.";
        }
    }

    /// <summary>Reads again what became of a sent form.</summary>
    private async Task RefreshAsync()
    {
        try
        {
            if (_step == BookingStep.Result && _formId is { } formId && await calendar.FindAsync(Caller, formId, Stopping) is { } item)
            {
                _item = item;
                _moves = await calendar.ReadMovesAsync(Caller, item.Id, Stopping);
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
}
