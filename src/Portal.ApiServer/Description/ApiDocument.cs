using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Configuration;

namespace Portal.ApiServer.Description;

/// <summary>Turns the operations of <see cref="ApiOperations"/> into the OpenAPI document.</summary>
internal sealed class ApiDocument(ApiServerSettings settings, IHostEnvironment environment) : IOpenApiDocumentTransformer
{
    public const string Care360Scheme = "care360Key";
    public const string SweeppeaScheme = "sweeppeaToken";

    private const string Json = "application/json";

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = new ApiSchemas(document, context);
        document.Info = ApiDocumentInfo.Create(environment);
        document.Servers = null;
        document.Tags = ApiDocumentInfo.Tags;
        AddSecuritySchemes(document);
        document.Paths = [];
        foreach (var operation in ApiOperations.All)
        {
            await AddAsync(document, operation, schemas, cancellationToken);
        }

        document.Webhooks = await ApiWebhooks.DescribeAsync(schemas, cancellationToken);
    }

    private static void AddSecuritySchemes(OpenApiDocument document)
    {
        document.AddComponent(Care360Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = Care360Routes.ApiKeyHeader,
            Description = "The organisation's Care360 key.",
        });
        document.AddComponent(SweeppeaScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The organisation's Sweeppea token.",
        });
    }

    private async Task AddAsync(OpenApiDocument document, ApiOperation operation, ApiSchemas schemas, CancellationToken cancellationToken)
    {
        var path = BasePathOf(operation.Owner) + operation.Path;
        if (!document.Paths.TryGetValue(path, out var item))
        {
            item = new OpenApiPathItem();
            document.Paths[path] = item;
        }

        foreach (var method in operation.Methods)
        {
            ((OpenApiPathItem)item).AddOperation(
                HttpMethod.Parse(method), await DescribeAsync(document, operation, method, schemas, cancellationToken));
        }
    }

    private string BasePathOf(ApiOwner owner) => owner switch
    {
        ApiOwner.Care360 => settings.Care360BasePath,
        ApiOwner.Sweeppea => settings.SweeppeaBasePath,
        _ => "",
    };

    private static async Task<OpenApiOperation> DescribeAsync(
        OpenApiDocument document, ApiOperation operation, string method, ApiSchemas schemas, CancellationToken cancellationToken)
    {
        var isFirst = string.Equals(method, operation.Methods[0], StringComparison.Ordinal);
        var described = new OpenApiOperation
        {
            OperationId = isFirst ? operation.Id : $"{operation.Id}By{method}",
            Summary = operation.Summary,
            Description = operation.Description,
            Tags = new HashSet<OpenApiTagReference> { new(operation.Tag, document) },
            Parameters = [.. operation.Parameters.Select(Describe)],
            Security = SecurityOf(document, operation.Owner),
            Responses = [],
        };
        if (operation.Bodies.Count > 0)
        {
            described.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [Json] = new OpenApiMediaType
                    {
                        Schema = await schemas.OneOfAsync([.. operation.Bodies.Select(body => body.Type)], cancellationToken),
                        Examples = ExamplesOf(operation.Bodies.Select(body => (body.Name, body.Name, body.Example))),
                    },
                },
            };
        }

        foreach (var outcomes in operation.Outcomes.GroupBy(outcome => outcome.Status))
        {
            described.Responses[outcomes.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] =
                await DescribeAsync([.. outcomes], schemas, cancellationToken);
        }

        return described;
    }

    private static List<OpenApiSecurityRequirement> SecurityOf(OpenApiDocument document, ApiOwner owner) => owner switch
    {
        ApiOwner.Care360 => [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Care360Scheme, document)] = [] }],
        ApiOwner.Sweeppea => [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SweeppeaScheme, document)] = [] }],
        _ => [],
    };

    private static IOpenApiParameter Describe(ApiParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = parameter.IsInPath ? ParameterLocation.Path : parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
        Description = parameter.Description,
        Required = parameter.IsRequired || parameter.IsInPath,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = parameter.Format,
            Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => (JsonNode)JsonValue.Create(value))],
        },
        Example = parameter.Example is null ? null : JsonValue.Create(parameter.Example),
    };

    private static async Task<OpenApiResponse> DescribeAsync(IReadOnlyList<ApiOutcome> outcomes, ApiSchemas schemas, CancellationToken cancellationToken)
    {
        var response = new OpenApiResponse
        {
            Description = string.Join("; ", outcomes.Select(outcome => outcome.When)) + ".",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal),
        };
        if (outcomes[0].Type is null)
        {
            response.Content["*/*"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
            return response;
        }

        response.Content[Json] = new OpenApiMediaType
        {
            Schema = await schemas.AnyOfAsync([.. outcomes.Select(outcome => outcome.Type).OfType<Type>()], cancellationToken),
            Examples = ExamplesOf(outcomes.Select((outcome, at) => ($"answer{at + 1}", outcome.When, outcome.Example))),
        };
        if (outcomes[0].HasRetryAfter)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Whole seconds to wait, at least 1.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
                },
            };
        }

        return response;
    }

    private static Dictionary<string, IOpenApiExample> ExamplesOf(IEnumerable<(string Name, string Summary, string Json)> examples) =>
        examples.ToDictionary(
            example => example.Name,
            IOpenApiExample (example) => new OpenApiExample { Summary = example.Summary, Value = JsonNode.Parse(example.Json) },
            StringComparer.Ordinal);
}
