using System.Net;
using System.Text.Json;
using Portal.ApiClient.Care360;
using Portal.ApiContract.Care360.Comments;
using Portal.TestSupport;

namespace Portal.ApiClient.Tests.Care360;

/// <summary>A comment is sent as document 003 says, its files are streamed, and a file that fails is told apart from a connection that does.</summary>
public sealed class CommentUploadTests
{
    private const string Created =
        """{"status":200,"success":true,"message":"m","data":{"commentId":"e4f8d5a2-9b2f-4c5c-8d1f-8c6f1d9e2a3b","createdAt":"2024-09-04T12:00:00.000Z"}}""";

    public static TheoryData<int> Lengths => [0, 1, 2, 3, 100, 48 * 1024 - 1, 48 * 1024, 48 * 1024 + 1, 48 * 1024 + 2, 200_000];

    [Fact]
    public async Task Document003_Request_IsTheDocumentedJson()
    {
        var comment = new CaseCommunication
        {
            Text = "Comment text",
            IsRestricted = false,
            Author = new CommentAuthor { Email = "support_user@carevalidate.com", FirstName = "John", LastName = "Doe" },
            WebhookNotify = true,
        };

        (await SendAsync(comment, Operations.Upload("abcd"u8.ToArray(), "Screenshot_01.png"))).ShouldBe(
            """
            {"action":"ADD_COMMUNICATION","communication":{"text":"Comment text","isRestricted":false,
            "author":{"email":"support_user@carevalidate.com","firstName":"John","lastName":"Doe"},"webhookNotify":true,
            "attachments":[{"isRestricted":false,"isPHI":false,"fileName":"Screenshot_01.png","content":"YWJjZA=="}]}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task AddComment_LeastComment_StatesItsFlagsAndLeavesOutTheRest()
    {
        var comment = new CaseCommunication { Text = "", IsRestricted = true, Author = new CommentAuthor { Email = "a@example.com" } };

        (await SendAsync(comment)).ShouldBe(
            """{"action":"ADD_COMMUNICATION","communication":{"text":"","isRestricted":true,"author":{"email":"a@example.com"},"webhookNotify":true}}""");
    }

    [Fact]
    public async Task AddComment_Restricted_RestrictsItsFiles()
    {
        using var sent = JsonDocument.Parse(await SendAsync(Operations.Comment with { IsRestricted = true }, Operations.Upload([1]), Operations.Upload([2])));

        sent.RootElement.GetProperty("communication").GetProperty("attachments").EnumerateArray()
            .Select(a => a.GetProperty("isRestricted").GetBoolean()).ShouldBe([true, true]);
    }

    [Fact]
    public async Task AddComment_HostileTexts_ArriveAsTheyAre()
    {
        const string Hostile = "\"}],\\ \u0000\u001f\r\n\u2028 <script> 😀 ñ";
        var comment = Operations.Comment with
        {
            Text = Hostile,
            TaggedUsers = [new TaggedUser("t\"@example.com")],
            WebhookNotify = false,
        };

        using var sent = JsonDocument.Parse(await SendAsync(comment, Operations.Upload([1], Hostile)));

        var communication = sent.RootElement.GetProperty("communication");
        communication.GetProperty("text").GetString().ShouldBe(Hostile);
        communication.GetProperty("webhookNotify").GetBoolean().ShouldBeFalse();
        communication.GetProperty("taggedUsers")[0].GetProperty("email").GetString().ShouldBe("t\"@example.com");
        communication.GetProperty("attachments")[0].GetProperty("fileName").GetString().ShouldBe(Hostile);
    }

    [Theory, MemberData(nameof(Lengths))]
    public async Task AddComment_FileOfAnyLength_ArrivesWhole(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);

        using var sent = JsonDocument.Parse(await SendAsync(Operations.Comment, Operations.Upload(content), Operations.Upload([7])));

        var attachments = sent.RootElement.GetProperty("communication").GetProperty("attachments");
        attachments[0].GetProperty("content").GetBytesFromBase64().ShouldBe(content);
        attachments[1].GetProperty("content").GetBytesFromBase64().ShouldBe([7]);
    }

    [Fact]
    public async Task AddComment_SlowServer_TheFileIsReadNoFasterThanItIsTaken()
    {
        const long Size = 20_000_000;

        // What lies between the two ends: the system's socket buffers, the client's chunk and its base64.
        const long Slack = 8_000_000;
        var source = new GeneratedStream(Size);
        var taken = 0L;
        var furthest = 0L;
        await using var server = new RawServer(async connection =>
        {
            var buffer = new byte[64 * 1024];
            while (taken < Size / 3 * 4)
            {
                taken += await connection.Stream.ReadAsync(buffer, connection.Stop);
                await Task.Yield();
                furthest = Math.Max(furthest, source.Given - (taken / 4 * 3));
            }

            await connection.SendAsync(Faults.Complete(HttpStatusCode.OK, Created));
            await connection.HangAsync();
        });
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.Api.AddCommentAsync("north", TestClient.CaseId, Operations.Comment, [Upload(source)], "k", default);

        outcome.ShouldBeOfType<ApiOutcome<CreatedComment>.Accepted>();
        source.Given.ShouldBe(Size);
        source.LargestRead.ShouldBeLessThanOrEqualTo(64 * 1024);
        furthest.ShouldBeLessThan(Slack);
    }

    [Fact]
    public async Task AddComment_ServerReadsNothing_TheFileIsNotReadAhead()
    {
        var source = new GeneratedStream(20_000_000);
        using var deadline = new CancellationTokenSource();
        await using var server = new RawServer(async connection =>
        {
            var (last, looks) = (0L, 0);
            await Eventually.TrueAsync(
                () =>
                {
                    looks = source.Given > 0 && source.Given == last ? looks + 1 : 0;
                    last = source.Given;
                    return Task.FromResult(looks == 10);
                },
                "nothing moves any more: the buffers are full");
            await deadline.CancelAsync();
        });
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.Api.AddCommentAsync("north", TestClient.CaseId, Operations.Comment, [Upload(source)], "k", deadline.Token);

        outcome.ShouldBeOfType<ApiOutcome<CreatedComment>.Unknown>();
        source.Given.ShouldBeLessThan(10_000_000);
        source.IsDisposed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("throws", "NeverSent")]
    [InlineData("known to be longer", "NeverSent")]
    [InlineData("known to be shorter", "NeverSent")]
    [InlineData("turns out longer", "Unknown")]
    [InlineData("turns out shorter", "Unknown")]
    [InlineData("breaks in the middle", "Unknown")]
    public async Task AddComment_FileFails_TheServerNeverGetsAWholeRequest(string kind, string expected)
    {
        var content = new byte[200_000];
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Faults.Complete(HttpStatusCode.OK, Created));
            await connection.HangAsync();
        });
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");
        var file = new CommentUpload
        {
            FileName = "canary.png",
            IsRestricted = false,
            IsPhi = true,
            Length = content.Length,
            OpenAsync = _ => kind switch
            {
                "throws" => throw new UnauthorizedAccessException("canary path"),
                "known to be longer" => ValueTask.FromResult<Stream>(new MemoryStream(new byte[200_001])),
                "known to be shorter" => ValueTask.FromResult<Stream>(new MemoryStream(new byte[199_999])),
                "turns out longer" => ValueTask.FromResult<Stream>(new GeneratedStream(200_001)),
                "turns out shorter" => ValueTask.FromResult<Stream>(new GeneratedStream(199_999)),
                _ => ValueTask.FromResult<Stream>(new GeneratedStream(200_000, breaksAt: 150_000)),
            },
        };

        var outcome = await client.Api.AddCommentAsync("north", TestClient.CaseId, Operations.Comment, [Operations.Upload([1]), file], "k", default);

        outcome.GetType().Name.ShouldBe(expected);
        outcome.ToString().ShouldContain("An attachment");
        outcome.ToString().ShouldNotContain("canary");
        server.Requests.ShouldBeEmpty();
        server.Connections.ShouldBeLessThanOrEqualTo(1);
    }

    private static CommentUpload Upload(GeneratedStream source) => new()
    {
        FileName = "large.bin",
        IsRestricted = false,
        IsPhi = true,
        Length = source.Size,
        OpenAsync = _ => ValueTask.FromResult<Stream>(source),
    };

    /// <summary>The body that arrives.</summary>
    private static async Task<string> SendAsync(CaseCommunication comment, params CommentUpload[] files)
    {
        await using var server = new RawServer(connection => connection.AnswerAndHangAsync(Faults.Complete(HttpStatusCode.OK, Created)));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.Api.AddCommentAsync("north", TestClient.CaseId, comment, files, "k", default);

        outcome.ShouldBeOfType<ApiOutcome<CreatedComment>.Accepted>().Value.CommentId.ShouldBe("e4f8d5a2-9b2f-4c5c-8d1f-8c6f1d9e2a3b");
        var request = server.Requests.Single();
        return request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }

    /// <summary>Bytes that are made when they are read; it cannot be sought in, and says how far it was read.</summary>
    private sealed class GeneratedStream(long size, long? breaksAt = null) : Stream
    {
        public long Size => size;

        public long Given { get; private set; }

        public int LargestRead { get; private set; }

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Given >= breaksAt)
            {
                throw new InvalidOperationException("canary");
            }

            var count = (int)Math.Min(buffer.Length, size - Given);
            buffer.Span[..count].Fill((byte)'x');
            Given += count;
            LargestRead = Math.Max(LargestRead, buffer.Length);
            return ValueTask.FromResult(count);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
