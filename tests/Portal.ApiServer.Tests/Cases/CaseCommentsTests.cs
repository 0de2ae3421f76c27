using System.Text.Json.Nodes;
using Dapper;
using NodaTime;
using Portal.ApiServer.Tests.Comments;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Cases;

/// <summary>Comments and their files, as both endpoints of cases give them (companion 1.5 and 1.6).</summary>
public sealed class CaseCommentsTests
{
    private const string Detail = $"/api/v1/customer-case-detail?caseId={RunningServer.NorthCase}";

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task Companion16_CommentsWithAttachmentsAsBase64_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        var expected = await AddCommentAsync(server);
        var path = $"{Detail}&includeAttachments=true&includeCalendarEvents=true";

        var answer = await server.GetAsync(path);

        answer.ShouldBe(new WireAnswer(
            200, CaseJson(await SubmitterIdAsync(server), expected("\"content\":\"iVBORw0KGgo=\"", "\"content\":\"\"")), "application/json; charset=utf-8", null));
        (await server.GetAsync($"{path}&documentFormat=base64")).ShouldBe(answer);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Companion16_CommentsWithAttachmentsByUrl_IsTheDocumentedJsonAndTheUrlsAreTheFiles(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        var expected = await AddCommentAsync(server);

        var answer = await server.GetAsync($"{Detail}&includeAttachments=true&documentFormat=url&includeCalendarEvents=true");

        var urls = UrlsOf(JsonNode.Parse(answer.Body)!["caseDetail"]!);
        answer.Body.ShouldBe(CaseJson(await SubmitterIdAsync(server), expected($"\"url\":\"{urls[0]}\"", $"\"url\":\"{urls[1]}\"")));
        urls.ShouldAllBe(url => url.StartsWith(server.Address.ToString(), StringComparison.Ordinal));
        (await server.Client.GetByteArrayAsync(urls[0])).ShouldBe(Convert.FromBase64String("iVBORw0KGgo="));
        (await server.Client.GetByteArrayAsync(urls[1])).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CaseDetail_AttachmentsNotAskedFor_HasTheirMetadataOnly(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        await AddCommentAsync(server);

        var found = JsonNode.Parse((await server.GetAsync($"{Detail}&documentFormat=url")).Body)!["caseDetail"]!.AsObject();

        found.ContainsKey("attachments").ShouldBeFalse();
        found.ContainsKey("calendarEvents").ShouldBeFalse();
        var files = found["comments"]![0]!["attachments"]!.AsArray().Select(file => file!.AsObject()).ToList();
        files.Select(file => file["fileName"]!.GetValue<string>()).ShouldBe(["Screenshot_01.png", "empty.txt"]);
        files.ShouldAllBe(file => !file.ContainsKey("content") && !file.ContainsKey("url"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cases_SeveralWithComments_EachHasItsOwn(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var cases = new[] { StoredCases.Create(1), StoredCases.Create(4), StoredCases.Create(7) };
        await StoredCases.AddAsync(server, cases);
        await CommentAsync(server, cases[0].Id, CommentBodies.WithFiles(("a.txt", "YQ=="), ("b.txt", "YmI=")));
        await CommentAsync(server, cases[2].Id, CommentBodies.WithFiles(("c.txt", "Y2Nj")));

        var inline = await CasesAsync(server, "base64");
        var linked = await CasesAsync(server, "url");

        inline.ShouldAllBe(found => found["attachments"]!.AsArray().Count == 0);
        inline.Select(found => string.Join(' ', FilesOf(found).Select(file => file["content"]))).ShouldBe(["YQ== YmI=", "", "Y2Nj"]);
        (await Task.WhenAll(linked.SelectMany(UrlsOf).Select(url => server.Client.GetStringAsync(url)))).ShouldBe(["a", "bb", "ccc"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CaseDetail_OfAnotherOrganization_ShowsNoComment(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await AddCommentAsync(server);

        var answer = await server.GetAsync($"{Detail}&includeAttachments=true", RunningServer.SouthKey);

        answer.Body.ShouldBe("""{"status":404,"success":false,"message":"Invalid request","error":"No Case found for provided details!"}""");
        var ownCase = await server.GetAsync($"/api/v1/customer-case-detail?caseId={RunningServer.SouthCase}", RunningServer.SouthKey);
        JsonNode.Parse(ownCase.Body)!["caseDetail"]!["comments"]!.AsArray().ShouldBeEmpty();
    }

    /// <summary>Adds document 003's comment with a second file, empty and without flags, and gives its JSON for what stands for each content.</summary>
    private static async Task<Func<string, string, string>> AddCommentAsync(RunningServer server)
    {
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "UPDATE cases SET created_at = @at, updated_at = @at WHERE organization_id = 'north'", new { at = Now }, write.Transaction),
            default);
        var first = JsonNode.Parse(CommentBodies.Document003)!["communication"]!["attachments"]![0]!.ToJsonString();
        var id = await CommentAsync(
            server, RunningServer.NorthCase, CommentBodies.With(("attachments", $$"""[{{first}},{"fileName":"empty.txt","content":""}]""")));
        var author = await PersonAsync(server, "support_user@carevalidate.com");
        var files = await server.Database.ReadAsync(
            async connection => (await connection.QueryAsync<string>(
                "SELECT id FROM comment_attachments WHERE organization_id = 'north' ORDER BY position")).AsList(),
            default);
        var person = $$"""{"id":"{{author}}","firstName":"John","lastName":"Doe"}""";
        return (content, emptyContent) =>
            $$"""
            {"id":"{{id}}","text":"Comment text","isRestricted":false,"forms":[],"createdAt":"2026-03-01T12:00:00.000Z","author":{{person}},"attachments":[
            {"id":"{{files[0]}}","isRestricted":false,"isPHI":false,"fileName":"Screenshot_01.png","contentType":"image/png","size":8,"isDeleted":false,"createdAt":"2026-03-01T12:00:00.000Z","uploadedBy":{{person}},{{content}}},
            {"id":"{{files[1]}}","isRestricted":false,"isPHI":true,"fileName":"empty.txt","contentType":"text/plain","size":0,"isDeleted":false,"createdAt":"2026-03-01T12:00:00.000Z","uploadedBy":{{person}},{{emptyContent}}}]}
            """.ReplaceLineEndings("");
    }

    private static string CaseJson(string submitterId, string comment) =>
        $$$"""
        {"status":200,"success":true,"caseDetail":{"id":"{{{RunningServer.NorthCase}}}","type":"GENERAL","title":"A case","status":"OPEN","shortId":"S-1",
        "createdAt":"2026-03-01T12:00:00Z","updatedAt":"2026-03-01T12:00:00Z","assignedAt":null,"inProgressAt":null,"closedAt":null,
        "isArchived":false,"isEscalated":false,"isImported":false,"assignedTo":null,"assignedBy":null,"hrRep":null,"assignees":[],
        "submitter":{"id":"{{{submitterId}}}","firstName":"Sam","lastName":"Submitter","email":"submitter@example.com","phoneNumber":null},
        "attachments":[],"comments":[{{{comment}}}],"calendarEvents":[]}}
        """.ReplaceLineEndings("");

    private static async Task<string> CommentAsync(RunningServer server, string caseId, string json)
    {
        var answer = await server.PostAsync(caseId, json);
        answer.Status.ShouldBe(200, answer.Body);
        return CommentBodies.IdOf(answer.Body);
    }

    private static Task<string> SubmitterIdAsync(RunningServer server) => PersonAsync(server, RunningServer.NorthSubmitter);

    private static Task<string> PersonAsync(RunningServer server, string email) =>
        server.Database.ReadAsync(
            connection => connection.QuerySingleAsync<string>("SELECT id FROM users WHERE organization_id = 'north' AND email = @email", new { email }), default);

    private static async Task<List<JsonNode>> CasesAsync(RunningServer server, string documentFormat)
    {
        var answer = await server.GetAsync($"/api/v1/cases?{StoredCases.Range}&includeAttachments=true&documentFormat={documentFormat}");
        answer.Status.ShouldBe(200, answer.Body);
        return [.. JsonNode.Parse(answer.Body)!["cases"]!.AsArray().Select(found => found!)];
    }

    private static List<string> UrlsOf(JsonNode found) => [.. FilesOf(found).Select(file => file["url"]!.GetValue<string>())];

    private static IEnumerable<JsonNode> FilesOf(JsonNode found) =>
        found["comments"]!.AsArray().SelectMany(comment => comment!["attachments"]!.AsArray()).Select(file => file!);
}
