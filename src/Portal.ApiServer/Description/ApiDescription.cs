using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portal.ApiServer.Description;

/// <summary>The API's description: <c>/openapi/v1.json</c> always, a page to try it at <c>/docs</c> in Development only. Both need no key.</summary>
internal sealed class ApiDescription([FromKeyedServices(ApiDescription.DocumentName)] IOpenApiDocumentProvider provider)
{
    public const string DocumentName = "v1";
    public const string Path = $"/openapi/{DocumentName}.json";

    private const string PagePath = "docs";

    // The document never changes while the server runs, and anybody may ask for it.
    private readonly Lazy<Task<byte[]>> _document = new(() => WriteAsync(provider));

    public static void AddTo(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => DescribedJson.Configure(json.SerializerOptions));
        services.AddOpenApi(DocumentName, options =>
        {
            options.AddSchemaTransformer(DescribedJson.RefineAsync);
            options.AddDocumentTransformer<ApiDocument>();
        });
        services.AddSingleton<ApiDescription>();
    }

    public static void MapTo(WebApplication app)
    {
        app.MapGet(Path, app.Services.GetRequiredService<ApiDescription>().HandleAsync);
        if (app.Environment.IsDevelopment())
        {
            app.UseSwaggerUI(page =>
            {
                page.RoutePrefix = PagePath;
                page.DocumentTitle = "Portal API";
                page.SwaggerEndpoint(Path, "Portal API");
                page.EnableTryItOutByDefault();

                // The page would otherwise send the document's address to a validator of its makers.
                page.ConfigObject.ValidatorUrl = "none";
                page.EnablePersistAuthorization();
            });
        }
    }

    public async Task HandleAsync(HttpContext context)
    {
        var document = await _document.Value.WaitAsync(context.RequestAborted);
        var response = context.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = document.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        await response.BodyWriter.WriteAsync(document, context.RequestAborted);
    }

    private static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        await using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        return stream.ToArray();
    }
}
