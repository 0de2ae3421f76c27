using Portal.ApiContract.Sweeppea;

namespace Portal.ApiClient.Sweeppea;

/// <summary>
/// The Sweeppea API, with the credentials of the organisation named in each call. No call is ever re-sent by this layer. The vendor takes one
/// call at a time per account: every call waits for its turn (<see cref="ISweeppeaTurns"/>) and is <see cref="ApiOutcome{T}.NeverSent"/> when
/// none came in time.
/// </summary>
public interface ISweeppeaApi
{
    /// <summary>Creates an event (document 004). Not idempotent upstream, except where the server honours <paramref name="idempotencyKey"/>.</summary>
    Task<ApiOutcome<CreatedMarketingEvent>> CreateEventAsync(
        string organizationId, NewMarketingEvent created, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Reads every event of the account, past and future, by start (companion 2.2); empty when there is none.</summary>
    Task<ApiOutcome<IReadOnlyList<MarketingEvent>>> ListEventsAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>Reads one event (companion 2.2).</summary>
    Task<ApiOutcome<MarketingEvent>> GetEventAsync(string organizationId, string eventToken, CancellationToken cancellationToken);

    /// <summary>Changes what <paramref name="change"/> names of an event (companion 2.2).</summary>
    Task<ApiOutcome<UpdatedMarketingEvent>> UpdateEventAsync(
        string organizationId, MarketingEventChange change, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Deletes an event for good (companion 2.2). A repeated delete is <see cref="ApiOutcome{T}.Refused"/> with 404.</summary>
    Task<ApiOutcome<Done>> DeleteEventAsync(string organizationId, string eventToken, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Reads the account's sweepstakes (companion 2.3); empty when there is none.</summary>
    Task<ApiOutcome<IReadOnlyList<Sweepstakes>>> ListSweepstakesAsync(string organizationId, CancellationToken cancellationToken);
}
