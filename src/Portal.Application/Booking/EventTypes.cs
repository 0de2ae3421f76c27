using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Portal.ApiClient;
using Portal.ApiClient.Care360;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Availability;
using Portal.Application.Calendar;
using Portal.Application.Organizations;

namespace Portal.Application.Booking;

/// <summary>
/// What can be booked and when, asked of the service: event types are remembered for a minute, slots never, for an old slot is worse than a
/// wait (decision 9). The configuration names what the service does not.
/// </summary>
internal sealed partial class EventTypes(ICare360Api care360, OrganizationDirectory organizations, IClock clock, ILogger<EventTypes> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly Duration Remembered = Duration.FromMinutes(1);

    /// <summary>The vendor's schedule answers for a week at a time.</summary>
    private static readonly Duration LongestRange = Duration.FromDays(7);

    private readonly ConcurrentDictionary<string, (Instant At, IReadOnlyList<BookableEventType> Types)> _known = new(StringComparer.Ordinal);

    /// <summary>See <see cref="BookingService.ListEventTypesAsync"/>.</summary>
    public async Task<EventTypeList> ListAsync(string organizationId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var isKnown = _known.TryGetValue(organizationId, out var known);
        if (isKnown && known.At > now - Remembered)
        {
            return new EventTypeList(known.Types, null);
        }

        var settings = organizations.Booking(organizationId);
        var listed = await UpstreamReading.AskAsync(
            token => care360.ListEventTypesAsync(organizationId, new AvailabilityQuery { ProviderStates = settings.ProviderStates }, token),
            Deadline,
            e => Log.AskFailed(logger, organizationId, e.GetType().Name),
            cancellationToken);
        if (listed is ApiOutcome<IReadOnlyList<ProviderEventType>>.Accepted accepted)
        {
            var types = Sorted(accepted.Value.Select(type => Merge(type, settings)).DistinctBy(type => type.Id, StringComparer.Ordinal));
            _known[organizationId] = (now, types);
            return new EventTypeList(types, null);
        }

        var fallback = isKnown ? known.Types : Sorted(settings.EventTypes.Where(type => type.ProviderName is not null).Select(Configured));
        return new EventTypeList(fallback, UpstreamReading.FailureOf(listed, "what can be booked", Deadline)?.Problem);
    }

    /// <summary>See <see cref="BookingService.ListSlotsAsync"/>.</summary>
    public async Task<SlotList> ListSlotsAsync(string organizationId, BookableEventType eventType, Interval range, CancellationToken cancellationToken)
    {
        // Nothing before now can be booked, and the vendor refuses to be asked about it.
        var start = Instant.Max(range.Start, clock.GetCurrentInstant() + Duration.FromMinutes(1));
        var parts = new List<Interval>();
        for (; start < range.End; start += LongestRange)
        {
            parts.Add(new Interval(start, Instant.Min(start + LongestRange, range.End)));
        }

        var settings = organizations.Booking(organizationId);
        var answers = await Task.WhenAll(parts.Select(part => AskAsync(organizationId, eventType, part, settings, cancellationToken)));
        if (answers.OfType<ApiOutcome<IReadOnlyList<ProviderSlots>>.Refused>().FirstOrDefault() is { } refused)
        {
            return new SlotList.NotOffered(refused.Reason);
        }

        return answers.Select(answer => UpstreamReading.FailureOf(answer, "free times", Deadline)).FirstOrDefault(failure => failure is not null) is { Problem: var problem }
            ? new SlotList.Failed(problem)
            : new SlotList.Listed([.. answers.OfType<ApiOutcome<IReadOnlyList<ProviderSlots>>.Accepted>()
                .SelectMany(answer => answer.Value)
                .SelectMany(provider => provider.Slots)
                .Select(ToInterval)
                .OfType<Interval>()
                .Where(slot => slot.Start >= range.Start && slot.Start < range.End)
                .DistinctBy(slot => slot.Start)
                .OrderBy(slot => slot.Start)]);
    }

    private static Interval? ToInterval(AvailableSlot slot) =>
        UpstreamReading.ToInstant(slot.StartTime) is { } start && UpstreamReading.ToInstant(slot.EndTime) is { } end && start < end ? new Interval(start, end) : null;

    private static IReadOnlyList<BookableEventType> Sorted(IEnumerable<BookableEventType> types) =>
        [.. types.OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase).ThenBy(type => type.ProviderName, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The configuration's words come first: the organisation chose them.</summary>
    private static BookableEventType Merge(ProviderEventType listed, BookingSettings settings)
    {
        var configured = settings.EventTypes.FirstOrDefault(type => string.Equals(type.Id, listed.EventTypeId, StringComparison.OrdinalIgnoreCase));
        return new BookableEventType(
            listed.EventTypeId,
            configured?.Name ?? listed.EventTypeName ?? "Appointment",
            configured?.Minutes ?? listed.DurationMinutes,
            listed.ProviderName,
            listed.ProviderEmail,
            LocationsOf(configured?.Locations ?? listed.Locations));
    }

    private static BookableEventType Configured(ConfiguredEventType type) =>
        new(type.Id, type.Name ?? "Appointment", type.Minutes, type.ProviderName ?? "", type.ProviderEmail, LocationsOf(type.Locations));

    private static List<string> LocationsOf(IReadOnlyList<string>? named) =>
        named?.Where(LocationTypes.All.Contains).ToList() is { Count: > 0 } known ? known : [.. LocationTypes.All];

    private Task<ApiOutcome<IReadOnlyList<ProviderSlots>>> AskAsync(
        string organizationId, BookableEventType eventType, Interval range, BookingSettings settings, CancellationToken cancellationToken) =>
        UpstreamReading.AskAsync(
            token => care360.ListSlotsAsync(
                organizationId,
                new SlotQuery
                {
                    ProviderStates = settings.ProviderStates,
                    ProviderEmail = eventType.ProviderEmail,
                    EventTypeId = eventType.Id,
                    Start = range.Start,
                    End = range.End,
                },
                token),
            Deadline,
            e => Log.AskFailed(logger, organizationId, e.GetType().Name),
            cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Warning, "Asking what {OrganizationId} can book failed: {Kind}")]
        public static partial void AskFailed(ILogger logger, string organizationId, string kind);
    }
}
