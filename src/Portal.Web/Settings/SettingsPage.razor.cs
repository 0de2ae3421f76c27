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
    private string _secondZone = "";
    private string _saved = "";
    private string? _problem;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    private CalendarSettings Settings => viewer.Calendar;

    private string Automatic => $"As my browser has it{(Settings.WeekStart == WeekStart.Automatic ? $" ({viewer.WeekStart})" : "")}";

    protected override void OnInitialized()
    {
        viewer.Changed += OnViewerChanged;
        _secondZone = Shown(Settings.SecondTimeZone);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            viewer.Changed -= OnViewerChanged;
        }

        base.Dispose(disposing);
    }

    private static string Text(ChangeEventArgs e) => e.Value?.ToString() ?? "";

    private static int Hour(ChangeEventArgs e) => int.Parse(Text(e), CultureInfo.InvariantCulture);

    private static string HourText(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00");

    private static string Shown(string? zone) => zone?.Replace('_', ' ') ?? "";

    private void OnViewerChanged(object? sender, EventArgs e) => StateHasChanged();

    private Task StartAsync(int hour) => SaveAsync(Settings with { WorkDayStart = hour, WorkDayEnd = Math.Max(Settings.WorkDayEnd, hour + 1) });

    private Task<IReadOnlyList<ComboboxOption>> SearchZonesAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult(ZoneOptions.Search(catalog, clock, text));

    private Task SecondZoneTypedAsync(string text)
    {
        _secondZone = text;
        return text.Length == 0 && Settings.SecondTimeZone is not null ? SecondZoneAsync(null) : Task.CompletedTask;
    }

    private Task SecondZoneAsync(string? zone)
    {
        _secondZone = Shown(zone);
        return SaveAsync(Settings with { SecondTimeZone = zone });
    }

    private async Task SaveAsync(CalendarSettings settings)
    {
        (_saved, _problem) = ("", null);
        try
        {
            await viewer.ChooseCalendarAsync(Caller, settings, Stopping);
            _saved = "Saved.";
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = "That was not saved: the portal's database did not answer. Try again in a moment.";
            _secondZone = Shown(Settings.SecondTimeZone);
        }
    }
}
