using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using Portal.ApiClient.Http;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Cases;

namespace Portal.ApiClient.Care360;

/// <summary>The documented shapes of Care360's answers. Each reader gives null for a body that has another shape, or does not say success.</summary>
internal static class Care360Answers
{
    /// <summary>Names of the array in a page of cases: ours, then those that a client of the vendor is ready for.</summary>
    private static readonly string[] CaseArrays = ["cases", "data", "items", "results"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Care360Json.MaxDepth };

    public static ApiOutcome<T> Classify<T>(ApiExchange exchange, Func<ApiExchange.Answered, T?> readAccepted, Instant now)
        where T : class => ApiAnswers.Classify(exchange, readAccepted, ReadRefusal, now);

    /// <summary><c>{status,success,message}</c>.</summary>
    public static Done? ReadDone(ApiExchange.Answered answered) =>
        ApiAnswers.Read(answered.Body, Care360Json.Strict.Care360Message) is { Success: true } answer && answer.Status == (int)answered.Status ? Done.Value : null;

    /// <summary><c>{status,success,message,data}</c>.</summary>
    /// <param name="type">Generated reader of the answer.</param>
    /// <param name="isDocumented">What the shape alone does not say of the data, for example that it says success itself.</param>
    public static Func<ApiExchange.Answered, T?> DataReader<T>(JsonTypeInfo<Care360Data<T>> type, Predicate<T> isDocumented)
        where T : class =>
        answered => ApiAnswers.Read(answered.Body, type) is { Success: true, Data: { } data } answer && answer.Status == (int)answered.Status && isDocumented(data)
            ? data
            : null;

    /// <summary><c>{status,success,caseDetail}</c>.</summary>
    public static CaseDetail? ReadCase(ApiExchange.Answered answered) =>
        ApiAnswers.Read(answered.Body, Care360Json.Strict.CaseDetailAnswer) is { Success: true } answer && answer.Status == (int)answered.Status
            ? answer.CaseDetail
            : null;

    /// <summary><c>pageInfo</c> and an array of cases. What stands around them the vendor does not show, so it may be absent, but not say failure.</summary>
    public static CaseListAnswer? ReadCases(ApiExchange.Answered answered) => ReadLoosely(answered, root =>
    {
        var array = CaseArrays.FirstOrDefault(name => root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array);
        return array is not null
            && root.TryGetProperty("pageInfo", out var info) && info.Deserialize(Care360Json.Strict.CasePageInfo) is { } page
            && root.GetProperty(array).Deserialize(Care360Json.Strict.IReadOnlyListCaseDetail) is { } cases && cases.All(c => c is not null)
                ? new CaseListAnswer((int)answered.Status, Success: true, MessageOf(root), page, cases)
                : null;
    });

    /// <summary><c>{meta,data}</c>, which says nothing of success.</summary>
    public static TAnswer? ReadBare<TAnswer>(ApiExchange.Answered answered, JsonTypeInfo<TAnswer> type, Predicate<TAnswer> isDocumented)
        where TAnswer : class => ReadLoosely(answered, root => root.Deserialize(type) is { } answer && isDocumented(answer) ? answer : null);

    private static ApiRefusal? ReadRefusal(ApiExchange.Answered answered) =>
        ApiAnswers.Read(answered.Body, Care360Json.Strict.Care360Message) is { Success: false } answer && answer.Status == (int)answered.Status
            ? new ApiRefusal(answer.Message, answer.Error)
            : null;

    private static TAnswer? ReadLoosely<TAnswer>(ApiExchange.Answered answered, Func<JsonElement, TAnswer?> read)
        where TAnswer : class
    {
        try
        {
            using var json = JsonDocument.Parse(answered.Body, Strict);
            return SaysNoFailure(json.RootElement, (int)answered.Status) ? read(json.RootElement) : null;
        }
        catch (Exception e) when (ApiAnswers.IsUnreadable(e))
        {
            return null;
        }
    }

    private static bool SaysNoFailure(JsonElement root, int status) =>
        (!root.TryGetProperty("success", out var success) || success.ValueKind == JsonValueKind.True)
        && (!root.TryGetProperty("status", out var repeated) || (repeated.TryGetInt32(out var number) && number == status));

    private static string MessageOf(JsonElement root) =>
        root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() ?? "" : "";
}
