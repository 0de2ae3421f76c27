using System.Text.Json;
using NodaTime;
using Portal.ApiClient.Http;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiClient.Sweeppea;

/// <summary>The Sweeppea API over HTTP. One call is one request, sent when it is the organisation's turn; nothing here sends again.</summary>
public sealed class SweeppeaClient(HttpClient http, IApiCredentialsSource credentials, ISweeppeaTurns turns, IClock clock) : ISweeppeaApi
{
    public Task<ApiOutcome<CreatedMarketingEvent>> CreateEventAsync(
        string organizationId, NewMarketingEvent created, string idempotencyKey, CancellationToken cancellationToken) =>
        WriteAsync(
            organizationId,
            ApiRequest.Write(HttpMethod.Post, SweeppeaRoutes.Create, created, SweeppeaJson.Requests.NewMarketingEvent, idempotencyKey),
            SweeppeaAnswers.DataReader(SweeppeaJson.Strict.SweeppeaDataCreatedMarketingEvent, answer => IsToken(answer.EventToken)),
            cancellationToken);

    public Task<ApiOutcome<IReadOnlyList<MarketingEvent>>> ListEventsAsync(string organizationId, CancellationToken cancellationToken) =>
        ReadAsync(organizationId, Fetch(SweeppeaRoutes.Fetch), SweeppeaAnswers.ReadEvents, cancellationToken);

    public Task<ApiOutcome<MarketingEvent>> GetEventAsync(string organizationId, string eventToken, CancellationToken cancellationToken) =>
        ReadAsync(
            organizationId,
            new ApiRequest(HttpMethod.Post, SweeppeaRoutes.FetchOne, Reference(eventToken), IdempotencyKey: null, ApiTransport.LargestAnswer),
            SweeppeaAnswers.DataReader(SweeppeaJson.Strict.SweeppeaDataMarketingEvent, answer => IsSame(answer.EventToken, eventToken)),
            cancellationToken);

    public Task<ApiOutcome<UpdatedMarketingEvent>> UpdateEventAsync(
        string organizationId, MarketingEventChange change, string idempotencyKey, CancellationToken cancellationToken) =>
        WriteAsync(
            organizationId,
            ApiRequest.Write(HttpMethod.Put, SweeppeaRoutes.Update, change, SweeppeaJson.Requests.MarketingEventChange, idempotencyKey),
            SweeppeaAnswers.DataReader(SweeppeaJson.Strict.SweeppeaDataUpdatedMarketingEvent, answer => IsSame(answer.EventToken, change.EventToken)),
            cancellationToken);

    public Task<ApiOutcome<Done>> DeleteEventAsync(string organizationId, string eventToken, string idempotencyKey, CancellationToken cancellationToken) =>
        WriteAsync(
            organizationId,
            new ApiRequest(HttpMethod.Delete, SweeppeaRoutes.Delete, Reference(eventToken), idempotencyKey, ApiTransport.LargestAnswer),
            SweeppeaAnswers.ReadDone,
            cancellationToken);

    public Task<ApiOutcome<IReadOnlyList<Sweepstakes>>> ListSweepstakesAsync(string organizationId, CancellationToken cancellationToken) =>
        ReadAsync(organizationId, Fetch(SweeppeaRoutes.Sweepstakes), SweeppeaAnswers.ReadSweepstakes, cancellationToken);

    /// <summary>The vendor reads lists with POST, without a body.</summary>
    private static ApiRequest Fetch(string path) => new(HttpMethod.Post, path, new EmptyRequestContent(), IdempotencyKey: null, ApiTransport.LargestList);

    private static JsonRequestContent Reference(string eventToken) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new MarketingEventReference(eventToken), SweeppeaJson.Requests.MarketingEventReference));

    private static bool IsToken(string token) => Guid.TryParseExact(token, "D", out _);

    private static bool IsSame(string answered, string asked) => string.Equals(answered, asked, StringComparison.OrdinalIgnoreCase);

    private async Task<ApiOutcome<T>> ReadAsync<T>(
        string organizationId, ApiRequest request, Func<ApiExchange.Answered, T?> readAccepted, CancellationToken cancellationToken)
        where T : class =>
        SweeppeaAnswers.ClassifyRead(await SendAsync(organizationId, request, cancellationToken), readAccepted, clock.GetCurrentInstant());

    private async Task<ApiOutcome<T>> WriteAsync<T>(
        string organizationId, ApiRequest request, Func<ApiExchange.Answered, T?> readAccepted, CancellationToken cancellationToken)
        where T : class =>
        SweeppeaAnswers.ClassifyWrite(await SendAsync(organizationId, request, cancellationToken), readAccepted, clock.GetCurrentInstant());

    private async Task<ApiExchange> SendAsync(string organizationId, ApiRequest request, CancellationToken cancellationToken)
    {
        await using var turn = await turns.TakeAsync(organizationId, cancellationToken);
        if (turn is null)
        {
            request.Content?.Dispose();
            return new ApiExchange.NotSent("Another request to this service was still being answered.");
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, turn.Over);
        return await ApiSender.SendAsync(http, request, credentials.Sweeppea, organizationId, end.Token);
    }
}
