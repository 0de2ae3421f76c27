using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Description;

public sealed class ApiDescriptionTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task Document_WithoutKeyInProduction_IsOpenApi31()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync("/openapi/v1.json", key: null);

        answer.Status.ShouldBe(200);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        JsonNode.Parse(answer.Body)!["openapi"]!.GetValue<string>().ShouldStartWith("3.1.");
    }

    [Fact]
    public async Task Document_Reader_FindsNeitherErrorsNorWarnings()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var (document, diagnostic) = OpenApiDocument.Parse((await server.GetAsync("/openapi/v1.json")).Body, "json");

        diagnostic!.Errors.ShouldBeEmpty();
        diagnostic.Warnings.ShouldBeEmpty();
        diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        document!.Paths.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Document_Operations_AreThoseThatAreMapped()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var described = (await DescribedAnswers.OfAsync(server)).Document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var mapped = server.Endpoints
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} {Regex.Replace(endpoint.RoutePattern.RawText!, ":[^}]+}", "}")}"))
            .Where(operation => operation != "GET /openapi/v1.json");

        described.Order().ShouldBe(mapped.Order());
    }

    [Fact]
    public async Task Document_BasePaths_StandInThePaths()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("ApiServer:Care360:BasePath", "/care360"), ("ApiServer:Sweeppea:BasePath", "/sweeppea")]);

        var paths = (await DescribedAnswers.OfAsync(server)).Document["paths"]!.AsObject();

        paths.ContainsKey("/care360/api/v1/cases/{caseId}").ShouldBeTrue();
        paths.ContainsKey("/sweeppea/calendar/create").ShouldBeTrue();
        paths.ContainsKey("/health/live").ShouldBeTrue();
    }

    [Fact]
    public async Task Document_EveryExample_FitsItsSchema()
    {
        var described = await DescribedAnswers.OfAsync(await servers.OfAsync(DatabaseEngine.Sqlite));
        var examples = 0;

        foreach (var (place, content) in Contents(described.Document))
        {
            var schema = content["schema"]!;
            var values = content["examples"] is JsonObject named ? named.Select(example => example.Value!["value"]) : [content["example"]];
            foreach (var value in values)
            {
                described.ErrorsOf(schema, value).ShouldBeEmpty($"{place}: {value?.ToJsonString()}");
                examples++;
            }
        }

        examples.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Document_EveryStatus_StandsInItsExamples()
    {
        var described = await DescribedAnswers.OfAsync(await servers.OfAsync(DatabaseEngine.Sqlite));

        foreach (var (place, content) in Contents(described.Document).Where(content => char.IsAsciiDigit(content.Place[^1])))
        {
            foreach (var (_, example) in content["examples"]!.AsObject())
            {
                var status = example!["value"]!["status"] ?? example["value"]!["Code"];
                (status?.ToJsonString() ?? place[^3..]).ShouldBe(place[^3..], place);
            }
        }
    }

    [Fact]
    public async Task Document_Texts_SpeakOfNoTypesOfTheServer()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var text = (await server.GetAsync("/openapi/v1.json")).Body;

        Regex.Matches(text, @"""description"": ""[^""]*[a-z][A-Z]\w*\.[A-Z][^""]*""").Select(match => match.Value).ShouldBeEmpty();
        Regex.Matches(text, @"&lt;|companion|Care360Texts|demo-").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Production", HttpStatusCode.NotFound)]
    [InlineData("Development", HttpStatusCode.OK)]
    public async Task Page_IsServedInDevelopmentOnly(string environment, HttpStatusCode expected)
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, environment: environment);

        using var page = await server.Client.GetAsync("/docs/index.html");
        using var script = await server.Client.GetAsync("/docs/swagger-ui-bundle.js");
        using var start = await server.Client.GetAsync("/docs");

        page.StatusCode.ShouldBe(expected);
        script.StatusCode.ShouldBe(expected);
        start.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Page_Development_AsksNoOtherHostAndNamesTheDemoKeys()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, environment: "Development");

        var page = await server.Client.GetStringAsync("/docs/index.html");
        var start = await server.Client.GetStringAsync("/docs/index.js");

        (page + start).ShouldNotContain("//cdn");
        Regex.Matches(page, @"(src|href)=""(?!\.?/?[\w-]+[\w.-]*"")[^""]*""").ShouldBeEmpty();
        start.ShouldContain("/openapi/v1.json");
        start.ShouldContain("""
            "validatorUrl":"none"
            """);
        (await server.Client.GetStringAsync("/openapi/v1.json")).ShouldContain("demo-care360-northside");
    }

    /// <summary>Every content with a JSON schema: of requests, of answers (the place ends in the status) and of webhooks.</summary>
    private static IEnumerable<(string Place, JsonNode Content)> Contents(JsonObject document) =>
        from path in document["paths"]!.AsObject().Concat(document["webhooks"]!.AsObject())
        from operation in path.Value!.AsObject()
        from holder in operation.Value!["responses"]!.AsObject()
            .Append(KeyValuePair.Create("body", operation.Value["requestBody"]))
        let content = holder.Value?["content"]?["application/json"]
        where content is not null
        select ($"{operation.Key} {path.Key} {holder.Key}", content);
}
