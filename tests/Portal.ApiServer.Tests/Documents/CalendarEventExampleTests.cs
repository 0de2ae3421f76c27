using Portal.Storage;

namespace Portal.ApiServer.Tests.Documents;

/// <summary>Every request example of the documents on custom events, in its three forms.</summary>
public sealed class CalendarEventExampleTests(Servers servers) : IClassFixture<Servers>
{
    private const string ExampleHost = "https://api.example.com";
    private const string ExampleKey = "your-org-cv-api-key";

    [Theory]
    [InlineData("document000.sh")]
    [InlineData("document000.mjs")]
    [InlineData("document000.py")]
    public async Task Document000_Example_CreatesTheEvent(string file)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var (status, answer) = await Prepare(file, server).RunAsync();

        status.ShouldBe(200);
        answer.ShouldBe(
            $$$"""{"status":200,"success":true,"message":"Case calendar event created successfully","data":{"success":true,"calendarEventId":"{{{Bodies.EventIdOf(answer)}}}"}}""");
    }

    [Theory]
    [InlineData("document001.sh")]
    [InlineData("document001.mjs")]
    [InlineData("document001.py")]
    public async Task Document001_Example_CancelsTheEvent(string file)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var id = await server.CreateAsync();

        var (status, answer) = await Prepare(file, server).With("987fcdeb-51a2-43d7-9876-543210fedcba", id).RunAsync();

        status.ShouldBe(200);
        answer.ShouldBe("""{"status":200,"success":true,"message":"Calendar event cancelled successfully","data":{"success":true}}""");
    }

    [Theory]
    [InlineData("document001.sh")]
    [InlineData("document001.mjs")]
    [InlineData("document001.py")]
    public async Task Document001_ExampleAsItStands_FindsNoSuchEvent(string file)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var (status, answer) = await Prepare(file, server).RunAsync();

        status.ShouldBe(400);
        answer.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Calendar event not found"}""");
    }

    private static ExampleScript Prepare(string file, RunningServer server)
    {
        var script = new ExampleScript(file).With(ExampleHost, server.Address.GetLeftPart(UriPartial.Authority)).With(ExampleKey, RunningServer.NorthKey);
        return file.EndsWith(".sh", StringComparison.Ordinal) ? script.With("{caseId}", RunningServer.NorthCase) : script;
    }
}
