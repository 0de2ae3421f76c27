using System.Globalization;
using System.Net;
using System.Net.WebSockets;

namespace Portal.Web.Tests.Hosting;

public sealed class OriginGuardTests(HostedPortalFixture fixture) : IClassFixture<HostedPortalFixture>
{
    private HostedPortal Portal => fixture.Portal;

    private const string NoOrigin = "no Origin at all";

    /// <summary>OWN is the portal's origin, PORT its port.</summary>
    public static TheoryData<string> ForeignOrigins { get; } =
    [
        NoOrigin,
        "null",
        "https://evil.example",
        "http://evil.example:PORT",
        "https://127.0.0.1:PORT",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1:PORT0",
        "http://localhost:PORT",
        "http://[::1]:PORT",
        "http://127.0.0.1.:PORT",
        "http://127.1:PORT",
        "http://2130706433:PORT",
        "OWN/",
        "OWN/page",
        "OWN.evil.example",
        "OWN, https://evil.example",
        "OWN OWN",
        "http://evil.example@127.0.0.1:PORT",
        "HTTP://127.0.0.1:PORT",
        "file://",
        "chrome-extension://abcdefghijklmnop",
        "*",
    ];

    [Theory, MemberData(nameof(ForeignOrigins))]
    public async Task Circuit_ForeignOrigin_RefusedOnEveryTransport(string pattern)
    {
        var origin = Expand(pattern);

        (await SocketAsync(origin)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", origin)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, "/_BLAZOR/negotiate?negotiateVersion=1", origin)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Get, "/%5Fblazor?id=1", origin)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, "/_blazor?id=1", origin)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Delete, "/_blazor?id=1", origin)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Circuit_OwnOrigin_Opens()
    {
        (await SocketAsync(Portal.Origin)).ShouldBe(HttpStatusCode.SwitchingProtocols);
        (await SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", Portal.Origin)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Circuit_TwoOriginHeaders_Refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.TryAddWithoutValidation("Origin", [Portal.Origin, Portal.Origin]);

        using var response = await Portal.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/_blazor?id=unknown", "same-origin", HttpStatusCode.NotFound)]
    [InlineData("/_blazor?id=unknown", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("/_blazor?id=unknown", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("/_blazor?id=unknown", "none", HttpStatusCode.Forbidden)]
    [InlineData("/_blazor", "same-origin", HttpStatusCode.Forbidden)]
    public async Task Poll_WithoutOrigin_OnlyOfAConnectionAndFromOurPage(string path, string site, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", site);

        using var response = await Portal.Http.SendAsync(request);

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Socket_WithoutOriginButMarkedSameOrigin_Refused()
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Sec-Fetch-Site", "same-origin");

        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"{SocketOrigin}/_blazor?id=1"), default));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task PinnedOrigin_OnlyThatHostAndThatOrigin()
    {
        await using var portal = await HostedPortal.StartAsync("--Portal:PublicOrigin=https://portal.example");

        (await AskAsync("/page", "evil.example", origin: null)).ShouldBe(HttpStatusCode.BadRequest);
        (await AskAsync("/page", "portal.example:81", origin: null)).ShouldBe(HttpStatusCode.BadRequest);
        (await AskAsync("/health/live", "10.0.0.7:8080", origin: null)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync("/_blazor", "portal.example", "http://portal.example")).ShouldBe(HttpStatusCode.Forbidden);

        async Task<HttpStatusCode> AskAsync(string path, string host, string? origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            request.Headers.Add("X-Forwarded-Proto", "https");
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using var response = await portal.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    private string SocketOrigin => Portal.Origin.Replace("http", "ws", StringComparison.Ordinal);

    private string? Expand(string pattern) =>
        pattern is NoOrigin ? null : pattern.Replace("OWN", Portal.Origin, StringComparison.Ordinal).Replace("PORT", new Uri(Portal.Origin).Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private async Task<HttpStatusCode> SocketAsync(string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new Uri($"{SocketOrigin}/_blazor"), default);
        }
        catch (WebSocketException)
        {
            // The status below tells why.
        }

        return socket.HttpStatusCode;
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string? origin)
    {
        using var request = new HttpRequestMessage(method, path);
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin).ShouldBeTrue();
        }

        using var response = await Portal.Http.SendAsync(request);
        return response.StatusCode;
    }
}
