using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.ApiServer.Configuration;
using Portal.ApiServer.Sweeppea;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Sweeppea;

/// <summary>Limits per account, and the envelope of everything under Sweeppea's paths.</summary>
public sealed class SweeppeaGateTests
{
    [Fact]
    public async Task Calls_OverTheLimit_Are429WithRetryAfter()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, settings: [("ApiServer:Sweeppea:RateLimit:WindowSeconds", "86400")]);

        for (var i = 0; i < 60; i++)
        {
            (await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null)).Status.ShouldBe(200);
        }

        var answer = await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null);
        answer.ShouldBeRefused(429, "Rate limit exceeded. Your plan allows 1 API calls per minute. Wait a few seconds and try again.");
        int.Parse(answer.RetryAfter!, null).ShouldBeInRange(1, 1440);
        (await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null, RunningServer.SouthToken)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Turn_WhileAnotherHasIt_WaitsForIt()
    {
        using var limits = Limits();
        var first = await limits.TakeTurnAsync("north", default);

        var second = limits.TakeTurnAsync("north", default);
        second.IsCompleted.ShouldBeFalse();
        first!.Dispose();

        (await second).ShouldNotBeNull();
    }

    [Fact]
    public async Task Turn_WhileAnotherKeepsIt_IsRefusedAndOtherAccountsGoOn()
    {
        using var limits = Limits();
        using var first = await limits.TakeTurnAsync("north", default);

        (await limits.TakeTurnAsync("north", default)).ShouldBeNull();
        (await limits.TakeTurnAsync("south", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Call_WhileAnotherIsHeld_Is503InTheEnvelope()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);
        using var held = new HttpRequestMessage(HttpMethod.Post, "/calendar/create") { Content = new HangingContent() };
        held.Headers.Add("Authorization", $"Bearer {RunningServer.NorthToken}");
        using var stop = new CancellationTokenSource();
        var holding = server.Client.SendAsync(held, stop.Token);
        WireAnswer answer;

        do
        {
            answer = await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null);
        }
        while (answer.Status == 200);

        answer.ShouldBeRefused(503, "Another request of this account is being processed. Send one request at a time.");
        answer.RetryAfter.ShouldBe("1");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(holding);
    }

    [Fact]
    public async Task Call_SentAwayAsBusy_TakesNothingFromTheRate()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("ApiServer:Sweeppea:RateLimit:Requests", "1"), ("ApiServer:Sweeppea:RateLimit:WindowSeconds", "86400")]);

        using (await server.Services.GetRequiredService<SweeppeaLimits>().TakeTurnAsync("north", default))
        {
            (await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null)).Status.ShouldBe(503);
        }

        (await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null)).Status.ShouldBe(200);
        (await server.SweeppeaAsync(HttpMethod.Get, "/calendar/fetch", json: null)).Status.ShouldBe(429);
    }

    [Theory]
    [InlineData("GET", "/calendar/create", 405, "Method Not Allowed")]
    [InlineData("PATCH", "/calendar/update", 405, "Method Not Allowed")]
    [InlineData("GET", "/calendar/unknown", 404, "Not Found")]
    [InlineData("POST", "/sweepstakes/unknown", 404, "Not Found")]
    public async Task UnknownRouteOrMethod_UnderSweeppeasPaths_IsInItsEnvelope(string method, string path, int status, string message)
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        (await server.SweeppeaAsync(new HttpMethod(method), path, json: null)).ShouldBeRefused(status, message);
    }

    [Fact]
    public async Task BrokenChunkedBody_UnderSweeppeasPaths_IsInItsEnvelope()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);
        using var client = new TcpClient(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /calendar/create HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {RunningServer.NorthToken}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldEndWith("""{"Response":false,"Message":"Malformed request","Code":400}""");
    }

    [Fact]
    public async Task BasePaths_Configured_MoveBothApis()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("ApiServer:Sweeppea:BasePath", "/marketing/"), ("ApiServer:Care360:BasePath", "/care360")]);

        (await server.SweeppeaAsync(HttpMethod.Get, "/marketing/calendar/fetch", json: null)).Status.ShouldBe(200);
        (await server.SweeppeaAsync(HttpMethod.Get, "/marketing/calendar/nothing", json: null)).ShouldBeRefused(404, "Not Found");
        (await server.GetAsync("/calendar/fetch")).Body.ShouldBe("""{"status":404,"success":false,"message":"Not found"}""");
        (await server.GetAsync("/care360/api/v1/calendar/appointments?start_date=2999-01-01&end_date=2999-01-02")).Status.ShouldBe(200);
        (await server.GetAsync("/api/v1/calendar/appointments?start_date=2999-01-01&end_date=2999-01-02")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("marketing")]
    [InlineData("/a//b")]
    [InlineData("/{id}")]
    [InlineData("/a b")]
    public void BasePath_NoPath_StopsTheStart(string path)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ApiServer:Sweeppea:BasePath"] = path }).Build();

        Should.Throw<ApiServerConfigurationException>(() => ApiServerSettings.Read(configuration)).Message.ShouldStartWith("ApiServer:Sweeppea:BasePath must be");
    }

    private static SweeppeaLimits Limits() => new(ApiServerSettings.Read(new ConfigurationBuilder().Build()));

    /// <summary>A body that begins and never ends.</summary>
    private sealed class HangingContent : HttpContent
    {
        public HangingContent() => Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync("{"u8.ToArray(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            var end = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(() => end.TrySetCanceled(cancellationToken));
            await end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
