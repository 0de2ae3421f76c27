using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Application.Cases;
using Portal.Application.Organizations;
using Portal.Application.Submissions;
using Portal.Application.Time;

namespace Portal.Application.Calendar;

/// <summary>
/// The calendar as pages use it. Everything is read from and written to the portal's own store; what must reach an upstream goes on by itself.
/// Case events are for the clinical roles: a caller with only the marketing role sees that a time is taken, and nothing more.
/// A foreign id and an absent id look the same.
/// </summary>
public sealed class CalendarService
{
    private readonly CalendarStore _items;
    private readonly ViewStore _views;
    private readonly SubmissionStore _submissions;
    private readonly CaseStore _cases;
    private readonly SyncStore _syncs;
    private readonly SyncStore _marketingSyncs;
    private readonly CaseEventSubmissions _caseEvents;
    private readonly CaseEventMoves _moves;
    private readonly Cancellations _cancellations;
    private readonly OrganizationDirectory _organizations;
    private readonly SubmissionOptions _options;

    internal CalendarService(
        CalendarStore items,
        ViewStore views,
        SubmissionStore submissions,
        CaseStore cases,
        SyncStore syncs,
        SyncStore marketingSyncs,
        CaseEventSubmissions caseEvents,
        CaseEventMoves moves,
        Cancellations cancellations,
        OrganizationDirectory organizations,
        IOptions<SubmissionOptions> options)
    {
        _items = items;
        _views = views;
        _submissions = submissions;
        _cases = cases;
        _syncs = syncs;
        _marketingSyncs = marketingSyncs;
        _caseEvents = caseEvents;
        _moves = moves;
        _cancellations = cancellations;
        _organizations = organizations;
        _options = options.Value;
    }

    /// <summary>Whether the caller may create case events: a clinical role, in an organisation that has Care360.</summary>
    public bool CanCreateEvents(Caller caller) => caller.IsClinical && _organizations.HasCare360(caller.OrganizationId);

    /// <summary>What the days of a view hold; dismissed items are left out. Whoever sees only that a time is taken does not see what takes none.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="days">Consecutive, at least one, in one zone.</param>
    /// <param name="filter">Narrows it; on what is redacted for the caller it matches nothing.</param>
    /// <param name="rowsPerDay">With it, at least the first so many of each day in the order of <see cref="EntryOrder"/>, and exact counts; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DayEntries> ReadDaysAsync(Caller caller, IReadOnlyList<ZonedDay> days, CalendarFilter filter, int? rowsPerDay, CancellationToken cancellationToken) =>
        MaySee(caller)
            ? await _views.ReadDaysAsync(caller.OrganizationId, caller.IsClinical, days, filter, rowsPerDay, cancellationToken)
            : new DayEntries([], new int[days.Count], 0, []);

    /// <summary>What a period holds as a list; dismissed items are left out, and for whoever sees only that a time is taken what takes none.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, inclusive; of the same zone.</param>
    /// <param name="filter">Narrows it; on what is redacted for the caller it matches nothing.</param>
    /// <param name="limit">At most so many items, at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AgendaItems> ReadAgendaAsync(Caller caller, ZonedDay first, ZonedDay last, CalendarFilter filter, int limit, CancellationToken cancellationToken)
    {
        if (!MaySee(caller))
        {
            return new AgendaItems([], 0, []);
        }

        var (items, total, freshness) = await _views.ReadAgendaAsync(caller.OrganizationId, caller.IsClinical, first, last, filter, limit, cancellationToken);
        return new AgendaItems([.. items.Select(item => item.ToItem(caller.IsClinical, _options))], total, freshness);
    }

    /// <summary>How old the data of each source is, by its name; for whoever may see the calendar, else empty.</summary>
    public async Task<IReadOnlyList<SourceFreshness>> ReadFreshnessAsync(Caller caller, CancellationToken cancellationToken) =>
        MaySee(caller) ? await _views.ReadFreshnessAsync(caller.OrganizationId, cancellationToken) : [];

    /// <summary>People that events are with, whose name or address holds the text: case-insensitive, by name, at most <paramref name="limit"/>. For clinical roles.</summary>
    public async Task<IReadOnlyList<ProviderSummary>> SearchProvidersAsync(Caller caller, string text, int limit, CancellationToken cancellationToken) =>
        caller.IsClinical ? await _views.SearchProvidersAsync(caller.OrganizationId, text, Math.Clamp(limit, 1, 200), cancellationToken) : [];

    /// <summary>One item, also a dismissed one; null when there is none for this caller.</summary>
    public async Task<CalendarItem?> FindAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        MaySee(caller) && await _items.FindAsync(caller.OrganizationId, itemId, cancellationToken) is { } item
            ? item.ToItem(caller.IsClinical, _options)
            : null;

    /// <summary>An item of the same case, title, start and end that exists, may exist or is on its way: reason to warn before a second one is made.</summary>
    public async Task<CalendarItem?> FindSameAsync(Caller caller, NewCaseEvent entered, CancellationToken cancellationToken) =>
        caller.IsClinical && await _items.FindSameAsync(caller.OrganizationId, entered, cancellationToken) is { } item
            ? item.ToItem(isClinical: true, _options)
            : null;

    /// <summary>Stores a new event as pending; it is sent by itself. Calling it again with the same form and content changes nothing and gives the same item.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="formId">A UUID made with the form instance. It becomes the item's id and the idempotency key.</param>
    /// <param name="entered">Checked here again, whatever the form checked.</param>
    /// <param name="cancellationToken">Gives up; ask again with the same form to learn the outcome.</param>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored: tell the person so.</exception>
    public async Task<CreateEventResult> CreateEventAsync(Caller caller, string formId, NewCaseEvent entered, CancellationToken cancellationToken) =>
        CanCreateEvents(caller)
            ? await _caseEvents.CreateAsync(caller, formId, entered, cancellationToken)
            : new CreateEventResult.NotAllowed();

