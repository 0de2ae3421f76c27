using System.Net.Http.Headers;
using System.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Comments;
using Portal.ApiServer.Tests.Comments;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Attachments;

/// <summary>Links to attachments, and the downloads behind them.</summary>
public sealed class AttachmentLinkTests(Servers servers) : IClassFixture<Servers>
{
    private const string NotFound = """{"status":404,"success":false,"message":"Not found"}""";

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_Link_StreamsTheFileAsADownload(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var link = await LinkAsync(server, "Überblick, 1.pdf", "%PDF-1.7\n"u8.ToArray());

        using var response = await server.Client.GetAsync(link);

        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe("%PDF-1.7\n"u8.ToArray());
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/pdf");
        response.Content.Headers.ContentLength.ShouldBe(9);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("Überblick, 1.pdf");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox; default-src 'none'"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Head_Link_HasTheHeadersOnly()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var link = await LinkAsync(server, "a.txt", "some text"u8.ToArray());

        using var response = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));

        ((int)response.StatusCode).ShouldBe(200);
        response.Content.Headers.ContentLength.ShouldBe(9);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    public async Task Get_WhatABrowserWouldRun_IsPlainText(string text)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var link = await LinkAsync(server, "page.html", System.Text.Encoding.UTF8.GetBytes(text));

        using var response = await server.Client.GetAsync(link);

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task Get_TamperedLink_IsTheSame404()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var link = await LinkAsync(server, "a.txt", "a"u8.ToArray());
        var other = await LinkAsync(server, "b.txt", "b"u8.ToArray());
        var uri = new Uri(link);
        var query = HttpUtility.ParseQueryString(uri.Query);
        var (path, expires, signature) = (uri.AbsolutePath, query["expires"]!, query["signature"]!);
        string[] wrong =
        [
            path,
            $"{path}?expires={expires}",
            $"{path}?signature={signature}",
            $"{path}?expires=&signature=",
            $"{path}?expires={long.Parse(expires, System.Globalization.CultureInfo.InvariantCulture) + 1}&signature={signature}",
            $"{path}?expires={expires}&signature={signature[..^1]}",
            $"{path}?expires={expires}&signature={signature}A",
            $"{path}?expires={expires}&signature={signature.ToUpperInvariant()}",
            $"{path}?expires={expires}&expires={expires}&signature={signature}",
            $"{path.Replace("/north/", "/south/", StringComparison.Ordinal)}?expires={expires}&signature={signature}",
            $"{new Uri(other).AbsolutePath}?expires={expires}&signature={signature}",
        ];

        foreach (var address in wrong)
        {
            var answer = await server.GetAsync(address, key: null);

            answer.Status.ShouldBe(404, address);
            answer.Body.ShouldBe(NotFound, address);
        }
    }

    [Theory]
    [InlineData(899, 200)]
    [InlineData(900, 404)]
    public async Task Get_LinkAfterFifteenMinutes_Is404(int seconds, int status)
    {
        var clock = new TestClock(Now);
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, clock);
        var link = await LinkAsync(server, "a.txt", "a"u8.ToArray());

        clock.Advance(Duration.FromSeconds(seconds));

        (await server.GetAsync(link, key: null)).Status.ShouldBe(status);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_LinkOfAnotherServerOnTheDatabase_IsValid(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await using var replica = await server.StartReplicaAsync();
        var link = await LinkAsync(server, "a.txt", "a"u8.ToArray());

        var answer = await replica.GetAsync(new Uri(link).PathAndQuery, key: null);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("a");
    }

    [Fact]
    public async Task Link_PublicOriginSet_StartsWithIt()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: ("ApiServer:PublicOrigin", "https://files.example.com/"));

        (await LinkAsync(server, "a.txt", "a"u8.ToArray())).ShouldStartWith("https://files.example.com/attachments/north/");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..\\..\\windows\\system32")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\autoexec.bat")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a\r\nSet-Cookie: x=1\r\n\r\n<html>")]
    [InlineData("a\"; filename=\"b.exe")]
    [InlineData("a\u202efdp.exe")]
    [InlineData("\u2066a\u2069\u200f.pdf")]
    [InlineData("a;b=c, d%00 e%2f.pdf")]
    [InlineData("'\u00e9\ud83d\ude00'.pdf")]
    [InlineData("   ")]
    public async Task Get_HostileName_IsKeptForDisplayAndHarmlessInTheHeader(string name)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var link = await LinkAsync(server, name, "a"u8.ToArray());

        using var response = await server.Client.GetAsync(link);

        ((int)response.StatusCode).ShouldBe(200);
        var header = response.Content.Headers.GetValues("Content-Disposition").ShouldHaveSingleItem();
        header.ShouldAllBe(c => c >= ' ' && c < '\u007f');
        var saved = ContentDispositionHeaderValue.Parse(header).FileNameStar!;
        saved.ShouldAllBe(c => !char.IsControl(c) && !"/\\\":*?<>|\u202e\u2066\u2069\u200f".Contains(c, StringComparison.Ordinal));
        saved.Trim('.', ' ').ShouldNotBeEmpty();
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        Directory.GetFiles(server.AttachmentsDirectory, "*", SearchOption.AllDirectories)
            .ShouldAllBe(path => Path.GetFileName(path).All(char.IsAsciiHexDigitLower));
    }

    [Fact]
    public async Task Post_SixtyTraversalNames_WriteNothingButHashes()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);
        string[] parts = ["../", "..\\", "/", "%2e%2e/", "..%2f", "\u202e../"];
        var names = Enumerable.Range(1, 10).SelectMany(depth => parts.Select(part => string.Concat(Enumerable.Repeat(part, depth)) + "x.txt")).ToList();

        foreach (var batch in names.Chunk(20))
        {
            var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.WithFiles([.. batch.Select(name => (name, "QQ=="))]));
            answer.Status.ShouldBe(200, answer.Body);
        }

        names.Count.ShouldBe(60);
        var path = Directory.GetFiles(server.AttachmentsDirectory, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        Path.GetRelativePath(server.AttachmentsDirectory, path).ShouldBe(
            "north/55/559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd");
    }

    private static async Task<string> LinkAsync(RunningServer server, string name, byte[] content)
    {
        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.WithFiles((name, Convert.ToBase64String(content))));
        answer.Status.ShouldBe(200, answer.Body);
        var request = new DefaultHttpContext().Request;
        request.Scheme = server.Address.Scheme;
        request.Host = new HostString(server.Address.Authority);
        var form = await server.Services.GetRequiredService<AttachmentLinks>().ForAsync(request, default);
        var comments = await server.Services.GetRequiredService<CommentReader>().OfCasesAsync("north", [RunningServer.NorthCase], form, default);
        return comments[RunningServer.NorthCase].Single(comment => comment.Id == CommentBodies.IdOf(answer.Body)).Attachments![0].Url!;
    }
}
