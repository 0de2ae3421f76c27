using System.Collections.Concurrent;
using Portal.ApiClient;
using Portal.ApiClient.Sweeppea;
using Portal.ApiContract.Sweeppea;

namespace Portal.Application.Tests;

/// <summary>An upstream for marketing events that lists what it is told to.</summary>
internal sealed class FakeSweeppea : ISweeppeaApi
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<MarketingEvent>> _events = new(StringComparer.Ordinal);

    /// <summary>Answers to lists, in order; when there is none left, what is there is listed.</summary>
    public ConcurrentQueue<ApiOutcome<IReadOnlyList<MarketingEvent>>> OnList { get; } = new();

    public void List(string organizationId, params MarketingEvent[] events) => _events[organizationId] = events;

    public Task<ApiOutcome<IReadOnlyList<MarketingEvent>>> ListEventsAsync(string organizationId, CancellationToken cancellationToken) =>
        Task.FromResult(OnList.TryDequeue(out var answer) ? answer : new ApiOutcome<IReadOnlyList<MarketingEvent>>.Accepted(_events.GetValueOrDefault(organizationId, [])));

    public Task<ApiOutcome<CreatedMarketingEvent>> CreateEventAsync(string organizationId, NewMarketingEvent created, string idempotencyKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiOutcome<MarketingEvent>> GetEventAsync(string organizationId, string eventToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiOutcome<UpdatedMarketingEvent>> UpdateEventAsync(string organizationId, MarketingEventChange change, string idempotencyKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiOutcome<Done>> DeleteEventAsync(string organizationId, string eventToken, string idempotencyKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApiOutcome<IReadOnlyList<Sweepstakes>>> ListSweepstakesAsync(string organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