    /// <summary>
    /// Gives a confirmed custom event another time. The API knows no change, so a new event is created, and the old one is cancelled once the new
    /// one is confirmed; until then, and when the new one is refused, the old one stands. All of it goes on by itself.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="formId">A UUID made with the question. It becomes the new item's id and the idempotency key.</param>
    /// <param name="itemId">What to move.</param>
    /// <param name="start">The new start; before <paramref name="end"/>.</param>
    /// <param name="end">Exclusive.</param>
    /// <param name="cancellationToken">Gives up; ask again with the same form to learn the outcome.</param>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored: tell the person so.</exception>
    public async Task<MoveEventResult> MoveEventAsync(Caller caller, string formId, string itemId, Instant start, Instant end, CancellationToken cancellationToken) =>
        CanCreateEvents(caller)
            ? await _moves.MoveAsync(caller, formId, itemId, start, end, cancellationToken)
            : new MoveEventResult.NotAllowed();

    /// <summary>Whose place an item takes, and what takes its place.</summary>
    public async Task<ItemMoves> ReadMovesAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        caller.IsClinical ? await _moves.ReadAsync(caller.OrganizationId, itemId, cancellationToken) : ItemMoves.None;

    /// <summary>Cancels a confirmed custom event; an unconfirmed cancellation is sent again. Any number of calls make one cancellation.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="formId">A UUID made with the dialog.</param>
    /// <param name="itemId">What to cancel.</param>
    /// <param name="reason">For the item's history, at most 500 characters; the upstream takes none.</param>
    /// <param name="cancellationToken">Gives up; ask again with the same form to learn the outcome.</param>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored: tell the person so.</exception>
    public async Task<CancelEventResult> CancelEventAsync(Caller caller, string formId, string itemId, string? reason, CancellationToken cancellationToken) =>
        caller.IsClinical
            ? await _cancellations.CancelAsync(caller, formId, itemId, reason, inviteeEmail: null, cancellationToken)
            : new CancelEventResult.NotAllowed();

    /// <summary>Staff found an unknown item upstream. Allowed at once.</summary>
    /// <param name="caller">Who says so; written into the history.</param>
    /// <param name="itemId">An unknown item.</param>
    /// <param name="upstreamId">Its id there, if the person has it; without it the event cannot be cancelled from here until a sync lists it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ItemDecisionResult> ResolveFoundAsync(Caller caller, string itemId, string? upstreamId, CancellationToken cancellationToken) =>
        caller.IsClinical
            ? await _caseEvents.FoundAsync(caller, itemId, upstreamId, cancellationToken)
            : new ItemDecisionResult.NotAllowed();

    /// <summary>Staff looked for an unknown item and it is not there. Only from <see cref="CalendarItem.ResolvableFrom"/> on.</summary>
    /// <param name="caller">Who says so; written into the history.</param>
    /// <param name="itemId">An unknown item.</param>
    /// <param name="sendAgain">True: it is sent again; false: it becomes rejected.</param>
    /// <param name="reason">Required, for the item's history: where the person looked, or why; at most 500 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ItemDecisionResult> ResolveNotThereAsync(Caller caller, string itemId, bool sendAgain, string reason, CancellationToken cancellationToken) =>
        caller.IsClinical
            ? await _caseEvents.NotThereAsync(caller, itemId, sendAgain, reason, cancellationToken)
            : new ItemDecisionResult.NotAllowed();

    /// <summary>Puts a rejected item away; only its author or an administrator.</summary>
    public async Task<ItemDecisionResult> DismissAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        caller.IsClinical
            ? await _caseEvents.DismissAsync(caller, itemId, cancellationToken)
            : new ItemDecisionResult.NotAllowed();

    /// <summary>What was entered for an item of this portal, to open its form again; null for anything else.</summary>
    public async Task<NewCaseEvent?> ReadRequestAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        caller.IsClinical ? await _caseEvents.ReadRequestAsync(caller.OrganizationId, itemId, cancellationToken) : null;

    /// <summary>Cases whose title or short id holds the text, or whose id starts with it: case-insensitive, by title, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<CaseSummary>> SearchCasesAsync(Caller caller, string text, int limit, CancellationToken cancellationToken) =>
        caller.IsClinical ? await _cases.SearchAsync(caller.OrganizationId, text, Math.Clamp(limit, 1, 200), cancellationToken) : [];

    /// <summary>Asks for fresher data; it arrives as a change. At most one sync per organisation, source and 15 seconds comes of it.</summary>
    public async Task RequestSyncAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (MaySee(caller) && _organizations.HasCare360(caller.OrganizationId))
        {
            await _syncs.RequestAsync(caller.OrganizationId, cancellationToken);
        }

        if (MaySee(caller) && _organizations.HasSweeppea(caller.OrganizationId))
        {
            await _marketingSyncs.RequestAsync(caller.OrganizationId, cancellationToken);
        }
    }

    /// <summary>What happened to an item that this portal sent, oldest first; empty for anything else.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        caller.IsClinical ? await _submissions.ReadHistoryAsync(caller.OrganizationId, itemId, cancellationToken) : [];

    private static bool MaySee(Caller caller) => caller.IsClinical || caller.Is(PortalRoles.Marketing);
}
