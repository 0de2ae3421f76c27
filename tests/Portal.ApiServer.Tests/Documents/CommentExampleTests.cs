using System.Text.Json;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Documents;

/// <summary>Every request example of document 003, in its three forms.</summary>
public sealed class CommentExampleTests(Servers servers) : IClassFixture<Servers>
{
    [Theory]
    [InlineData("document003.sh")]
    [InlineData("document003.mjs")]
    [InlineData("document003.py")]
    public async Task Document003_Example_AddsTheComment(string file)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var (status, answer) = await Prepare(file, server).With("BASE64_STRING", "iVBORw0KGgo=").RunAsync();

        status.ShouldBe(200, answer);
        using var document = JsonDocument.Parse(answer);
        var data = document.RootElement.GetProperty("data");
        var createdAt = data.GetProperty("createdAt").GetString();
        answer.ShouldBe(
            $$$"""{"status":200,"success":true,"message":"Case comment created successfully","data":{"commentId":"{{{data.GetProperty("commentId").GetString()}}}","createdAt":"{{{createdAt}}}"}}""");
        createdAt!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
    }

    [Theory]
    [InlineData("document003.sh")]
    [InlineData("document003.mjs")]
    [InlineData("document003.py")]
    public async Task Document003_ExampleAsItStands_HasNoFile(string file)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var (status, answer) = await Prepare(file, server).RunAsync();

        status.ShouldBe(400);
        answer.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"`content` must be a valid Base64 string"}""");
    }

    private static ExampleScript Prepare(string file, RunningServer server) => new ExampleScript(file)
        .With("https://api.care360-next.carevalidate.com", server.Address.GetLeftPart(UriPartial.Authority))
        .With("YOUR_CASE_ID", RunningServer.NorthCase)
        .With("YOUR_SECRET_KEY", RunningServer.NorthKey);
}
