using Dapper;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.CalendarEvents;

/// <summary>Document 000, answer by answer, and the rulings on it.</summary>
public sealed class CreateCalendarEventTests(Servers servers) : IClassFixture<Servers>
{
    private const string Unknown = "00000000-0000-4000-8000-000000000000";

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_Success_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Document000);

        var id = Bodies.EventIdOf(answer.Body);
        answer.Status.ShouldBe(200);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe(
            $$$"""{"status":200,"success":true,"message":"Case calendar event created successfully","data":{"success":true,"calendarEventId":"{{{id}}}"}}""");
        Guid.ParseExact(id, "D").Version.ShouldBe(4);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_Success_KeepsEveryFieldAndUtc(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var body = Bodies.CreateWith("calendar.startTime", "\"2025-12-31T09:00:00.5-05:00\"");

        var id = await server.CreateAsync(json: body);

        var row = await server.Database.ReadAsync(
            async connection => (IDictionary<string, object>)await connection.QuerySingleAsync(
                "SELECT * FROM calendar_events WHERE organization_id = 'north' AND id = @id", new { id }),
            default);
        row["case_id"].ShouldBe(RunningServer.NorthCase);
        row["title"].ShouldBe("Quarterly Planning Meeting");
        row["description"].ShouldBe("Review priorities and align on next-quarter goals.");
        row["agent_name"].ShouldBe("custom");
        row["start_at"].ShouldBe(1767189600500L);
        row["end_at"].ShouldBe(1767193200000L);
        row["time_zone"].ShouldBe("America/New_York");
        row["meeting_link"].ShouldBe("https://example.com/meet/123");
        row["location"].ShouldBe("gotomeeting_conference");
        row["provider_email"].ShouldBe("provider@example.com");
        row["provider_name"].ShouldBe("Dr. Smith");
        row["status"].ShouldBe("CONFIRMED");
        Convert.ToBoolean(row["is_deleted"], null).ShouldBeFalse();
        row["created_at"].ShouldBe(row["updated_at"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_InvalidAction_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, """{"action":"CREATE_EVENT","calendar":{}}""");

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Invalid action"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_MissingFields_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.CreateWith("calendar.meetingLink", null));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request parameters","error":"calendar.meetingLink, Invalid input: expected string, received undefined"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_Unauthorized_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        foreach (var key in new[] { null, "", "wrong", RunningServer.NorthKey + "x", new string('k', 5000) })
        {
            var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Document000, key);

            answer.Status.ShouldBe(401);
            answer.Body.ShouldBe("""{"status":401,"success":false,"message":"Invalid or missing API key"}""");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_NotFound_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        // Absent, no UUID, and another organisation's: nothing tells them apart.
        foreach (var caseId in new[] { Unknown, "not-a-uuid", "%20", RunningServer.SouthCase })
        {
            var answer = await server.PostAsync(caseId, Bodies.Document000);

            answer.Status.ShouldBe(404);
            answer.Body.ShouldBe(
                """{"status":404,"success":false,"message":"Invalid request","error":"No Case found for provided details!"}""");
        }

        (await server.CountEventsAsync("south")).ShouldBe(0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_UnprocessableEntity_IsTheDocumentedJson(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        foreach (var (start, end) in new[]
        {
            ("2030-01-01T10:00:00Z", "2030-01-01T10:00:00Z"),
            ("2030-01-01T10:00:00Z", "2030-01-01T09:00:00Z"),
            ("2030-01-01T10:00:00-05:00", "2030-01-01T14:59:59Z"),
            ("2030-01-01T10:00:00.0001Z", "2030-01-01T10:00:00.0009Z"),
        })
        {
            var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(start, end));

            answer.Status.ShouldBe(422);
            answer.Body.ShouldBe("""{"status":422,"success":false,"message":"Time validation failed"}""");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Document000_InternalServerError_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync("DROP TABLE calendar_events", transaction: write.Transaction), default);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Document000);

        answer.Status.ShouldBe(500);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe("""{"status":500,"success":false,"message":"Internal error"}""");
    }

    [Theory]
    [InlineData("calendar", null, "calendar, Invalid input: expected object, received undefined")]
    [InlineData("calendar", "[]", "calendar, Invalid input: expected object, received array")]
    [InlineData("calendar", "null", "calendar, Invalid input: expected object, received null")]
    [InlineData("calendar.title", "5", "calendar.title, Invalid input: expected string, received number")]
    [InlineData("calendar.title", "null", "calendar.title, Invalid input: expected string, received null")]
    [InlineData("calendar.title", "true", "calendar.title, Invalid input: expected string, received boolean")]
    [InlineData("calendar.title", "{}", "calendar.title, Invalid input: expected string, received object")]
    [InlineData("calendar.title", "[]", "calendar.title, Invalid input: expected string, received array")]
    [InlineData("calendar.title", "\"\"", "calendar.title, Too small: expected string to have >=1 characters")]
    [InlineData("calendar.agentName", "\"other\"", "calendar.agentName, Invalid input: expected \\\"custom\\\"")]
    [InlineData("calendar.description", "7", "calendar.description, Invalid input: expected string, received number")]
    [InlineData("calendar.startTime", "\"2025-02-30T10:00:00Z\"", "calendar.startTime, Invalid ISO datetime")]
    [InlineData("calendar.startTime", "\"2025-02-03T10:00:00\"", "calendar.startTime, Invalid ISO datetime")]
    [InlineData("calendar.endTime", "\"tomorrow\"", "calendar.endTime, Invalid ISO datetime")]
    [InlineData("calendar.timeZone", "\"Mars/Olympus\"", "calendar.timeZone, Invalid IANA time zone")]
    [InlineData("calendar.timeZone", "\"UTC+03\"", "calendar.timeZone, Invalid IANA time zone")]
    [InlineData("calendar.meetingLink", "\"javascript:alert(1)\"", "calendar.meetingLink, Invalid URL")]
    [InlineData("calendar.meetingLink", "\"/meet/1\"", "calendar.meetingLink, Invalid URL")]
    [InlineData(
        "calendar.location", "\"room 5\"",
        "calendar.location, Invalid option: expected one of \\\"google_conference\\\"|\\\"zoom_conference\\\"|\\\"gotomeeting_conference\\\"|\\\"microsoft_teams_conference\\\"|\\\"webex_conference\\\"")]
    [InlineData("calendar.provider", "null", "calendar.provider, Invalid input: expected object, received null")]
    [InlineData("calendar.provider", "{}", "calendar.provider.email, Invalid input: expected string, received undefined; calendar.provider.name, Invalid input: expected string, received undefined")]
    [InlineData("calendar.provider.email", "\"nobody\"", "calendar.provider.email, Invalid email address")]
    [InlineData("calendar.provider.name", "\"\"", "calendar.provider.name, Too small: expected string to have >=1 characters")]
    [InlineData("calendar.title", "\"a\\u0000b\"", "calendar.title, Invalid input: expected string without U+0000 and unpaired surrogates")]
    [InlineData("calendar.title", "\"a\\ud800b\"", "calendar.title, Invalid input: expected string without U+0000 and unpaired surrogates")]
    public async Task Create_WrongField_NamesItByItsPath(string path, string? json, string error)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.CreateWith(path, json));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request parameters","error":"{{error}}"}""");
    }

    [Fact]
    public async Task Create_SeveralWrongFields_JoinsThemInDocumentedOrder()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(
            RunningServer.NorthCase,
            """
            {"calendar":{"provider":{"name":1,"email":"x"},"location":"zoom_conference","meetingLink":"ftp://x.example/","timeZone":"Asia/Calcutta",
            "startTime":"2025-01-01T00:00:00Z","endTime":null,"agentName":"Custom","title":""},"action":"CREATE_CALENDAR_EVENT"}
            """);

        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request parameters","error":"calendar.title, Too small: expected string to have >=1 characters; """
            + """calendar.agentName, Invalid input: expected \"custom\"; calendar.endTime, Invalid input: expected string, received null; """
            + """calendar.meetingLink, Invalid URL; calendar.provider.email, Invalid email address; """
            + """calendar.provider.name, Invalid input: expected string, received number"}""");
    }

    [Theory]
    [InlineData("calendar.location", "\"google_conference\"")]
    [InlineData("calendar.location", "\"zoom_conference\"")]
    [InlineData("calendar.location", "\"microsoft_teams_conference\"")]
    [InlineData("calendar.location", "\"webex_conference\"")]
    [InlineData("calendar.timeZone", "\"Asia/Calcutta\"")]
    [InlineData("calendar.timeZone", "\"Etc/UTC\"")]
    [InlineData("calendar.meetingLink", "\"http://münchen.example/é?q=1#f\"")]
    [InlineData("calendar.description", null)]
    [InlineData("calendar.description", "\"\"")]
    [InlineData("calendar.provider", null)]
    [InlineData("calendar.unknown", "{\"vendor\":[1,2,{}]}")]
    [InlineData("calendar.startTime", "\"0001-01-01T00:00:00Z\"")]
    [InlineData("calendar.endTime", "\"9999-12-31T23:59:59.999Z\"")]
    [InlineData("calendar.title", "\"Ærø \\ud83d\\ude00 '; DROP TABLE cases; --\"")]
    public async Task Create_UnusualButValid_IsAccepted(string path, string? json)
    {
        foreach (var engine in Enum.GetValues<DatabaseEngine>())
        {
            var server = await servers.OfAsync(engine);

            var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.CreateWith(path, json));

            answer.Status.ShouldBe(200, answer.Body);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_ManyThingsWrong_AnswersInTheOrderOfChecks(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var late = Bodies.Create("2030-01-02T00:00:00Z", "2030-01-01T00:00:00Z");

        (await server.PostAsync(Unknown, "{", key: "wrong")).Status.ShouldBe(401);
        (await server.PostAsync(Unknown, "{")).Body.ShouldContain("Request body is not valid JSON");
        (await server.PostAsync(Unknown, """{"action":"NO"}""")).Body.ShouldContain("Invalid action");
        (await server.PostAsync(Unknown, """{"action":"CREATE_CALENDAR_EVENT"}""")).Body.ShouldContain("calendar, Invalid input");
        (await server.PostAsync(Unknown, late)).Status.ShouldBe(404);
        (await server.PostAsync("not-a-uuid", late)).Status.ShouldBe(404);
        (await server.PostAsync(RunningServer.NorthCase, late)).Status.ShouldBe(422);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Create_UpperCaseCaseId_IsTheSameCase(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);

        await server.CreateAsync(RunningServer.NorthCase.ToUpperInvariant());
    }
}
