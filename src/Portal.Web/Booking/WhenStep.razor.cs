using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application.Booking;
using Portal.Application.Time;
using Portal.Web.Calendar;
using Portal.Web.Components;

namespace Portal.Web.Booking;

/// <summary>
/// Chooses a free slot: a month of days as a date grid (APG), and a day's times. What others take goes from the list by itself, and so does what
/// has passed. Where the service lists no slots, date and time are typed.
/// </summary>
public sealed partial class WhenStep(
    BookingService booking, BookingChanges changes, TimeZoneCatalog catalog, IClock clock, TimeProvider time, IJSRuntime script)
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(10);
    private static readonly Duration Stale = Duration.FromSeconds(30);

    private IReadOnlyList<Interval> _listed = [];
    private IReadOnlyList<Interval> _free = [];
    private Interval _loaded;
    private Instant _loadedAt;
    private Instant _now;
    private string _followedZone = "";
    private LocalDate _focused;
    private LocalDate? _day;
    private string? _failed;
    private string? _notOffered;
    private string? _notice;
    private bool _isLoading = true;
    private bool _isHolding;
    private int _loads;
    private string? _focusDue;
    private IDisposable? _watch;
    private ITimer? _tick;

    [Parameter, EditorRequired]
    public required string FormId { get; set; }

    [Parameter, EditorRequired]
    public required BookableEventType EventType { get; set; }

    [Parameter, EditorRequired]
    public required IsoDayOfWeek WeekStart { get; set; }

    /// <summary>Until when the chosen slot is held; null while it is not.</summary>
    [Parameter]
    public Instant? HeldUntil { get; set; }

    /// <summary>Why the person is here again.</summary>
    [Parameter]
    public string? Notice { get; set; }

    /// <summary>A slot is held for this form.</summary>
    [Parameter]
    public EventCallback<Instant?> OnHeld { get; set; }

    private SlotDays Days => new(_focused, ShownZone, WeekStart, _free);

    private LocalDate Today => _now.InZone(ShownZone).Date;

    private string MonthName => string.Create(CultureInfo.InvariantCulture, $"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(_focused.Month)} {_focused.Year}");

    /// <summary>The zone that times are not shown in.</summary>
    private DateTimeZone? OtherZone => Form.ShowsInviteeZone ? Zone : Read.InviteeZone;

    protected override void OnInitialized()
    {
        _now = clock.GetCurrentInstant();
        _focused = Instant.Max(Form.Near ?? _now, _now).InZone(ShownZone).Date;
        _followedZone = ShownZone.Id;
    }

    /// <summary>The shown zone changes by what is chosen here, and by what the viewer chooses for the whole portal.</summary>
    protected override Task OnParametersSetAsync()
    {
        if (string.Equals(_followedZone, ShownZone.Id, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        _followedZone = ShownZone.Id;
        return FollowZoneAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _watch = changes.Watch(Caller, Coalesced(() => ApplyAsync()));
            _tick = time.CreateTimer(_ => Run(TickAsync), state: null, TickInterval, TickInterval);
            await LoadAsync(isFirst: true);
            StateHasChanged();
        }

        if (_focusDue is { } selector)
        {
            _focusDue = null;
            await script.InvokeVoidAsync("portal.focus", Stopping, selector);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _watch?.Dispose();
            _tick?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string IdOf(LocalDate day) => $"book-day-{EventFormModel.Date(day)}";

    private static string CountText(int count) => count switch
    {
        0 => "no free time",
        1 => "1 free time",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} free times"),
    };

    private static string TimeIn(Interval slot, DateTimeZone zone) => TimeText.Time(slot.Start.InZone(zone).TimeOfDay);

    private string OtherTime(Interval slot, DateTimeZone other)
    {
        var (there, here) = (slot.Start.InZone(other), slot.Start.InZone(ShownZone));
        var day = there.Date == here.Date ? "" : $"{there.Date.DayOfWeek.ToString()[..3]} ";
        return $"{day}{TimeText.Time(there.TimeOfDay)}";
    }

    private Task TickAsync()
    {
        _now = clock.GetCurrentInstant();
        return Form.IsTimeTyped ? Task.CompletedTask : _now - _loadedAt >= Stale ? LoadAsync(movesFocus: false) : ApplyAsync();
    }

    /// <summary>Asks the service for the slots of the month shown.</summary>
    /// <param name="isFirst">The page has just been opened: where its month is nearly over it goes on to the next.</param>
    /// <param name="movesFocus">The first free day takes the place of the focused one; not under the person who moves by keyboard.</param>
    private async Task LoadAsync(bool isFirst = false, bool movesFocus = true)
    {
        var load = ++_loads;
        var range = SlotDays.RangeOf(_focused, ShownZone);
        if (range != _loaded)
        {
            (_listed, _free, _day) = ([], [], null);
            _isLoading = true;
            StateHasChanged();
        }

        var list = await booking.ListSlotsAsync(Caller, EventType, range, Stopping);

        // Answers may overtake each other; only the last question's counts.
        if (load != _loads)
        {
            return;
        }

        (_isLoading, _loaded, _loadedAt, _failed, _now) = (false, range, clock.GetCurrentInstant(), null, clock.GetCurrentInstant());
        switch (list)
        {
            case SlotList.Listed listed:
                _listed = listed.Slots;
                await ApplyAsync(movesFocus);
                if (isFirst && _free.Count == 0 && (Form.Near is not { } near || near <= _now) && _focused.With(DateAdjusters.EndOfMonth).PlusDays(-7) < Today)
                {
                    // The month is nearly over: the first free time is more likely in the next one.
                    _focused = _focused.With(DateAdjusters.StartOfMonth).PlusMonths(1);
                    await LoadAsync();
                }

                break;
            case SlotList.NotOffered refused:
                _notOffered = refused.Reason;
                await TypeInsteadAsync();
                break;
            case SlotList.Failed failed:
                _failed = failed.Reason;
                break;
        }
    }

    /// <summary>Takes away what others took and what has passed, and says so when it is the chosen one.</summary>
    private async Task ApplyAsync(bool movesFocus = false)
    {
        if (_loaded == default || Form.IsTimeTyped)
        {
            return;
        }

        try
        {
            var taken = await booking.ReadTakenAsync(Caller, FormId, EventType, _loaded, Stopping);
            _free = FreeSlots.Of(_listed, taken, _now);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _failed = "The portal’s database did not answer.";
            return;
        }

        var days = Days;
        if (Read.Slot is { } chosen && _failed is null && chosen.Start >= _loaded.Start && chosen.Start < _loaded.End && !_free.Any(slot => slot.Start == chosen.Start))
        {
            _notice = $"{InZone(chosen, ShownZone)} is not free any more. Choose another time.";
            await LetGoAsync();
        }

        if (_day is not { } day || days.CountOn(day) == 0)
        {
            var next = Read.Slot is { } slot && days.CountOn(slot.Start.InZone(ShownZone).Date) > 0
                ? slot.Start.InZone(ShownZone).Date
                : days.FirstFrom(_focused) ?? days.FirstFrom(days.FirstOfMonth);
            _focused = movesFocus && _day is null && next is { } first ? first : _focused;
            _day = next;
        }
    }

    private async Task LetGoAsync()
    {
        await Change(nameof(NewAppointment.Start), () => Form.Choose(null));
        await OnHeld.InvokeAsync(null);
    }

    private async Task ChooseAsync(Interval slot)
    {
        if (_isHolding)
        {
            return;
        }

        _isHolding = true;
        try
        {
            switch (await booking.HoldAsync(Caller, FormId, EventType, slot, Stopping))
            {
                case HoldResult.Held held:
                    _notice = null;
                    await Change(nameof(NewAppointment.Start), () => Form.Choose(slot));
                    await OnHeld.InvokeAsync(clock.GetCurrentInstant() + held.For);
                    break;
                case HoldResult.Taken:
                    _notice = $"A colleague has just taken {InZone(slot, ShownZone)}. Choose another time.";
                    await Change(nameof(NewAppointment.Start), () => Form.Choose(null));
                    await OnHeld.InvokeAsync(null);
                    break;
            }
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _notice = "The time was not chosen: the portal’s database did not answer. Try again in a moment.";
        }
        finally
        {
            _isHolding = false;
        }

        await ApplyAsync();
    }

    private Task ShowDayAsync(LocalDate day)
    {
        _focused = day;
        if (Days.CountOn(day) > 0)
        {
            _day = day;
            _focusDue = "#book-day";
        }

        return Task.CompletedTask;
    }

    private async Task ShowMonthAsync(int months)
    {
        _focused = _focused.With(DateAdjusters.StartOfMonth).PlusMonths(months);
        _focused = LocalDate.Max(_focused, Today);
        await LoadAsync();
    }

    private async Task OnKeyDownAsync(KeyboardEventArgs pressed)
    {
        if (SlotDays.Move(_focused, pressed.Key, pressed.ShiftKey, WeekStart) is not { } wanted)
        {
            return;
        }

        var before = _focused;
        _focused = LocalDate.Max(wanted, Today);
        _focusDue = $"#{IdOf(_focused)}";
        if (before.With(DateAdjusters.StartOfMonth) != _focused.With(DateAdjusters.StartOfMonth))
        {
            await LoadAsync(movesFocus: false);
            _focusDue = $"#{IdOf(_focused)}";
        }
    }

    private Task ShowZoneAsync(bool isInvitee) => Change(nameof(Form.ShowsInviteeZone), () => Form.ShowsInviteeZone = isInvitee);

    private Task ChooseZoneAsync(string text) => Change(nameof(Form.TimeZone), () => Form.TimeZone = text);

    /// <summary>The same slots fall on other days, and the month has other ends.</summary>
    private async Task FollowZoneAsync()
    {
        _now = clock.GetCurrentInstant();
        _day = null;
        _focused = LocalDate.Max((Read.Slot is { } slot ? slot.Start : _now).InZone(ShownZone).Date, _focused);
        if (!Form.IsTimeTyped && SlotDays.RangeOf(_focused, ShownZone) != _loaded)
        {
            await LoadAsync();
        }
        else
        {
            await ApplyAsync(movesFocus: true);
        }
    }

    private async Task TypeInsteadAsync()
    {
        if (!Form.IsTimeTyped)
        {
            await Change(nameof(Form.IsTimeTyped), () =>
            {
                (Form.IsTimeTyped, Form.StartOffset) = (true, null);
                if (Form.Slot is { } slot)
                {
                    var local = slot.Start.InZone(ShownZone);
                    (Form.StartDate, Form.StartTime, Form.StartOffset) = (EventFormModel.Date(local.Date), EventFormModel.Time(local.TimeOfDay), EventFormModel.Text(local.Offset));
                }
            });
            _focusDue = "#book-date";
        }
    }

    private async Task ChooseInsteadAsync()
    {
        await Change(nameof(Form.IsTimeTyped), () => Form.IsTimeTyped = false);
        await LoadAsync();
    }

    private Task UseTimeAsync(LocalDateTime local) => Change(
        nameof(Form.StartTime),
        () => (Form.StartDate, Form.StartTime) = (EventFormModel.Date(local.Date), EventFormModel.Time(local.TimeOfDay)));

    private Task<IReadOnlyList<ComboboxOption>> SearchZonesAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult(ZoneOptions.Search(catalog, clock, text));
}
