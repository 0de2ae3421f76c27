using System.Text.Json;
using Portal.ApiServer.Tests.Sweeppea;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Documents;

/// <summary>Every request example of document 004, a month before its date and after.</summary>
public sealed class MarketingEventExampleTests(SweeppeaServers before, Servers now) : IClassFixture<SweeppeaServers>, IClassFixture<Servers>
{
    [Theory]
    [InlineData("document004.sh")]
    [InlineData("document004.mjs")]
    [InlineData("document004.py")]
    public async Task Document004_Example_CreatesTheEvent(string file)
    {
        var server = await before.OfAsync(DatabaseEngine.Sqlite);

        var (status, answer) = await RunAsync(file, server);

        status.ShouldBe(201, answer);
        using var document = JsonDocument.Parse(answer);
        var data = document.RootElement.GetProperty("Data");
        answer.ShouldBe(
            $$$"""{"Response":true,"Message":"Calendar Event Created Successfully","Data":{"_id":"{{{data.GetProperty("_id").GetString()}}}","EventToken":"{{{data.GetProperty("EventToken").GetString()}}}","EventTitle":"Team Meeting","EventDescription":null,"EventStartDate":"2026-02-20T10:00:00.000Z","EventEndDate":"2026-02-20T12:00:00.000Z","EventTimeZone":"1"}}""");
    }

    [Theory]
    [InlineData("document004.sh")]
    [InlineData("document004.mjs")]
    [InlineData("document004.py")]
    public async Task Document004_ExampleAfterItsDate_IsInThePast(string file)
    {
        var server = await now.OfAsync(DatabaseEngine.Sqlite);

        var (status, answer) = await RunAsync(file, server);

        status.ShouldBe(400);
        answer.ShouldBe("""{"Response":false,"Message":"Cannot Create Events In The Past","Code":400}""");
    }

    private static Task<(int Status, string Answer)> RunAsync(string file, RunningServer server) => new ExampleScript(file)
        .With("https://api-v3.sweeppea.com", server.Address.GetLeftPart(UriPartial.Authority))
        .With("YOUR_API_KEY", RunningServer.NorthToken)
        .RunAsync();
}
