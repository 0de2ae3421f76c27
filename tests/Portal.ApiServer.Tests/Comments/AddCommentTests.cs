using System.Text.Json;
using Dapper;
using NodaTime;
using Portal.ApiServer.People;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Comments;

/// <summary>Document 003, answer by answer, and the rulings on it.</summary>
public sealed class AddCommentTests(Servers servers) : IClassFixture<Servers>
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Document003_Success_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Instant.FromUtc(2024, 9, 4, 12, 0)));

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003);

        answer.Status.ShouldBe(200, answer.Body);
        var id = CommentBodies.IdOf(answer.Body);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe(
            $$$"""{"status":200,"success":true,"message":"Case comment created successfully","data":{"commentId":"{{{id}}}","createdAt":"2024-09-04T12:00:00.000Z"}}""");
        Guid.ParseExact(id, "D").Version.ShouldBe(4);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document003_InvalidAction_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(
            RunningServer.NorthCase, CommentBodies.Document003.Replace("ADD_COMMUNICATION", "ADD_NOTE", StringComparison.Ordinal));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Invalid action"}""");
        server.NothingIsIncoming();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document003_MissingRequiredFields_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("text", null)));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Missing required field `text`"}""");
        server.NothingIsIncoming();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document003_MissingAttachmentFields_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("attachments.0.content", null)));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request","error":"`content` field is required for attachments"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document003_InvalidTaggedUser_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("taggedUsers", "[{\"name\":\"x\"}]")));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request","error":"`email` field is required for tagged users"}""");
        server.NothingIsIncoming();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document003_CaseNotFound_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        foreach (var caseId in new[] { "00000000-0000-4000-8000-000000000000", "no-uuid" })
        {
            var answer = await server.PostAsync(caseId, CommentBodies.Document003);

            answer.Status.ShouldBe(404);
            answer.Body.ShouldBe(
                """{"status":404,"success":false,"message":"Invalid request","error":"No Case found for provided details!"}""");
        }

        server.NothingIsIncoming();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document003_PermissionDenied_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var before = await CountAsync(server);

        var answer = await server.PostAsync(RunningServer.SouthCase, CommentBodies.Document003);

        answer.Status.ShouldBe(403);
        answer.Body.ShouldBe("""{"status":403,"success":false,"message":"Invalid request","error":"Permission denied!"}""");
        (await CountAsync(server)).ShouldBe(before);
        server.NothingIsIncoming();
    }

    [Fact]
    public async Task Post_WithoutKey_Is401AndReadsNoBody()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003, key: "unknown");

        answer.Status.ShouldBe(401);
        answer.Body.ShouldBe("""{"status":401,"success":false,"message":"Invalid or missing API key"}""");
    }

    [Theory]
    [InlineData("", null, "Missing required field `communication`")]
    [InlineData("", "null", "Missing required field `communication`")]
    [InlineData("", "[]", "`communication` must be an object")]
    [InlineData("text", "\"\"", "Missing required field `text`")]
    [InlineData("text", "null", "Missing required field `text`")]
    [InlineData("text", "7", "`text` must be a string")]
    [InlineData("text", "\"\\u0000\"", "`text` must be a string without U+0000 and unpaired surrogates")]
    [InlineData("text", "\"\\ud800\"", "`text` must be a string without U+0000 and unpaired surrogates")]
    [InlineData("isRestricted", null, "Missing required field `isRestricted`")]
    [InlineData("isRestricted", "\"true\"", "`isRestricted` must be a boolean")]
    [InlineData("author", null, "Missing required field `author`")]
    [InlineData("author", "\"Jo\"", "`author` must be an object")]
    [InlineData("author", "{}", "Missing required field `author.email`")]
    [InlineData("author.email", "1", "`author.email` must be a string")]
    [InlineData("author.email", "\"Jo\"", "`author.email` must be a valid email address")]
    [InlineData("author.firstName", "1", "`author.firstName` must be a string")]
    [InlineData("author.lastName", "[]", "`author.lastName` must be a string")]
    [InlineData("webhookNotify", "1", "`webhookNotify` must be a boolean")]
    [InlineData("attachments", "{}", "`attachments` must be an array of objects")]
    [InlineData("attachments", "[1]", "`attachments` must be an array of objects")]
    [InlineData("attachments.0.fileName", null, "`fileName` field is required for attachments")]
    [InlineData("attachments.0.fileName", "\"\"", "`fileName` field is required for attachments")]
    [InlineData("attachments.0.fileName", "1", "`fileName` must be a string")]
    [InlineData("attachments.0.content", "null", "`content` field is required for attachments")]
    [InlineData("attachments.0.content", "{}", "`content` must be a string")]
    [InlineData("attachments.0.content", "\"BASE64_STRING\"", "`content` must be a valid Base64 string")]
    [InlineData("attachments.0.isRestricted", "0", "`isRestricted` must be a boolean")]
    [InlineData("attachments.0.isPHI", "\"\"", "`isPHI` must be a boolean")]
    [InlineData("taggedUsers", "{}", "`taggedUsers` must be an array of objects")]
    [InlineData("taggedUsers", "[{\"email\":1}]", "`email` must be a string")]
    [InlineData("taggedUsers", "[{\"email\":\"x\"}]", "`email` must be a valid email address")]
    public async Task Post_WrongShape_NamesTheFirstError(string path, string? json, string error)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.With((path, json)));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request","error":"{{error}}"}""");
    }

    /// <summary>Everything is wrong at first; each step puts right what was named.</summary>
    [Fact]
    public async Task Post_SeveralErrors_AreNamedInTheRuledOrder()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var named = new List<string>();
        List<(string, string?)> errors =
        [
            ("text", null), ("isRestricted", null), ("author.email", null), ("attachments.0.fileName", null), ("attachments.0.content", "\"!\""),
            ("taggedUsers", "[{}]"),
        ];

        while (errors.Count > 0)
        {
            // The wrong case shows that the shape comes first.
            var answer = await server.PostAsync(RunningServer.SouthCase, CommentBodies.With([.. errors]));
            named.Add(JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").GetString()!);
            errors.RemoveAt(0);
        }

        named.ShouldBe([
            "Missing required field `text`", "Missing required field `isRestricted`", "Missing required field `author.email`",
            "`fileName` field is required for attachments", "`content` must be a valid Base64 string", "`email` field is required for tagged users",
        ]);
    }

    [Theory]
    [InlineData("=")]
    [InlineData("QQ")]
    [InlineData("QQ=")]
    [InlineData("QQ==QQ==")]
    [InlineData("QQ===")]
    [InlineData("QUJD ")]
    [InlineData("QU JD")]
    [InlineData("QUJD\\n")]
    [InlineData("QUJ\\u000aD")]
    [InlineData("QU-_")]
    [InlineData("QUJDé")]
    [InlineData("data:image/png;base64,QUJD")]
    [InlineData("\\u0000")]
    public async Task Post_ContentThatIsNoBase64_Is400(string content)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("attachments.0.content", $"\"{content}\"")));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain("`content` must be a valid Base64 string");
        server.NothingIsIncoming();
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("\\x41")]
    [InlineData("\\u12")]
    [InlineData("QUJD\\")]
    public async Task Post_ContentThatIsNoJsonText_IsNoJson(string content)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("attachments.0.content", $"\"{content}\"")));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain("Request body is not valid JSON");
        server.NothingIsIncoming();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_FlagsAbsent_TakeTheSafeSide(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        foreach (var isRestricted in new[] { "true", "false" })
        {
            var absent = await AddAsync(server, CommentBodies.With(
                ("isRestricted", isRestricted), ("attachments.0.isRestricted", null), ("attachments.0.isPHI", null), ("webhookNotify", null)));
            var given = await AddAsync(server, CommentBodies.With(("isRestricted", isRestricted), ("webhookNotify", "false")));

            (await FlagsAsync(server, absent)).ShouldBe((isRestricted is "true", true, true));
            (await FlagsAsync(server, given)).ShouldBe((false, false, false));
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_Author_IsFoundByLowerCaseEmailOrAdded(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        await AddAsync(server, CommentBodies.With(("author", "{\"email\":\"Provider@Example.com\",\"firstName\":\"Other\"}")));
        await AddAsync(server, CommentBodies.With(("author", "{\"email\":\"New.Person@example.com\",\"firstName\":\"New\"}")));
        await AddAsync(server, CommentBodies.With(("author", "{\"email\":\"new.person@example.com\",\"firstName\":\"Changed\"}")));

        var people = await server.Database.ReadAsync(
            async connection => (await connection.QueryAsync<(string, string, string)>(
                "SELECT email, first_name, role FROM users WHERE organization_id = 'north' AND email IN ('provider@example.com', 'new.person@example.com') ORDER BY email"))
                .AsList(),
            default);
        people.ShouldBe([("new.person@example.com", "New", UserRoles.Staff), ("provider@example.com", "Robin", UserRoles.Staff)]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_TaggedUsers_AreKeptOnceEach(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var id = await AddAsync(server, CommentBodies.With(("taggedUsers", "[{\"email\":\"A@example.com\"},{\"email\":\"a@example.com\"},{\"email\":\"b@example.com\"}]")));

        var emails = await server.Database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(
                "SELECT email FROM comment_tagged_users WHERE organization_id = 'north' AND comment_id = @id ORDER BY email", new { id })).AsList(),
            default);
        emails.ShouldBe(["a@example.com", "b@example.com"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_SameKeyAgain_IsTheStoredAnswerAndOneComment(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var body = CommentBodies.WithFiles(("large.bin", Convert.ToBase64String(new byte[3_000_001])));
        var before = await CountAsync(server);

        var first = await server.PostAsync(RunningServer.NorthCase, body, idempotencyKey: "comment-1");
        var second = await server.PostAsync(RunningServer.NorthCase, body, idempotencyKey: "comment-1");
        var other = await server.PostAsync(
            RunningServer.NorthCase, CommentBodies.WithFiles(("large.bin", Convert.ToBase64String(new byte[3_000_002]))), idempotencyKey: "comment-1");

        first.Status.ShouldBe(200);
        second.ShouldBe(first);
        other.Status.ShouldBe(422);
        (await CountAsync(server)).ShouldBe(before + 1);
        server.NothingIsIncoming();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_RefusalUnderAKey_IsTheStoredAnswer(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var refused = await server.PostAsync(RunningServer.SouthCase, CommentBodies.Document003, idempotencyKey: "comment-2");
        var other = await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003, idempotencyKey: "comment-2");

        refused.Status.ShouldBe(403);
        other.Status.ShouldBe(422);
    }

    [Fact]
    public async Task Post_CreateEventWithIgnoredAttachments_StaysAnEvent()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var body = Bodies.Document000.Insert(1, """ "communication":{"attachments":[{"content":"not base64"}]},""");

        (await server.PostAsync(RunningServer.NorthCase, body)).Status.ShouldBe(200);

        server.NothingIsIncoming();
    }

    [Fact]
    public async Task Post_JsonBesideContentsOverOneMegabyte_Is413()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("text", $"\"{new string('x', 1024 * 1024)}\"")));

        answer.Status.ShouldBe(413);
        answer.Body.ShouldBe("""{"status":413,"success":false,"message":"Invalid request","error":"Request body is too large"}""");
    }

    private static async Task<string> AddAsync(RunningServer server, string body)
    {
        var answer = await server.PostAsync(RunningServer.NorthCase, body);
        answer.Status.ShouldBe(200, answer.Body);
        return CommentBodies.IdOf(answer.Body);
    }

    private static Task<long> CountAsync(RunningServer server) => server.Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM case_comments"), default);

    private static Task<(bool IsRestricted, bool IsPhi, bool IsNotified)> FlagsAsync(RunningServer server, string id) => server.Database.ReadAsync(
        connection => connection.QuerySingleAsync<(bool, bool, bool)>(
            """
            SELECT a.is_restricted, a.is_phi, c.webhook_notify
            FROM case_comments c JOIN comment_attachments a ON a.organization_id = c.organization_id AND a.comment_id = c.id
            WHERE c.organization_id = 'north' AND c.id = @id
            """,
            new { id }),
        default);
}
