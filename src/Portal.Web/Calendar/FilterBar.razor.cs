using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Web.Components;

namespace Portal.Web.Calendar;

/// <summary>The filters of the calendar. It keeps nothing: the page's address does.</summary>
public sealed partial class FilterBar(CalendarService calendar, IJSRuntime script)
{
    private const int Suggestions = 20;

    private static readonly IReadOnlyList<(CalendarSource Source, string Name, string Css)> Sources =
    [
        (CalendarSource.CaseEvent, "Case events", "source--case"),
        (CalendarSource.Appointment, "Appointments", "source--appointment"),
        (CalendarSource.Marketing, "Marketing", "source--marketing"),
    ];

    private string _caseText = "";

    /// <summary>The case that the text names; null for none.</summary>
    private string? _namedCase;

    [Parameter, EditorRequired]
    public required Caller Caller { get; set; }

    [Parameter, EditorRequired]
    public required CalendarFilter Filter { get; set; }

    [Parameter]
    public EventCallback<CalendarFilter> OnChange { get; set; }

    /// <summary>What of the folded filters narrows the view, in words, each with the filter that is left without it.</summary>
    private IEnumerable<(string Name, CalendarFilter Without)> Chips
    {
        get
        {
            if (Filter.Text is not null)
            {
                yield return ($"“{Filter.Text.Trim()}”", Filter with { Text = null });
            }

            if (Filter.CaseId is not null)
            {
                yield return ($"Case: {_caseText}", Filter with { CaseId = null });
            }

            if (Filter.Provider is not null)
            {
                yield return ($"Provider: {Filter.Provider}", Filter with { Provider = null });
            }

            foreach (var status in Filter.Statuses)
            {
                yield return (status.ToString(), Toggled(status));
            }
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        // Also back and forward bring another case.
        if (!string.Equals(Filter.CaseId, _namedCase, StringComparison.Ordinal))
        {
            var caseId = _namedCase = Filter.CaseId;
            _caseText = caseId ?? "";
            if (caseId is not null && await NameOfAsync(caseId) is var name && string.Equals(caseId, _namedCase, StringComparison.Ordinal))
            {
                _caseText = name;
            }
        }
    }

    private bool IsShown(CalendarSource source) => Filter.Sources.Count == 0 || Filter.Sources.Contains(source);

    /// <summary>All shown and none shown are the same: a calendar of nothing is of no use.</summary>
    private Task ToggleAsync(CalendarSource source)
    {
        var shown = Sources.Select(one => one.Source).Where(one => one == source ? !IsShown(one) : IsShown(one)).ToArray();
        return OnChange.InvokeAsync(Filter with { Sources = shown.Length == Sources.Count ? [] : shown });
    }

    private Task ToggleAsync(EntryStatus status) => OnChange.InvokeAsync(Toggled(status));

    private CalendarFilter Toggled(EntryStatus status) => Filter with
    {
        Statuses = [.. Enum.GetValues<EntryStatus>().Where(one => one == status ? !Filter.Statuses.Contains(one) : Filter.Statuses.Contains(one))],
    };

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
        (_caseText, _namedCase) = (chosen.Text, chosen.Value);
        return OnChange.InvokeAsync(Filter with { CaseId = chosen.Value });
    }

    private Task ProviderTypedAsync(string text) => text.Length == 0 && Filter.Provider is not null ? OnChange.InvokeAsync(Filter with { Provider = null }) : Task.CompletedTask;

    private Task ProviderChosenAsync(ComboboxOption chosen) => OnChange.InvokeAsync(Filter with { Provider = chosen.Value });

    /// <summary>The button that was pressed goes; the focus stays among the filters.</summary>
    private async Task RemoveAsync(CalendarFilter filter)
    {
        await OnChange.InvokeAsync(filter);
        await script.InvokeVoidAsync("portal.focus", Stopping, ".more-filters > summary");
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
