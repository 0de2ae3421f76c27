using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Export;
using Portal.Application.Time;
using Portal.Web.Components;
using Portal.Web.Shell;

namespace Portal.Web.Export;

/// <summary>The person's own feed addresses: makes, lists and revokes them.</summary>
public sealed partial class FeedsSection(FeedService feeds, ViewerContext viewer, NavigationManager navigation, IJSRuntime script)
{
    private IReadOnlyList<CalendarFeed> _feeds = [];
    private string _source = "";
    private string? _address;
    private string? _asked;
    private string? _problem;
    private bool _isCopied;

    [CascadingParameter]
    public required Caller Caller { get; set; }

    private CalendarSource? Chosen => Enum.TryParse<CalendarSource>(_source, out var source) ? source : null;

    private bool HasChosen => _feeds.Any(feed => feed.Source == Chosen);

    protected override Task OnInitializedAsync() => DoAsync(() => Task.CompletedTask);

    private static string NameOf(CalendarSource? source) => source switch
    {
        CalendarSource.CaseEvent => "Case events",
        CalendarSource.Appointment => "Appointments",
        CalendarSource.Marketing => "Marketing",
        _ => "All of the calendar",
    };

    private string Day(Instant at) => TimeText.Date(at.InZone(viewer.TimeZoneFor(Caller)).Date);

    private Task CreateAsync() => DoAsync(async () =>
    {
        var made = await feeds.CreateAsync(Caller, Chosen, viewer.TimeZoneFor(Caller), Stopping);
        (_address, _isCopied) = (navigation.ToAbsoluteUri($"/feeds/{made.Token}.ics").AbsoluteUri, false);
    });

    private Task RevokeAsync(string id) => DoAsync(async () =>
    {
        await feeds.RevokeAsync(Caller, id, Stopping);
        (_address, _asked) = (null, null);
    });

    private async Task CopyAsync()
    {
        _isCopied = await script.InvokeAsync<bool>("portal.copy", Stopping, "#feed-address");
    }

    private async Task DoAsync(Func<Task> change)
    {
        _problem = null;
        try
        {
            await change();
            _feeds = await feeds.ListAsync(Caller, Stopping);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _problem = "The portal's database did not answer. Try again in a moment.";
        }
    }
}
