using System.Text.Json;
using Dapper;
using Portal.ApiServer.People;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Cases;

/// <summary><c>GET /api/v1/customer-case-detail</c>, companion 1.6.</summary>
public sealed class CaseDetailTests(Servers servers) : IClassFixture<Servers>
{
    private const string NotFound = """{"status":404,"success":false,"message":"Invalid request","error":"No Case found for provided details!"}""";

    [Theory, ClassData(typeof(Engines))]
    public async Task Companion16_Case_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var added = StoredCases.Create(1, "IN_PROGRESS") with
        {
            Type = "ORTHOPEDICS",
            AssignedTo = Staff("maya@example.com", "Dr. Maya", "Okafor"),
            AssignedBy = Staff("daniel@example.com", "Daniel", "Reyes"),
            HrRep = Staff("hana@example.com", "Hana", "Rep"),
            Assignees = [Staff("zoe@example.com", "Zoe", "Last"), Staff("daniel@example.com", "Daniel", "Reyes")],
        };
        await StoredCases.AddAsync(server, [added]);
        var eventId = await server.CreateAsync(added.Id);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "UPDATE calendar_events SET created_at = @at, updated_at = @at", new { at = StoredCases.Start }, write.Transaction),
            default);

        var answer = await server.GetAsync($"/api/v1/customer-case-detail?caseId={added.Id.ToUpperInvariant()}&includeCalendarEvents=true");

        var ids = await IdsAsync(server);
        answer.ShouldBe(new WireAnswer(
            200,
            $$$$"""
            {"status":200,"success":true,"caseDetail":{"id":"{{{{added.Id}}}}","type":"ORTHOPEDICS","title":"Case 1","status":"IN_PROGRESS","shortId":"T-1",
            "createdAt":"2024-05-01T09:00:00Z","updatedAt":"2024-05-01T09:00:00Z","assignedAt":"2024-05-01T09:00:00Z","inProgressAt":"2024-05-01T09:00:00Z","closedAt":null,
            "isArchived":false,"isEscalated":false,"isImported":false,
            "assignedTo":{"id":"{{{{ids["maya@example.com"]}}}}","firstName":"Dr. Maya","lastName":"Okafor"},
            "assignedBy":{"id":"{{{{ids["daniel@example.com"]}}}}","firstName":"Daniel","lastName":"Reyes"},
            "hrRep":{"id":"{{{{ids["hana@example.com"]}}}}","firstName":"Hana","lastName":"Rep"},
            "assignees":[{"assignee":{"id":"{{{{ids["daniel@example.com"]}}}}","firstName":"Daniel","lastName":"Reyes"}},{"assignee":{"id":"{{{{ids["zoe@example.com"]}}}}","firstName":"Zoe","lastName":"Last"}}],
            "submitter":{"id":"{{{{ids["pat@example.com"]}}}}","firstName":"Pat","lastName":"Patient","email":"pat@example.com","phoneNumber":null},
            "comments":[],
            "calendarEvents":[{"id":"{{{{eventId}}}}","title":"Quarterly Planning Meeting","topic":"Quarterly Planning Meeting","description":"Review priorities and align on next-quarter goals.","color":"#2563EB",
            "createdAt":"2024-05-01T09:00:00Z","updatedAt":"2024-05-01T09:00:00Z","isDeleted":false,"status":null,
            "startDateTime":"2999-12-31T14:00:00Z","endDateTime":"2999-12-31T15:00:00Z","timezone":"America/New_York","meetingLink":"https://example.com/meet/123","cancelURL":null,"rescheduleURL":null,"meetingNotes":[],"meetingProvider":"gotomeeting_conference","providerName":"Dr. Smith","providerEmail":"provider@example.com","tracking":null}]}}
            """.ReplaceLineEndings(""),
            "application/json; charset=utf-8",
            null));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Case_OfNobodyInParticular_HasNulls(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "UPDATE cases SET submitter_name = 'Dr. Ann Lee, PhD', submitter_email = 'nobody@example.com', type = 'X' WHERE id = @id",
                new { id = RunningServer.NorthCase },
                write.Transaction),
            default);

        var answer = await server.GetAsync($"/api/v1/customer-case-detail?caseId={RunningServer.NorthCase}&includeAttachments=true");

        answer.Body.ShouldContain(
            """
            "assignedTo":null,"assignedBy":null,"hrRep":null,"assignees":[],"submitter":{"id":null,"firstName":"Dr. Ann","lastName":"Lee","email":"nobody@example.com","phoneNumber":null},"attachments":[],"comments":[]}}
            """.Trim());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Email_OfSeveralCases_IsTheNewest(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var older = StoredCases.Create(3);
        var newer = StoredCases.Create(6);
        await StoredCases.AddAsync(server, [newer, older]);

        (await IdAsync(server, "email=PAT%40example.com")).ShouldBe(newer.Id);
        (await IdAsync(server, $"email=pat%40example.com&caseId={older.Id}")).ShouldBe(older.Id);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Case_AbsentForeignOrOfAnotherSubmitter_Is404(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        string[] queries =
        [
            $"caseId={RunningServer.SouthCase}", "caseId=00000000-0000-4000-8000-000000000000", "caseId=nonsense", "caseId=",
            "email=nobody%40example.com", $"caseId={RunningServer.NorthCase}&email=nobody%40example.com",
            $"caseId={RunningServer.SouthCase}&email={RunningServer.NorthSubmitter}",
        ];
        foreach (var query in queries)
        {
            var answer = await server.GetAsync($"/api/v1/customer-case-detail?{query}");

            answer.ShouldBe(new WireAnswer(404, NotFound, "application/json; charset=utf-8", null), query);
        }
    }

    [Theory]
    [InlineData("", "caseId, Invalid input: expected string, received undefined")]
    [InlineData("email=x", "email, Invalid email address")]
    [InlineData("email=", "email, Invalid email address")]
    [InlineData("caseId=a&caseId=b", "caseId, Invalid input: expected string, received array")]
    [InlineData("caseId=a&includeAttachments=TRUE", "includeAttachments, Invalid option: expected one of \"true\"|\"false\"")]
    [InlineData("caseId=a&documentFormat=x", "documentFormat, Invalid option: expected one of \"base64\"|\"url\"")]
    [InlineData("caseId=a&includeOrders=x&includeCaseProducts=y&includeCalendarEvents=z", "includeOrders, Invalid option: expected one of \"true\"|\"false\"; includeCaseProducts, Invalid option: expected one of \"true\"|\"false\"; includeCalendarEvents, Invalid option: expected one of \"true\"|\"false\"")]
    public async Task Query_Wrong_Is400WithEachError(string query, string error)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync($"/api/v1/customer-case-detail?{query}");

        answer.Status.ShouldBe(400);
        using var document = JsonDocument.Parse(answer.Body);
        document.RootElement.GetProperty("message").GetString().ShouldBe("Invalid request");
        document.RootElement.GetProperty("error").GetString().ShouldBe(error);
    }

    [Fact]
    public async Task Key_Missing_Is401BeforeTheQuery()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync("/api/v1/customer-case-detail", key: null);

        answer.Body.ShouldBe("""{"status":401,"success":false,"message":"Invalid or missing API key"}""");
    }

    private static NewUser Staff(string email, string firstName, string lastName) => new(email, firstName, lastName, UserRoles.Staff);

    private static async Task<string?> IdAsync(RunningServer server, string query)
    {
        var answer = await server.GetAsync($"/api/v1/customer-case-detail?{query}");
        answer.Status.ShouldBe(200, answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("caseDetail").GetProperty("id").GetString();
    }

    private static async Task<Dictionary<string, string>> IdsAsync(RunningServer server) =>
        (await server.Database.ReadAsync(
            connection => connection.QueryAsync<(string Email, string Id)>("SELECT email, id FROM users WHERE organization_id = 'north'"), default))
            .ToDictionary(user => user.Email, user => user.Id);
}
