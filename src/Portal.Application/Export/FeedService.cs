using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Organizations;
using Portal.Application.Time;

namespace Portal.Application.Export;

/// <summary>Section <c>Feeds</c>.</summary>
public sealed class FeedOptions
{
    public const string Section = "Feeds";

    /// <summary>
    /// Whether feeds of clinical staff name what an event is. A feed is read by programs and services outside of the portal, so by default it says
    /// only that a time is taken.
    /// </summary>
    public bool AllowHealthData { get; set; }
}

/// <summary>A feed as its owner sees it; its token is shown once, when it is made.</summary>
/// <param name="Id">The portal's own id.</param>
/// <param name="Source">Null for all sources.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastReadAt">When a program last read it; null when none did.</param>
public sealed record CalendarFeed(string Id, CalendarSource? Source, Instant CreatedAt, Instant? LastReadAt);

/// <summary>A feed just made.</summary>
/// <param name="Token">Opens the feed for whoever has it; kept nowhere.</param>
public sealed record NewFeed(string Token);

/// <summary>
/// Private addresses from which calendar programs read a person's calendar, one per source: made, listed and revoked by the person alone. A feed
/// shows what its person may see, and of case events and appointments only that the time is taken, unless the operator allows more.
/// </summary>
public sealed class FeedService(CalendarService calendar, FeedStore store, OrganizationDirectory organizations, IDateTimeZoneProvider timeZones, IClock clock, IOptions<FeedOptions> options)
{
    private const int TokenBytes = 32;
    private const int DaysBack = 60;
    private const int DaysAhead = 400;
    private const int Limit = 10_000;

    /// <summary>Whether feeds name what an event of a patient is.</summary>
    public bool NamesHealthData => options.Value.AllowHealthData;

    /// <summary>Makes a feed; an older one of the same source stops working.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="source">Null for all sources.</param>
    /// <param name="timeZone">The zone whose dates bound the feed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<NewFeed> CreateAsync(Caller caller, CalendarSource? source, DateTimeZone timeZone, CancellationToken cancellationToken)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        await store.ReplaceAsync(caller, Guid.NewGuid().ToString("D"), source, Hash(token), timeZone.Id, clock.GetCurrentInstant(), cancellationToken);
        return new NewFeed(token);
    }

    /// <summary>The caller's feeds, oldest first. What they may show follows the caller's roles of now.</summary>
    public async Task<IReadOnlyList<CalendarFeed>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        await store.KeepRolesAsync(caller, cancellationToken);
        return await store.ListAsync(caller, cancellationToken);
    }

    /// <summary>Ends a feed of the caller: its address answers nothing from here on. No error when there is none.</summary>
    public Task RevokeAsync(Caller caller, string id, CancellationToken cancellationToken) => store.DeleteAsync(caller, id, cancellationToken);

    /// <summary>The feed as iCalendar, without what takes no time; null when no feed has this token, or its organisation is no longer served.</summary>
    public async Task<string?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (await store.FindByTokenAsync(Hash(token), now, cancellationToken) is not { } feed || organizations.Find(feed.OrganizationId) is not { } organization)
        {
            return null;
        }

        var reader = new Caller(feed.PersonId, "", "", feed.OrganizationId, feed.Roles);
        var today = now.InZone(timeZones.GetZoneOrNull(feed.TimeZone) ?? DateTimeZone.Utc);
        var items = await calendar.ReadAgendaAsync(
            reader,
            ZonedDay.Of(today.Date.PlusDays(-DaysBack), today.Zone),
            ZonedDay.Of(today.Date.PlusDays(DaysAhead), today.Zone),
            new CalendarFilter { Sources = feed.Source is { } source ? [source] : [], Statuses = [EntryStatus.Pending, EntryStatus.Confirmed, EntryStatus.Unknown] },
            Limit,
            cancellationToken);
        var shown = items.Items.OrderBy(item => item.Start).ThenBy(item => item.Id, StringComparer.Ordinal);
        return ICalendarWriter.Write($"{organization.Name}: {NameOf(feed.Source)}", feed.OrganizationId, shown.Select(item => NamesHealthData ? item : Redact(item)));
    }

    /// <summary>One item as an iCalendar file; null when there is none for the caller.</summary>
    public async Task<string?> ReadEventAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        await calendar.FindAsync(caller, itemId, cancellationToken) is { } item ? ICalendarWriter.Write(name: null, caller.OrganizationId, [item]) : null;

    private static CalendarItem Redact(CalendarItem item) => item.Source == CalendarSource.Marketing || item.IsRedacted
        ? item
        : item with
        {
            Title = item.Source == CalendarSource.Appointment ? "Appointment" : "Case event",
            Description = null,
            CaseId = null,
            CaseTitle = null,
            ProviderName = null,
            ProviderEmail = null,
            MeetingLink = null,
            Reason = null,
        };

    private static string NameOf(CalendarSource? source) => source switch
    {
        CalendarSource.CaseEvent => "case events",
        CalendarSource.Appointment => "appointments",
        CalendarSource.Marketing => "marketing",
        _ => "calendar",
    };

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
