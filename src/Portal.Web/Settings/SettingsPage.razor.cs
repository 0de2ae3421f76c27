using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Portal.Application;
using Portal.Application.People;
using Portal.Application.Time;
using Portal.Web.Components;
using Portal.Web.Shell;

namespace Portal.Web.Settings;

/// <summary>What a person chooses for themselves. Every change is saved at once; one that was not is shown as it was, with the reason.</summary>
public sealed partial class SettingsPage(ViewerContext viewer, TimeZoneCatalog catalog, IClock clock)
{
    private const string NotSaved = "That was not saved: the portal's database did not answer. Try again in a moment.";

    /// <summary>Changes on their way, in order.</summary>
    private readonly List<Func<CalendarSettings, CalendarSettings>> _unsaved = [];
    private string _secondZone = "";
    private string? _storedZone;
    private string? _zoneProblem;
    private string _saved = "";
    private string? _problem;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    /// <summary>As they will be once every change is saved; as they are stored when one was not.</summary>
    private CalendarSettings Settings => _unsaved.Aggregate(viewer.Calendar, (settings, change) => change(settings));

    private string Automatic => $"As my browser has it{(Settings.WeekStart == WeekStart.Automatic ? $" ({viewer.WeekStart})" : "")}";

    protected override void OnInitialized()
    {
        viewer.Changed += OnViewerChanged;
        ShowStoredZone();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            viewer.Changed -= OnViewerChanged;
        }

        base.Dispose(disposing);
    }

    private static string HourText(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00");

    private static string Shown(string? zone) => zone?.Replace('_', ' ') ?? "";

    private void OnViewerChanged(object? sender, EventArgs e)
    {
        ShowStoredZone();
        StateHasChanged();
    }

    /// <summary>Unless something else was typed.</summary>
    private void ShowStoredZone()
    {
        if (string.Equals(_secondZone, Shown(_storedZone), StringComparison.Ordinal))
        {
            _secondZone = Shown(viewer.Calendar.SecondTimeZone);
        }

        _storedZone = viewer.Calendar.SecondTimeZone;
    }

    private Task StartAsync(int hour) => SaveAsync(settings => settings with { WorkDayStart = hour, WorkDayEnd = Math.Max(settings.WorkDayEnd, hour + 1) });

    // Another window may have stored a later start meanwhile.
    private Task EndAsync(int hour) => SaveAsync(settings => settings with { WorkDayStart = Math.Min(settings.WorkDayStart, hour - 1), WorkDayEnd = hour });

    private Task<IReadOnlyList<ComboboxOption>> SearchZonesAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult(ZoneOptions.Search(catalog, clock, text));

    private Task SecondZoneTypedAsync(string text)
    {
        (_secondZone, _zoneProblem) = (text, null);
        return text.Length == 0 && Settings.SecondTimeZone is not null ? SecondZoneAsync(null) : Task.CompletedTask;
    }

    private async Task SecondZoneAsync(string? zone)
    {
        (_secondZone, _zoneProblem) = (Shown(zone), null);
        if (!await TryAsync(settings => settings with { SecondTimeZone = zone }))
        {
            _zoneProblem = NotSaved;
        }
    }

    private async Task SaveAsync(Func<CalendarSettings, CalendarSettings> change)
    {
        if (!await TryAsync(change))
        {
            _problem = NotSaved;
        }
    }

    private async Task<bool> TryAsync(Func<CalendarSettings, CalendarSettings> change)
    {
        (_saved, _problem) = ("", null);
        _unsaved.Add(change);
        try
        {
            // Not the page's token: what was chosen is saved, also when the page is left at once.
            await viewer.ChooseCalendarAsync(Caller, change, CancellationToken.None);
            _saved = _problem is null ? "Saved." : "";
            return true;
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _saved = "";
            return false;
        }
        finally
        {
            _unsaved.Remove(change);
        }
    }
}
