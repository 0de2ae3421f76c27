using System.Net.Sockets;
using System.Text;
using Dapper;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Host;

/// <summary>What no endpoint answers is in the envelope too.</summary>
public sealed class EnvelopeTests(Servers servers) : IClassFixture<Servers>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/cases/x/y")]
    [InlineData("/API/V2/cases/x")]
    [InlineData("/%ff/..%2f")]
    public async Task UnknownRoute_Is404InTheEnvelope(string path)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync(path);

        answer.ShouldBe(new WireAnswer(404, """{"status":404,"success":false,"message":"Not found"}""", "application/json; charset=utf-8", null));
    }

    [Theory]
    [InlineData("PUT", "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890")]
    [InlineData("GET", "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890")]
    [InlineData("PUT", "/api/v1/calendar/appointments")]
    [InlineData("DELETE", "/health/live")]
    public async Task KnownRouteWithAnotherMethod_Is405InTheEnvelope(string method, string path)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.SendAsync(new HttpMethod(method), path, content: null, RunningServer.NorthKey);

        answer.ShouldBe(
            new WireAnswer(405, """{"status":405,"success":false,"message":"Method not allowed"}""", "application/json; charset=utf-8", null));
    }

    [Fact]
    public async Task AnyAnswer_Headers_TellNothingOfTheServerAndAreNotStored()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        using var response = await server.Client.GetAsync("/health/live");

        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Health_DatabaseReachable_IsLiveAndReady(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        (await server.GetAsync("/health/live", key: null)).Body.ShouldBe("""{"status":200,"success":true,"message":"Live"}""");
        (await server.GetAsync("/health/ready", key: null)).Body.ShouldBe("""{"status":200,"success":true,"message":"Ready"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Health_DatabaseUnusable_IsLiveAndNotReady(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync("ALTER TABLE organizations RENAME TO gone", transaction: write.Transaction),
            default);

        (await server.GetAsync("/health/live", key: null)).Status.ShouldBe(200);
        (await server.GetAsync("/health/ready", key: null)).Body.ShouldBe("""{"status":503,"success":false,"message":"Database unreachable"}""");
    }

    [Fact]
    public async Task BrokenChunkedBody_IsAnsweredInTheEnvelope()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        using var client = new TcpClient(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/cases/{RunningServer.NorthCase} HTTP/1.1\r\nHost: x\r\ncv-api-key: {RunningServer.NorthKey}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldEndWith("""{"status":400,"success":false,"message":"Invalid request","error":"Malformed request"}""");
    }
}
