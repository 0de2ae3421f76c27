using Microsoft.AspNetCore.Components;
using NodaTime;
using Portal.Application;
using Portal.Application.Time;
using Portal.Web.Components;

namespace Portal.Web.Shell;

/// <summary>Shows the viewer's zone in the header, and lets them choose another by search.</summary>
public sealed partial class TimeZonePicker(ViewerContext viewer, TimeZoneCatalog catalog, IClock clock)
{
    private bool _isOpen;
    private string _text = "";
    private string? _problem;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    private DateTimeZone Zone => viewer.TimeZoneFor(Caller);

    private static string Place(DateTimeZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private string OffsetNow(DateTimeZone zone) => TimeText.Of(zone.GetUtcOffset(clock.GetCurrentInstant()));

    private void Open()
    {
        (_text, _problem) = ("", null);
        _isOpen = true;
    }

    private void Close() => _isOpen = false;

    private Task<IReadOnlyList<ComboboxOption>> SearchAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult(ZoneOptions.Search(catalog, clock, text));

    private async Task ChooseAsync(string? id)
    {
        try
        {
            await viewer.ChooseTimeZoneAsync(Caller, id, Stopping);
            _isOpen = false;
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = "The time zone could not be saved: the portal's database did not answer. Try again in a moment.";
        }
    }
}
