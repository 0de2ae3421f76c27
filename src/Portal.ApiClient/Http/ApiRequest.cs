using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Portal.ApiClient.Http;

/// <summary>One request, before it has an address and a key.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="PathAndQuery">Below the organisation's base address.</param>
/// <param name="Content">Null for GET only.</param>
/// <param name="IdempotencyKey">Of writes only.</param>
/// <param name="LargestAnswer">In bytes.</param>
internal sealed record ApiRequest(HttpMethod Method, string PathAndQuery, ApiRequestContent? Content, string? IdempotencyKey, int LargestAnswer)
{
    /// <summary>A read without a body.</summary>
    public static ApiRequest Get(string pathAndQuery, int largestAnswer) => new(HttpMethod.Get, pathAndQuery, Content: null, IdempotencyKey: null, largestAnswer);

    /// <summary>A write with a JSON body, answered by one thing.</summary>
    public static ApiRequest Write<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> type, string idempotencyKey) =>
        new(method, path, new JsonRequestContent(JsonSerializer.SerializeToUtf8Bytes(body, type)), idempotencyKey, ApiTransport.LargestAnswer);
}
