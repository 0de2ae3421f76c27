using System.Globalization;
using System.Text;

namespace Portal.ApiClient.Tests.Care360;

/// <summary>Every complete answer has exactly one meaning. Columns: what is sent back, what it is taken for.</summary>
public sealed class AnswerClassificationTests
{
    private const string Created =
        """{"status":200,"success":true,"message":"Case calendar event created successfully","data":{"success":true,"calendarEventId":"123e4567-e89b-12d3-a456-426614174000"}}""";

    private const string Cancelled = """{"status":200,"success":true,"message":"Calendar event cancelled successfully","data":{"success":true}}""";

    public static TheoryData<string, string, string> CreateAnswers => new()
    {
        { "200", Created, "Accepted" },
        { "200", " \r\n" + Created + "\n", "Accepted" },
        { "200", Created.Replace("\"data\"", "\"new\":{\"a\":[1]},\"data\"", StringComparison.Ordinal), "Accepted" },
        { "201", Created.Replace("\"status\":200", "\"status\":201", StringComparison.Ordinal), "Accepted" },
        { "200", "", "Unknown" },
        { "200", "null", "Unknown" },
        { "200", "[]", "Unknown" },
        { "200", "{}", "Unknown" },
        { "200", "<!DOCTYPE html><html><body>Welcome</body></html>", "Unknown" },
        { "200", "\ufeff" + Created, "Unknown" },
        { "200", Created + Created, "Unknown" },
        { "200", Created[..^1], "Unknown" },
        { "200", Cancelled, "Unknown" },
        { "200", Created.Replace("\"success\":true,\"message\"", "\"success\":false,\"message\"", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("\"success\":true,\"cal", "\"success\":false,\"cal", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("true", "\"true\"", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("\"status\":200", "\"status\":500", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("\"status\":200,", "", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("\"status\":200", "\"status\":200,\"status\":200", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("\"data\":{", "\"data\":{\"success\":true,", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("123e4567-e89b-12d3-a456-426614174000", "", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("123e4567-e89b-12d3-a456-426614174000", "7", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("\"123e4567-e89b-12d3-a456-426614174000\"", "null", StringComparison.Ordinal), "Unknown" },
        { "200", Created.Replace("123e4567-e89b-12d3-a456-426614174000", "\\ud800", StringComparison.Ordinal), "Unknown" },
        { "200", """{"status":200,"success":true,"message":"x"}""", "Unknown" },
        { "200", """{"status":200,"success":true,"message":"x","data":null}""", "Unknown" },
        { "200", Refusal(400), "Unknown" },
        { "202", Created, "Unknown" },
        { "204", "", "Unknown" },
        { "301", Created, "Unknown" },
        { "302", "", "Unknown" },
        { "304", "", "Unknown" },
        { "307", Refusal(307), "Unknown" },
        { "400", Refusal(400), "Refused" },
        { "401", Refusal(401), "Refused" },
        { "403", Refusal(403), "Refused" },
        { "404", Refusal(404), "Refused" },
        { "413", Refusal(413), "Refused" },
        { "422", """{"status":422,"success":false,"message":"Time validation failed"}""", "Refused" },
        { "400", "", "Unknown" },
        { "400", "<html>Bad Request</html>", "Unknown" },
        { "401", """{"error":"unauthorized"}""", "Unknown" },
        { "403", "<html>Forbidden by policy</html>", "Unknown" },
        { "404", """{"status":404,"message":"m"}""", "Unknown" },
        { "404", Refusal(400), "Unknown" },
        { "400", Created.Replace("200", "400", StringComparison.Ordinal), "Unknown" },
        { "400", """{"status":400,"success":true,"message":"m"}""", "Unknown" },
        { "400", """{"status":400,"success":false,"success":false,"message":"m"}""", "Unknown" },
        { "413", "<html>Request Entity Too Large</html>", "Unknown" },
        { "402", Refusal(402), "Unknown" },
        { "405", Refusal(405), "Unknown" },
        { "408", Refusal(408), "Unknown" },
        { "409", Refusal(409), "Unknown" },
        { "410", Refusal(410), "Unknown" },
        { "451", Refusal(451), "Unknown" },
        { "500", """{"status":500,"success":false,"message":"Internal error"}""", "Unknown" },
        { "502", "<html>Bad Gateway</html>", "Unknown" },
        { "503", Refusal(503), "Unknown" },
        { "504", "", "Unknown" },
        { "599", Created, "Unknown" },
        { "429", """{"status":429,"success":false,"message":"Rate limit exceeded"}""", "Throttled" },
        { "429", "<html>slow down</html>", "Throttled" },
        { "429", "", "Throttled" },
    };

    public static TheoryData<string?, double?> RetryAfters => new()
    {
        { null, null },
        { "0", 0 },
        { "7", 7 },
        { "86400", 86400 },
        { "Tue, 10 Mar 2026 12:00:30 GMT", 30 },
        { "Tue, 10 Mar 2026 11:00:00 GMT", 0 },
        { "-5", null },
        { "soon", null },
        { "7.5", null },
        { "99999999999999999999", null },
        { "", null },
    };

    [Theory, MemberData(nameof(CreateAnswers))]
    public async Task Create_Answer_HasOneMeaning(string status, string body, string expected)
    {
        await using var server = new RawServer(connection => AnswerAsync(connection, status, "", body));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.CreateAsync();

        outcome.GetType().Name.ShouldBe(expected);
        outcome.ToString().ShouldNotContain(server.Port.ToString(CultureInfo.InvariantCulture));
        outcome.ToString().ShouldNotContain("canary");
        server.Requests.Count.ShouldBe(1);
        server.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData("200", Cancelled, "Accepted")]
    [InlineData("200", """{"status":200,"success":true,"message":"m","data":{"success":false}}""", "Unknown")]
    [InlineData("200", """{"status":200,"success":true,"message":"m","data":{}}""", "Unknown")]
    [InlineData("400", """{"status":400,"success":false,"message":"Invalid request","error":"Calendar event has already been cancelled"}""", "Refused")]
    [InlineData("500", """{"status":500,"success":false,"message":"Internal error"}""", "Unknown")]
    public async Task Cancel_Answer_HasOneMeaning(string status, string body, string expected)
    {
        await using var server = new RawServer(connection => AnswerAsync(connection, status, "", body));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        (await client.CancelAsync()).GetType().Name.ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"status":200,"success":true,"message":"m","data":[]}""", "Accepted")]
    [InlineData("""{"status":200,"success":true,"message":"m","data":[null]}""", "Unknown")]
    [InlineData("""{"status":200,"success":true,"message":"m","data":[{"id":"x"}]}""", "Unknown")]
    [InlineData("""{"status":200,"success":true,"message":"m","data":{}}""", "Unknown")]
    public async Task List_Answer_HasOneMeaning(string body, string expected)
    {
        await using var server = new RawServer(connection => AnswerAsync(connection, "200", "", body));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.Api.ListAppointmentsAsync("north", new(2026, 3, 1), new(2026, 3, 31), default);

        outcome.GetType().Name.ShouldBe(expected);
        server.Requests.Single().ShouldStartWith("GET /api/v1/calendar/appointments?start_date=2026-03-01&end_date=2026-03-31 HTTP/1.1\r\n");
    }

    [Theory]
    [InlineData("ListCases", """{"pageInfo":{"cursor":{"start":null,"end":null},"hasNextPage":false,"hasPreviousPage":false},"cases":[]}""", "Accepted")]
    [InlineData("ListCases", """{"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"data":[{"id":"a"}]}""", "Accepted")]
    [InlineData("ListCases", """{"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"items":[{"id":"a"}]}""", "Accepted")]
    [InlineData("ListCases", """{"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"results":[{"id":"a"}]}""", "Accepted")]
    [InlineData("ListCases", """{"success":false,"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"cases":[]}""", "Unknown")]
    [InlineData("ListCases", """{"status":500,"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"cases":[]}""", "Unknown")]
    [InlineData("ListCases", """{"status":"200","pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"cases":[]}""", "Unknown")]
    [InlineData("ListCases", """{"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"cases":[null]}""", "Unknown")]
    [InlineData("ListCases", """{"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"cases":[{}]}""", "Unknown")]
    [InlineData("ListCases", """{"pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":false,"hasPreviousPage":false},"cases":{}}""", "Unknown")]
    [InlineData("ListCases", """{"pageInfo":null,"cases":[]}""", "Unknown")]
    [InlineData("ListCases", """{"cases":[]}""", "Unknown")]
    [InlineData("ListUsers", """{"success":true,"status":200,"meta":{"hasMore":false,"cursor":null},"data":[]}""", "Accepted")]
    [InlineData("ListUsers", """{"success":false,"meta":{"hasMore":false,"cursor":null},"data":[]}""", "Unknown")]
    [InlineData("ListUsers", """{"meta":{"hasMore":false,"cursor":null},"data":[null]}""", "Unknown")]
    [InlineData("ListUsers", """{"meta":{"hasMore":false,"cursor":null},"data":[{"email":"\ud800"}]}""", "Unknown")]
    [InlineData("ListUsers", """{"data":[]}""", "Unknown")]
    [InlineData("GetCase by id", """{"status":200,"success":true,"caseDetail":{"id":"00000000-0000-4000-8000-000000000000"}}""", "Unknown")]
    [InlineData("GetCase by id", """{"status":200,"success":true,"caseDetail":null}""", "Unknown")]
    [InlineData("GetCase by e-mail", """{"status":200,"success":true,"message":"m","data":{"id":"a"}}""", "Unknown")]
    [InlineData("ListSlots", """{"status":200,"success":true,"message":"m","data":[{"providerName":"P","providerEmail":"p","eventTypeId":"e","slots":[null]}]}""", "Unknown")]
    [InlineData("ListEventTypes", """{"status":200,"success":true,"message":"m","data":[{"providerName":"P"}]}""", "Unknown")]
    [InlineData("ScheduleAppointment", """{"status":200,"success":true}""", "Unknown")]
    [InlineData("ScheduleAppointment", """{"status":200,"success":true,"message":"Meeting scheduled successfully","data":{"new":1}}""", "Accepted")]
    [InlineData("AddComment", """{"status":200,"success":true,"message":"m","data":{"commentId":"","createdAt":"c"}}""", "Unknown")]
    public async Task Answer_OfEachShape_HasOneMeaning(string operation, string body, string expected)
    {
        await using var server = new RawServer(connection => AnswerAsync(connection, "200", "", body));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        (await Operations.All.Single(o => o.Name == operation).CallAsync(client, default)).Kind.ShouldBe(expected);
    }

    [Fact]
    public async Task GetCase_HostileEMail_StaysInsideItsParameter()
    {
        const string Hostile = "a&caseId=x#f?%26/../\r\nX-Y: z é+\ud83d\ude00@example.com";
        await using var server = new RawServer(connection => AnswerAsync(connection, "404", "", Refusal(404)));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        await client.Api.GetCaseAsync("north", Hostile, ApiContract.Care360.Cases.CaseParts.None, default);

        var target = server.Requests.Single().Split("\r\n")[0].Split(' ');
        target.Length.ShouldBe(3);
        var query = target[1].Split('?');
        query[0].ShouldBe("/api/v1/customer-case-detail");
        query.Length.ShouldBe(2);
        query[1].ShouldNotContain("&");
        Uri.UnescapeDataString(query[1]["email=".Length..]).ShouldBe(Hostile);
    }

    [Theory, MemberData(nameof(RetryAfters))]
    public async Task Create_RetryAfter_IsTheWaitOrNone(string? header, double? seconds)
    {
        var headers = header is null ? "" : $"Retry-After: {header}\r\n";
        await using var server = new RawServer(connection => AnswerAsync(connection, "429", headers, ""));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var outcome = await client.CreateAsync();

        outcome.ShouldBeOfType<ApiOutcome<ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>.Throttled>().RetryAfter?.TotalSeconds.ShouldBe(seconds!.Value);
        if (seconds is null)
        {
            ((ApiOutcome<ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>.Throttled)outcome).RetryAfter.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Create_Refused_HasTheContractsTexts()
    {
        await using var server = new RawServer(connection => AnswerAsync(connection, "400", "", Refusal(400)));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        var refused = (await client.CreateAsync()).ShouldBeOfType<ApiOutcome<ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>.Refused>();

        refused.ShouldBe(new ApiOutcome<ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>.Refused(400, "Invalid request", "Why"));
        refused.Reason.ShouldBe("Why");
    }

    [Fact]
    public async Task Create_Request_IsTheDocumentedOne()
    {
        await using var server = new RawServer(connection => AnswerAsync(connection, "200", "", Created));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}/base/");

        await client.CreateAsync();

        var lines = server.Requests.Single().Split("\r\n");
        lines[0].ShouldBe("POST /base/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890 HTTP/1.1");
        lines.ShouldContain($"cv-api-key: {TestClient.Key}");
        lines.ShouldContain("Idempotency-Key: idem-1");
        lines.ShouldContain("Content-Type: application/json; charset=utf-8");
        lines[^1].ShouldStartWith("{\"action\":\"CREATE_CALENDAR_EVENT\",\"calendar\":{\"title\":\"canary-title-93aa\",\"agentName\":\"custom\"");
        lines.ShouldNotContain(line => line.StartsWith("Cookie", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Expect", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Document002_Request_IsTheDocumentedJson()
    {
        var appointment = new ApiContract.Care360.Appointments.ScheduleAppointmentRequest
        {
            EventTypeId = "e",
            StartTime = "2026-03-11T14:00:00Z",
            Email = "a@example.com",
            FirstName = "A",
            LastName = "B",
            TimeZone = "America/New_York",
            Location = "zoom_conference",
            Tracking = new ApiContract.Care360.Appointments.AppointmentTracking { SalesforceUuid = "s" },
        };
        await using var server = new RawServer(connection => AnswerAsync(connection, "400", "", Refusal(400)));
        using var client = new TestClient($"http://127.0.0.1:{server.Port}");

        await client.Api.ScheduleAppointmentAsync("north", appointment, "k", default);

        server.Requests.Single().Split("\r\n")[^1].ShouldBe(
            """
            {"eventTypeId":"e","startTime":"2026-03-11T14:00:00Z","email":"a@example.com","firstName":"A","lastName":"B",
            "timezone":"America/New_York","location":"zoom_conference",
            "tracking":{"utmCampaign":null,"utmSource":null,"utmMedium":null,"utmContent":null,"utmTerm":null,"salesforceUuid":"s"}}
            """.ReplaceLineEndings(""));
    }

    private static string Refusal(int status) => $$"""{"status":{{status}},"success":false,"message":"Invalid request","error":"Why"}""";

    private static async Task AnswerAsync(RawConnection connection, string status, string headers, string body)
    {
        await connection.ReadRequestAsync();
        var hasBody = status is not ("204" or "304");
        var length = hasBody ? $"Content-Length: {Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)}\r\n" : "";
        var location = status[0] == '3' ? "Location: /elsewhere\r\n" : "";
        await connection.SendAsync($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\n{location}{headers}{length}\r\n{(hasBody ? body : "")}");
        await connection.HangAsync();
    }
}
