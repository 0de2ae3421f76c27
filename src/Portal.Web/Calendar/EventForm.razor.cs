using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Components;

namespace Portal.Web.Calendar;

/// <summary>Enters a case event. Validates while it is typed, keeps a draft on the server, and sends at most once per form.</summary>
public sealed partial class EventForm(
    CalendarService calendar, EventDrafts drafts, EventFormReader reader, TimeZoneCatalog catalog, IClock clock, IJSRuntime script)
{
    private const string NotSaved =
        "The event was not saved: the portal's database did not answer. Everything you typed is still here. Try again in a moment.";

    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly KeptLength _length = new(reader);
    private ReadForm _read = new(null, new Dictionary<string, string>(StringComparer.Ordinal), null, new ReadTime(null, null, null), new ReadTime(null, null, null));
    private CalendarItem? _same;
    private bool _isSubmitTried;
    private bool _isFocusDue;
    private bool _isSubmitting;
    private string? _problem;
    private DraftKeeper _draft = new(() => Task.CompletedTask);

    [Parameter, EditorRequired]
    public required Caller Caller { get; set; }

    /// <summary>Id of this form instance: the draft's, and what makes a second click harmless.</summary>
    [Parameter, EditorRequired]
    public required string FormId { get; set; }

    [Parameter, EditorRequired]
    public required EventFormModel Model { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeZone ViewerZone { get; set; }

    /// <summary>The content comes from a draft.</summary>
    [Parameter]
    public bool IsRestored { get; set; }

    /// <summary>The id of the new item.</summary>
    [Parameter]
    public EventCallback<string> OnSubmitted { get; set; }

    /// <summary>Something else was sent with this form's id, from another window. What is typed here needs a form of its own.</summary>
    [Parameter]
    public EventCallback<EventFormModel> OnAlreadySent { get; set; }

    /// <summary>Why this form opened by itself.</summary>
    [Parameter]
    public string? Notice { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnStartAfresh { get; set; }

    protected override void OnInitialized()
    {
        _read = reader.Read(Model);
        _length.Remember(_read);

        // Not the component's token: closing the form must not lose the last keystrokes.
        _draft = new DraftKeeper(() => drafts.SaveAsync(Caller, FormId, Model, CancellationToken.None));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isFocusDue)
        {
            _isFocusDue = false;
            await script.InvokeVoidAsync("portal.focusFirstInvalid", Stopping);
        }
    }

    private string? ErrorOf(string field) =>
        (_isSubmitTried || _touched.Contains(field) || (field is nameof(Model.EndTime) && _touched.Contains(nameof(Model.EndDate)))) && _read.Errors.TryGetValue(field, out var error) ? error : null;

    private async Task ChangeAsync(string field, Action change)
    {
        change();
        _touched.Add(field);
        _same = null;
        _problem = null;
        _read = reader.Read(Model);
        _length.Remember(_read);
        await _draft.SaveAsync();
    }

    private Task ChangeStartAsync(string field, Action change) => ChangeAsync(
        field,
        () =>
        {
            change();
            _length.MoveEnd(Model);
        });

    private async Task UseStartAsync(LocalDateTime time)
    {
        await ChangeStartAsync(
            nameof(Model.StartTime),
            () => (Model.StartDate, Model.StartTime) = (EventFormModel.Date(time.Date), EventFormModel.Time(time.TimeOfDay)));
        await script.InvokeVoidAsync("portal.focus", Stopping, "#event-start-time");
    }

    private async Task UseEndAsync(LocalDateTime time)
    {
        await ChangeAsync(
            nameof(Model.EndTime),
            () => (Model.EndDate, Model.EndTime) = (EventFormModel.Date(time.Date), EventFormModel.Time(time.TimeOfDay)));
        await script.InvokeVoidAsync("portal.focus", Stopping, "#event-end-time");
    }

    private Task CaseTypedAsync(string text) => ChangeAsync(nameof(Model.CaseId), () => (Model.CaseText, Model.CaseId) = (text, text.Trim()));

    private Task CaseChosenAsync(ComboboxOption option) =>
        ChangeAsync(nameof(Model.CaseId), () => (Model.CaseText, Model.CaseId) = (option.Text, option.Value));

    private Task<IReadOnlyList<ComboboxOption>> SearchCasesAsync(string text, CancellationToken cancellationToken) =>
        CaseOptions.SearchAsync(calendar, Caller, text, cancellationToken);

    private Task<IReadOnlyList<ComboboxOption>> SearchZonesAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult(ZoneOptions.Search(catalog, clock, text));

    private async Task SubmitAsync()
    {
        if (_isSubmitting)
        {
            return;
        }

        _isSubmitTried = true;
        _read = reader.Read(Model);
        if (_read.Event is not { } request)
        {
            _isFocusDue = true;
            return;
        }

        _isSubmitting = _draft.IsStopped = true;
        try
        {
            _same = await calendar.FindSameAsync(Caller, request, Stopping);
            if (_same is null || string.Equals(_same.Id, Model.CorrectsItemId, StringComparison.Ordinal))
            {
                _same = null;
                await SendAsync(request);
            }
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = NotSaved;
        }
        finally
        {
            _isSubmitting = _draft.IsStopped = false;
        }
    }

    /// <summary>The person has read that there is the same event already.</summary>
    private async Task CreateAnywayAsync()
    {
        if (!_isSubmitting && _read.Event is { } request)
        {
            _isSubmitting = _draft.IsStopped = true;
            await SendAsync(request);
            _isSubmitting = _draft.IsStopped = false;
        }
    }

    private async Task SendAsync(NewCaseEvent request)
    {
        CreateEventResult result;
        try
        {
            // Not the component's token: from here on the event must be stored even when the person leaves the page.
            result = await calendar.CreateEventAsync(Caller, FormId, request, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = NotSaved;
            return;
        }

        switch (result)
        {
            case CreateEventResult.Submitted submitted:
                await TidyUpAsync();
                await OnSubmitted.InvokeAsync(submitted.ItemId);
                break;
            case CreateEventResult.AlreadySent:
                await OnAlreadySent.InvokeAsync(Model);
                break;
            case CreateEventResult.Invalid invalid:
                _problem = string.Join(" ", invalid.Errors.Select(error => error.Message));
                break;
            case CreateEventResult.NotAllowed:
                _problem = "Your role does not allow creating case events.";
                break;
        }
    }

    /// <summary>The event is stored; what is left behind here must not look like a failure of it.</summary>
    private async Task TidyUpAsync()
    {
        try
        {
            if (Model.CorrectsItemId is { } corrected)
            {
                await calendar.DismissAsync(Caller, corrected, CancellationToken.None);
            }

            await drafts.DeleteAsync(Caller, FormId, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            // The refused event stays visible, and a left-over draft is dropped when it is met again.
        }
    }
}
