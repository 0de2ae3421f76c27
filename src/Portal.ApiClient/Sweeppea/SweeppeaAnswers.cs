using System.Net;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using Portal.ApiClient.Http;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiClient.Sweeppea;

/// <summary>The documented shapes of Sweeppea's answers. Each reader gives null for a body that has another shape, or does not say success.</summary>
internal static class SweeppeaAnswers
{
    /// <summary>
    /// Classifies a read. 503 in Sweeppea's shape is its limit of one call at a time, to be tried again later (companion 2.1).
    /// </summary>
    public static ApiOutcome<T> ClassifyRead<T>(ApiExchange exchange, Func<ApiExchange.Answered, T?> readAccepted, Instant now)
        where T : class =>
        exchange is ApiExchange.Answered { Status: HttpStatusCode.ServiceUnavailable } answered && ReadRefusal(answered) is not null
            ? ApiAnswers.Throttle<T>(answered, now)
            : ClassifyWrite(exchange, readAccepted, now);

    /// <summary>Classifies a write. Its 503 stays unknown, as every 5xx: nothing says that the limit is checked before the effect.</summary>
    public static ApiOutcome<T> ClassifyWrite<T>(ApiExchange exchange, Func<ApiExchange.Answered, T?> readAccepted, Instant now)
        where T : class => ApiAnswers.Classify(exchange, readAccepted, ReadRefusal, now);

    /// <summary><c>{Response,Message}</c>.</summary>
    public static Done? ReadDone(ApiExchange.Answered answered) =>
        ApiAnswers.Read(answered.Body, SweeppeaJson.Strict.SweeppeaMessage) is { Response: true } ? Done.Value : null;

    /// <summary><c>{Response,Message?,Data}</c>.</summary>
    /// <param name="type">Generated reader of the answer.</param>
    /// <param name="isDocumented">What the shape alone does not say of the data.</param>
    public static Func<ApiExchange.Answered, T?> DataReader<T>(JsonTypeInfo<SweeppeaData<T>> type, Predicate<T> isDocumented)
        where T : class =>
        answered => ApiAnswers.Read(answered.Body, type) is { Response: true, Data: { } data } && isDocumented(data) ? data : null;

    /// <summary><c>{Response,Data:{TotalEvents,Events}}</c>. Fewer events than the total would be a cut list, and what it lacks look deleted.</summary>
    public static IReadOnlyList<MarketingEvent>? ReadEvents(ApiExchange.Answered answered) =>
        ApiAnswers.Read(answered.Body, SweeppeaJson.Strict.SweeppeaDataMarketingEventList) is { Response: true, Data: { } data }
        && data.TotalEvents == data.Events.Count && data.Events.All(e => e is not null)
            ? data.Events
            : null;

    /// <summary><c>{Response,Data:[],Count}</c>.</summary>
    public static IReadOnlyList<Sweepstakes>? ReadSweepstakes(ApiExchange.Answered answered) =>
        ApiAnswers.Read(answered.Body, SweeppeaJson.Strict.SweepstakesAnswer) is { Response: true } answer && answer.Data.All(s => s is not null)
            ? answer.Data
            : null;

    private static ApiRefusal? ReadRefusal(ApiExchange.Answered answered) =>
        ApiAnswers.Read(answered.Body, SweeppeaJson.Strict.SweeppeaRefusal) is { Response: false } answer && answer.Code == (int)answered.Status
            ? new ApiRefusal(answer.Message, Error: null)
            : null;
}
