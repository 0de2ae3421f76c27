using System.Net;
using System.Net.WebSockets;

namespace Portal.Web.Tests.Hosting;

public sealed partial class SecurityHeadersTests(HostedPortalFixture fixture) : IClassFixture<HostedPortalFixture>
{
    private HostedPortal Portal => fixture.Portal;

    [Theory]
    [InlineData("/page", HttpStatusCode.OK)]
    [InlineData("/base.css", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/redirect", HttpStatusCode.Redirect)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/_blazor", HttpStatusCode.Forbidden)]
    [InlineData("/broken", HttpStatusCode.InternalServerError)]
    [InlineData("/own-policy", HttpStatusCode.OK)]
    public async Task Response_OfEveryKind_HasTheHeadersOnce(string path, HttpStatusCode status)
    {
        using var response = await Portal.Http.GetAsync(path);

        response.StatusCode.ShouldBe(status);
        var policy = Header(response, "Content-Security-Policy");
        policy.ShouldStartWith("default-src 'self'; script-src 'self'");
        policy.ShouldContain("; object-src 'none'; ");
        policy.ShouldContain("; frame-ancestors 'self'");
        policy.Split(';').Where(part => part.Contains("unsafe", StringComparison.Ordinal)).ShouldBe([" style-src-attr 'unsafe-inline'"]);
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Referrer-Policy").ShouldBe("same-origin");
        Header(response, "Permissions-Policy").ShouldContain("camera=()");
        response.Headers.Contains("X-Frame-Options").ShouldBeFalse();
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBe(!path.EndsWith(".css", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Response_OfASocketUpgrade_HasTheHeaders()
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", Portal.Origin);

        await socket.ConnectAsync(new Uri(Portal.Origin.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor"), default);

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.SwitchingProtocols);
        socket.HttpResponseHeaders.ShouldNotBeNull()["Content-Security-Policy"].Count().ShouldBe(1);
        socket.HttpResponseHeaders["Content-Security-Policy"].Single().ShouldContain("frame-ancestors 'self'");
    }

    [Fact]
    public async Task Policy_OfAPage_AllowsNoInlineScript()
    {
        using var response = await Portal.Http.GetAsync("/page");

        Header(response, "Content-Security-Policy").ShouldContain("script-src 'self';");
    }

    [Fact]
    public async Task Policy_EndpointWithItsOwnAncestors_HasThoseOnly()
    {
        using var response = await Portal.Http.GetAsync("/closed");

        Header(response, "Content-Security-Policy").ShouldEndWith("frame-ancestors 'none'");
    }

    [Fact]
    public async Task Broken_OutsideDevelopment_TellsNothing()
    {
        using var response = await Portal.Http.GetAsync("/broken");

        (await response.Content.ReadAsStringAsync()).ShouldBe("Something went wrong");
    }

    [Fact]
    public async Task Policy_EmbeddingAllowed_NamesExactlyTheOrigins()
    {
        await using var portal = await HostedPortal.StartAsync(
            "--Embedding:AllowedOrigins:0=https://Intranet.Example/", "--Embedding:AllowedOrigins:1=https://sites.example:8443");

        using var response = await portal.Http.GetAsync("/page");

        Header(response, "Content-Security-Policy").ShouldEndWith("frame-ancestors 'self' https://intranet.example https://sites.example:8443");
    }

    [Fact]
    public async Task Https_PinnedOrigin_RedirectsAndSetsTheLongPromise()
    {
        await using var portal = await HostedPortal.StartAsync("--Portal:PublicOrigin=https://portal.example", "--Proxies:Trusted=127.0.0.1");
        using var plain = Request("/page");
        using var redirect = await portal.Http.SendAsync(plain);
        redirect.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        redirect.Headers.Location.ShouldBe(new Uri("https://portal.example/page"));

        using var forwarded = Request("/whoami");
        forwarded.Headers.Add("X-Forwarded-Proto", "https");
        forwarded.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var response = await portal.Http.SendAsync(forwarded);

        (await response.Content.ReadAsStringAsync()).ShouldBe("https 203.0.113.9");
        Header(response, "Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains");
        Header(response, "Content-Security-Policy").ShouldContain("connect-src 'self' wss://portal.example;");

        static HttpRequestMessage Request(string path) => new(HttpMethod.Get, path) { Headers = { Host = "portal.example" } };
    }

    [Theory]
    [InlineData("", "portal-af=", "path=/; samesite=lax; httponly")]
    [InlineData("--Portal:PublicOrigin=https://portal.example", "__Host-af=", "path=/; secure; samesite=lax; httponly")]
    [InlineData(
        "--Portal:PublicOrigin=https://portal.example --Embedding:AllowedOrigins=https://intranet.example",
        "__Host-af=",
        "path=/; secure; samesite=none; httponly; Partitioned")]
    public async Task AntiforgeryCookie_PerDeployment_IsAsStrictAsItCanBe(string settings, string start, string end)
    {
        await using var portal = await HostedPortal.StartAsync(
            ["--Proxies:Trusted=127.0.0.1", .. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/token");
        if (settings.Length > 0)
        {
            request.Headers.Host = "portal.example";
            request.Headers.Add("X-Forwarded-Proto", "https");
        }

        using var response = await portal.Http.SendAsync(request);

        var cookie = Header(response, "Set-Cookie");
        cookie.ShouldStartWith(start);
        cookie.ShouldEndWith(end);
    }

    [Fact]
    public async Task ForwardedHeaders_NoTrustedProxy_Ignored()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/whoami");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        using var response = await Portal.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldBe("http 127.0.0.1");
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.ShouldHaveSingleItem() : "";
}
