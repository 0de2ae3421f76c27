using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Portal.ApiServer.Tests.Description;

/// <summary>The answers that a server's own OpenAPI document allows. Stricter than the document: a member that it does not know is an error.</summary>
public sealed class DescribedAnswers
{
    private const string Components = "#/components/schemas/";

    private readonly JsonObject _document;
    private readonly JsonObject _definitions;

    private DescribedAnswers(JsonObject document)
    {
        _document = document;
        _definitions = (JsonObject)Strict(document["components"]!["schemas"]!);
    }

    /// <summary>The document as the server gives it.</summary>
    public JsonObject Document => _document;

    public static async Task<DescribedAnswers> OfAsync(RunningServer server) =>
        new(JsonNode.Parse(await server.Client.GetStringAsync("/openapi/v1.json"))!.AsObject());

    /// <summary>Fails unless the document describes the status for the path, and the body fits its schema.</summary>
    /// <param name="method">For example <c>POST</c>.</param>
    /// <param name="path">As it was called, with or without a query.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The JSON of the answer.</param>
    public void ShouldDescribe(string method, string path, int status, string body)
    {
        var answer = $"{method} {path} {status.ToString(CultureInfo.InvariantCulture)}";
        var operation = Find(path)?[method.ToLowerInvariant()];
        operation.ShouldNotBeNull($"{answer}: the operation is not described");
        var described = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)];
        described.ShouldNotBeNull($"{answer}: the status is not described; the answer is {body}");

        var schema = described["content"]!["application/json"]!["schema"]!;
        ErrorsOf(schema, JsonNode.Parse(body)).ShouldBeEmpty($"{answer}: {body}");
    }

    /// <summary>What is wrong with JSON under a schema of the document; empty for nothing.</summary>
    public IReadOnlyList<string> ErrorsOf(JsonNode schema, JsonNode? json)
    {
        var whole = Strict(schema).AsObject();
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        whole["$defs"] = _definitions.DeepClone();
        var results = JsonSchema.FromText(whole.ToJsonString())
            .Evaluate(JsonSerializer.SerializeToElement(json), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}").DefaultIfEmpty("not valid")];
    }

    private static JsonNode Strict(JsonNode schema)
    {
        var copy = JsonNode.Parse(schema.ToJsonString().Replace($"\"{Components}", "\"#/$defs/", StringComparison.Ordinal))!;
        Close(copy);
        return copy;
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Close(item);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (var (_, value) in members.ToList())
            {
                Close(value);
            }

            if (members["properties"] is JsonObject && members.ContainsKey("type"))
            {
                members["additionalProperties"] = false;
            }
        }
    }

    private JsonObject? Find(string path)
    {
        var called = path.Split('?')[0];
        return _document["paths"]!.AsObject()
            .Where(described => Regex.IsMatch(called, $"^{Regex.Replace(described.Key, "{[^}]+}", "[^/]+")}$"))
            .OrderBy(described => described.Key.Count(c => c == '{'))
            .Select(described => described.Value!.AsObject())
            .FirstOrDefault();
    }
}
