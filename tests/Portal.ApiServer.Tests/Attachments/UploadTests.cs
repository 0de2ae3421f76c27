using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.ApiServer.Tests.Comments;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Attachments;

/// <summary>Large, many, broken and equal files.</summary>
public sealed class UploadTests(Servers servers) : IClassFixture<Servers>
{
    private const string TooLarge = """{"status":413,"success":false,"message":"Invalid request","error":"Request body is too large"}""";
    private const int LargestFile = 25 * 1024 * 1024;

    [Theory]
    [InlineData(LargestFile, 200)]
    [InlineData(LargestFile + 1, 413)]
    public async Task Post_FileAtTheLimit_IsTakenAndOneByteMoreIsNot(int length, int status)
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        var answer = await PostAsync(server, isChunked: false, (length, 0));

        answer.Status.ShouldBe(status, answer.Body);
        KeptFiles(server).Length.ShouldBe(status == 200 ? 1 : 0);
        server.NothingIsIncoming();
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(21, 413)]
    public async Task Post_TwentyFiles_AreTakenAndOneMoreIsNot(int count, int status)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(
            RunningServer.NorthCase, CommentBodies.WithFiles([.. Enumerable.Range(0, count).Select(index => ($"{index}.txt", Convert.ToBase64String([(byte)index])))]));

        answer.Status.ShouldBe(status);
        server.NothingIsIncoming();
    }

    [Fact]
    public async Task Post_ContentLengthOverTheLimit_IsRefusedBeforeABodyIsSent()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head($"Content-Length: {(100 * 1024 * 1024) + 1}")));

        var answer = await new StreamReader(stream).ReadToEndAsync();
        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldEndWith(TooLarge);
    }

    [Fact]
    public async Task Post_ChunkedBodyOverTheLimit_Is413()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: ("ApiServer:Attachments:LargestRequestBytes", "3000000"));

        (await PostAsync(server, isChunked: true, (2_000_000, 0))).Status.ShouldBe(200);
        var answer = await PostAsync(server, isChunked: true, (1_500_000, 0), (1_000_000, 0));

        answer.Status.ShouldBe(413);
        answer.Body.ShouldBe(TooLarge);
        server.NothingIsIncoming();
    }

    [Fact]
    public async Task Post_BodyOverKestrelsOwnLimit_IsTaken()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        var answer = await PostAsync(server, isChunked: true, (15_000_000, 0), (15_000_000, 0));

        answer.Status.ShouldBe(200);
        KeptFiles(server).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Post_TinyNetworkWrites_KeepTheContent()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var content = RandomNumberGenerator.GetBytes(700);
        var escaped = string.Concat(Convert.ToBase64String(content).Select((c, index) => index % 3 == 0 ? $"\\u{(int)c:x4}" : c is '/' ? "\\/" : $"{c}"));
        var body = Encoding.UTF8.GetBytes(CommentBodies.With(("attachments.0.content", $"\"{escaped}\"")));
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head($"Content-Length: {body.Length}\r\nConnection: close")));
        foreach (var piece in body.Chunk(5))
        {
            await stream.WriteAsync(piece);
        }

        (await new StreamReader(stream).ReadToEndAsync()).ShouldStartWith("HTTP/1.1 200");
        var path = KeptFiles(server).Single(file => Path.GetFileName(file) == Convert.ToHexStringLower(SHA256.HashData(content)));
        (await File.ReadAllBytesAsync(path)).ShouldBe(content);
    }

    [Fact]
    public async Task Post_UploadBrokenOff_LeavesNothing()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var body = Encoding.UTF8.GetBytes(CommentBodies.WithFiles(("a", Convert.ToBase64String(new byte[100_000]))));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(server.Address.Host, server.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head($"Content-Length: {body.Length}")));
            await client.GetStream().WriteAsync(body.AsMemory(0, body.Length / 2));
            await Eventually.TrueAsync(() => Task.FromResult(server.IncomingFiles().Length > 0), "the upload has begun");
        }

        await Eventually.TrueAsync(() => Task.FromResult(server.IncomingFiles().Length == 0), "the temporary file is gone");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_SameContentAtOnce_IsKeptOnce(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var body = CommentBodies.WithFiles(("a.txt", Convert.ToBase64String("same"u8)), ("b.txt", Convert.ToBase64String("same"u8)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.PostAsync(RunningServer.NorthCase, body)));

        answers.ShouldAllBe(answer => answer.Status == 200);
        (await File.ReadAllTextAsync(KeptFiles(server).ShouldHaveSingleItem())).ShouldBe("same");
        (await CountAttachmentsAsync(server)).ShouldBe(32);
        server.NothingIsIncoming();
    }

    [Fact]
    public async Task Post_SameContentOfTwoOrganizations_IsKeptApart()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003);
        await server.PostAsync(RunningServer.SouthCase, CommentBodies.Document003, RunningServer.SouthKey);

        KeptFiles(server).Select(path => Path.GetRelativePath(server.AttachmentsDirectory, path).Split('/')[0]).ShouldBe(["north", "south"], ignoreOrder: true);
    }

    [Fact]
    public async Task Post_File_IsReadableByTheOwnAccountOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003);

        var path = KeptFiles(server).ShouldHaveSingleItem();
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        for (var directory = Path.GetDirectoryName(path)!; directory.Length >= server.AttachmentsDirectory.Length; directory = Path.GetDirectoryName(directory)!)
        {
            File.GetUnixFileMode(directory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Post_EmptyContent_IsAnEmptyFile()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);

        (await server.PostAsync(RunningServer.NorthCase, CommentBodies.WithFiles(("empty.txt", "")))).Status.ShouldBe(200);

        new FileInfo(KeptFiles(server).ShouldHaveSingleItem()).Length.ShouldBe(0);
    }

    private static string[] KeptFiles(RunningServer server) => [.. Directory
        .GetFiles(server.AttachmentsDirectory, "*", SearchOption.AllDirectories)
        .Except(server.IncomingFiles())];

    private static Task<long> CountAttachmentsAsync(RunningServer server) => server.Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM comment_attachments"), default);

    private static async Task<WireAnswer> PostAsync(RunningServer server, bool isChunked, params (int Length, byte Value)[] files)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{RunningServer.NorthCase}") { Content = new GeneratedComment(files) };
        request.Headers.Add("cv-api-key", RunningServer.NorthKey);
        request.Headers.TransferEncodingChunked = isChunked;
        return await server.SendAsync(request);
    }

    private static string Head(string header) =>
        $"POST /api/v1/cases/{RunningServer.NorthCase} HTTP/1.1\r\nHost: test\r\ncv-api-key: {RunningServer.NorthKey}\r\nContent-Type: application/json\r\n{header}\r\n\r\n";
}
