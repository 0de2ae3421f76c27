using Microsoft.AspNetCore.Components;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Web.Components;

namespace Portal.Web.Calendar;

/// <summary>The filters of the calendar. It keeps nothing: the page's address does.</summary>
public sealed partial class FilterBar(CalendarService calendar)
{
    private const int Suggestions = 20;

    private static readonly IReadOnlyList<(CalendarSource Source, string Name, string Css)> Sources =
    [
        (CalendarSource.CaseEvent, "Case events", "source--case"),
        (CalendarSource.Appointment, "Appointments", "source--appointment"),
        (CalendarSource.Marketing, "Marketing", "source--marketing"),
    ];

    private string _caseText = "";
    private bool _isOpen;

    [Parameter, EditorRequired]
    public required Caller Caller { get; set; }

    [Parameter, EditorRequired]
    public required CalendarFilter Filter { get; set; }

    [Parameter]
    public EventCallback<CalendarFilter> OnChange { get; set; }

    /// <summary>How many of the folded filters narrow the view.</summary>
    private int Active => new[] { Filter.Text is not null, Filter.CaseId is not null, Filter.Provider is not null, Filter.Statuses.Count > 0 }.Count(isSet => isSet);

    protected override async Task OnInitializedAsync()
    {
        _isOpen = Active > 0;
        if (Filter.CaseId is { } id)
        {
            _caseText = await NameOfAsync(id);
        }
    }

    protected override void OnParametersSet()
    {
        if (Filter.CaseId is null && Guid.TryParse(_caseText, out _))
        {
            _caseText = "";
        }
    }

    private bool IsShown(CalendarSource source) => Filter.Sources.Count == 0 || Filter.Sources.Contains(source);

    /// <summary>All shown and none shown are the same: a calendar of nothing is of no use.</summary>
    private Task ToggleAsync(CalendarSource source)
    {
        var shown = Sources.Select(one => one.Source).Where(one => one == source ? !IsShown(one) : IsShown(one)).ToArray();
        return OnChange.InvokeAsync(Filter with { Sources = shown.Length == Sources.Count ? [] : shown });
    }

    private Task ToggleAsync(EntryStatus status) => OnChange.InvokeAsync(Filter with
    {
        Statuses = [.. Enum.GetValues<EntryStatus>().Where(one => one == status ? !Filter.Statuses.Contains(one) : Filter.Statuses.Contains(one))],
    });

    private Task TextTypedAsync(string text) => OnChange.InvokeAsync(Filter with { Text = NullIfBlank(text) });

    private Task CaseTypedAsync(string text)
    {
        _caseText = text;
        return Guid.TryParse(text.Trim(), out var id) ? OnChange.InvokeAsync(Filter with { CaseId = id.ToString() })
            : text.Length == 0 && Filter.CaseId is not null ? OnChange.InvokeAsync(Filter with { CaseId = null })
            : Task.CompletedTask;
    }

    private Task CaseChosenAsync(ComboboxOption chosen)
    {
        _caseText = chosen.Text;
        return OnChange.InvokeAsync(Filter with { CaseId = chosen.Value });
    }

    private Task ProviderTypedAsync(string text) => text.Length == 0 && Filter.Provider is not null ? OnChange.InvokeAsync(Filter with { Provider = null }) : Task.CompletedTask;

    private Task ProviderChosenAsync(ComboboxOption chosen) => OnChange.InvokeAsync(Filter with { Provider = chosen.Value });

    private Task ClearAsync()
    {
        _caseText = "";
        return OnChange.InvokeAsync(CalendarFilter.None);
    }

    private async Task<IReadOnlyList<ComboboxOption>> SearchCasesAsync(string text, CancellationToken cancellationToken) =>
        [.. (await calendar.SearchCasesAsync(Caller, text, Suggestions, cancellationToken)).Select(found => new ComboboxOption(found.Id, found.Title ?? found.ShortId ?? found.Id, found.ShortId))];

    private async Task<IReadOnlyList<ComboboxOption>> SearchProvidersAsync(string text, CancellationToken cancellationToken) =>
        [.. (await calendar.SearchProvidersAsync(Caller, text, Suggestions, cancellationToken)).Select(found => new ComboboxOption(found.Email ?? found.Name ?? "", found.Name ?? found.Email ?? "", found.Name is null ? null : found.Email))];

    private async Task<string> NameOfAsync(string caseId)
    {
        try
        {
            return (await calendar.SearchCasesAsync(Caller, caseId, 1, Stopping)) is [{ } found, ..] ? found.Title ?? found.ShortId ?? caseId : caseId;
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            return caseId;
        }
    }

    // Not trimmed: the blank before the next word would be taken from under the fingers.
    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
