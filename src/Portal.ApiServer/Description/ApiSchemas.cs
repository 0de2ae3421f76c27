using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portal.ApiServer.Description;

/// <summary>The schemas of the contract's types, each once among the document's components.</summary>
internal sealed class ApiSchemas(OpenApiDocument document, OpenApiDocumentTransformerContext context)
{
    /// <summary>Exactly one of the types.</summary>
    public async Task<IOpenApiSchema> OneOfAsync(IReadOnlyList<Type> types, CancellationToken cancellationToken)
    {
        var schemas = await ReferToAsync(types, cancellationToken);
        return schemas.Count == 1 ? schemas[0] : new OpenApiSchema { OneOf = schemas };
    }

    /// <summary>One of the types, where an answer may fit several.</summary>
    public async Task<IOpenApiSchema> AnyOfAsync(IReadOnlyList<Type> types, CancellationToken cancellationToken)
    {
        var schemas = await ReferToAsync(types, cancellationToken);
        return schemas.Count == 1 ? schemas[0] : new OpenApiSchema { AnyOf = schemas };
    }

    private async Task<List<IOpenApiSchema>> ReferToAsync(IReadOnlyList<Type> types, CancellationToken cancellationToken)
    {
        var schemas = new List<IOpenApiSchema>();
        foreach (var type in types.Distinct())
        {
            var id = IdOf(type);
            if (document.Components?.Schemas?.ContainsKey(id) != true)
            {
                document.AddComponent(id, await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancellationToken));
            }

            schemas.Add(new OpenApiSchemaReference(id, document));
        }

        return schemas;
    }

    /// <summary><c>Care360Data&lt;CreatedComment&gt;</c> is <c>Care360DataOfCreatedComment</c>, a list of something <c>SomethingList</c>.</summary>
    private static string IdOf(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var inner = IdOf(type.GenericTypeArguments[0]);
        return type.IsInterface ? $"{inner}List" : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{inner}";
    }
}
