using System.Net.Http.Headers;
using Portal.ApiServer.Tests.Appointments;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Description;

/// <summary>What the server with its demo data really answers is what its document describes.</summary>
public sealed class RealAnswersTests(RealAnswersTests.DemoServer demo) : IClassFixture<RealAnswersTests.DemoServer>
{
    private const string Case = "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    private const string ForeignCase = "/api/v1/cases/b2c3d4e5-f6a7-4890-9bcd-ef1234567891";
    private const string Care360 = "demo-care360-northside";
    private const string Sweeppea = "demo-sweeppea-northside";
    private const string Nobody = "";
    private const string Reference = """{"EventToken":"bbc95fa1-0301-498e-bf97-e60fd286d9bc"}""";

    private const string Comment =
        """{"action":"ADD_COMMUNICATION","communication":{"text":"Hello","isRestricted":false,"author":{"email":"maya.okafor@northside.example"}}}""";

    private const string MarketingEvent =
        """{"EventTitle":"Open day","EventStartDate":"2999-02-20T10:00:00.000Z","EventEndDate":"2999-02-20T12:00:00.000Z"}""";

    [Theory]
    [InlineData(200, "POST", Case, Care360, Bodies.Document000)]
    [InlineData(200, "POST", Case, Care360, Comment)]
    [InlineData(400, "POST", Case, Care360, "{")]
    [InlineData(400, "POST", Case, Care360, """{"action":"CREATE_CALENDAR_EVENT"}""")]
    [InlineData(400, "POST", Case, Care360, """{"action":"CANCEL_CALENDAR_EVENT","calendar":{"id":"987fcdeb-51a2-43d7-9876-543210fedcba"}}""")]
    [InlineData(400, "POST", Case, Care360, """{"action":"ADD_COMMUNICATION","communication":{}}""")]
    [InlineData(401, "POST", Case, Nobody, Bodies.Document000)]
    [InlineData(403, "POST", ForeignCase, Care360, Comment)]
    [InlineData(404, "POST", ForeignCase, Care360, Bodies.Document000)]
    [InlineData(200, "GET", "/api/v1/calendar/appointments?start_date=2020-01-01&end_date=2999-12-31", Care360, null)]
    [InlineData(400, "GET", "/api/v1/calendar/appointments", Care360, null)]
    [InlineData(401, "GET", "/api/v1/calendar/appointments", Nobody, null)]
    [InlineData(404, "GET", "/api/v1/calendar/appointments?user_email=nobody@example.com", Care360, null)]
    [InlineData(400, "POST", "/api/v1/calendar/appointments", Care360, "{}")]
    [InlineData(401, "POST", "/api/v1/calendar/appointments", Nobody, "{}")]
    [InlineData(400, "POST", "/api/v1/calendar/appointments/cancel", Care360, "{}")]
    [InlineData(401, "POST", "/api/v1/calendar/appointments/cancel", Nobody, "{}")]
    [InlineData(200, "GET", "/api/v1/calendar/provider-availability?provider_states=NY", Care360, null)]
    [InlineData(400, "GET", "/api/v1/calendar/provider-availability", Care360, null)]
    [InlineData(401, "GET", "/api/v1/calendar/provider-availability", Nobody, null)]
    [InlineData(200, "GET", "/api/v1/provider-availability?provider_states=NY", Care360, null)]
    [InlineData(200, "GET", "/api/v1/customer-case-detail?caseId=a1b2c3d4-e5f6-7890-abcd-ef1234567890&includeCalendarEvents=true", Care360, null)]
    [InlineData(400, "GET", "/api/v1/customer-case-detail", Care360, null)]
    [InlineData(401, "GET", "/api/v1/customer-case-detail", Nobody, null)]
    [InlineData(404, "GET", "/api/v1/customer-case-detail?caseId=b2c3d4e5-f6a7-4890-9bcd-ef1234567891", Care360, null)]
    [InlineData(400, "GET", "/api/v1/cases", Care360, null)]
    [InlineData(401, "GET", "/api/v1/cases", Nobody, null)]
    [InlineData(200, "GET", "/api/v1/users", Care360, null)]
    [InlineData(400, "GET", "/api/v1/users?limit=0", Care360, null)]
    [InlineData(401, "GET", "/api/v1/users", Nobody, null)]
    [InlineData(201, "POST", "/calendar/create", Sweeppea, MarketingEvent)]
    [InlineData(400, "POST", "/calendar/create", Sweeppea, "{}")]
    [InlineData(401, "POST", "/calendar/create", Nobody, MarketingEvent)]
    [InlineData(403, "POST", "/calendar/create", "unknown-token", MarketingEvent)]
    [InlineData(200, "POST", "/calendar/fetch", Sweeppea, null)]
    [InlineData(200, "GET", "/calendar/fetch", Sweeppea, null)]
    [InlineData(404, "POST", "/calendar/single", Sweeppea, Reference)]
    [InlineData(404, "PUT", "/calendar/update", Sweeppea, Reference)]
    [InlineData(404, "POST", "/calendar/update", Sweeppea, Reference)]
    [InlineData(404, "DELETE", "/calendar/delete", Sweeppea, Reference)]
    [InlineData(404, "POST", "/calendar/delete", Sweeppea, Reference)]
    [InlineData(200, "POST", "/sweepstakes/fetch", Sweeppea, null)]
    [InlineData(404, "GET", "/attachments/northside/3d2c1b0a-9f8e-4d7c-8b6a-5f4e3d2c1b0a?expires=1&signature=x", Nobody, null)]
    [InlineData(200, "GET", "/health/live", Nobody, null)]
    [InlineData(200, "GET", "/health/ready", Nobody, null)]
    public async Task Answer_OfARealRequest_IsAsDescribed(int status, string method, string path, string key, string? body)
    {
        var answer = await SendAsync(method, path, key, body);

        answer.Status.ShouldBe(status, answer.Body);
        demo.Described.ShouldDescribe(method, path, answer.Status, answer.Body);
    }

    [Fact]
    public async Task Answer_AboveTheRateLimit_IsAsDescribed()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, settings: [("ApiServer:RateLimit:Requests", "1")]);
        const string Path = "/api/v1/calendar/appointments";
        await server.GetAsync(Path);

        var answer = await server.GetAsync(Path);

        (await DescribedAnswers.OfAsync(server)).ShouldDescribe("GET", Path, 429, answer.Body);
    }

    [Fact]
    public async Task Answer_OfTheCasesOfNow_IsAsDescribed()
    {
        var now = DateTimeOffset.UtcNow;
        var path = $"/api/v1/cases?startTime={now.AddDays(-30):yyyy-MM-ddTHH:mm:ssZ}&endTime={now.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}&includeCalendarEvents=true";

        var answer = await SendAsync("GET", path, Care360, body: null);

        demo.Described.ShouldDescribe("GET", path, 200, answer.Body);
    }

    /// <summary>Every operation under an <c>Idempotency-Key</c>: malformed, new, and used for another body.</summary>
    [Theory]
    [InlineData("POST", Case, Care360, Bodies.Document000)]
    [InlineData("POST", Case, Care360, Comment)]
    [InlineData("POST", "/api/v1/calendar/appointments", Care360, AppointmentBodies.Document002)]
    [InlineData("POST", "/api/v1/calendar/appointments/cancel", Care360, """{"email":"a@example.com","appointmentId":"bbc95fa1-0301-498e-bf97-e60fd286d9bc","reason":"r"}""")]
    [InlineData("POST", "/calendar/create", Sweeppea, MarketingEvent)]
    [InlineData("PUT", "/calendar/update", Sweeppea, Reference)]
    [InlineData("POST", "/calendar/update", Sweeppea, Reference)]
    [InlineData("DELETE", "/calendar/delete", Sweeppea, Reference)]
    [InlineData("POST", "/calendar/delete", Sweeppea, Reference)]
    public async Task Answer_UnderAnIdempotencyKey_IsAsDescribed(string method, string path, string key, string body)
    {
        var idempotencyKey = Guid.NewGuid().ToString();

        var malformed = await SendAsync(method, path, key, body, "a b");
        var first = await SendAsync(method, path, key, body, idempotencyKey);
        var reused = await SendAsync(method, path, key, body + " ", idempotencyKey);

        (malformed.Status, reused.Status).ShouldBe((400, 422));
        foreach (var answer in new[] { malformed, first, reused })
        {
            demo.Described.ShouldDescribe(method, path, answer.Status, answer.Body);
        }
    }

    /// <summary>409 needs two requests at one moment; here it is enough that it is described wherever the key is taken, and nowhere else.</summary>
    [Fact]
    public void IdempotencyKey_WhereItIsTaken_ItsConflictsAreDescribed()
    {
        var operations = demo.Described.Document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", Operation: operation.Value!))).ToList();

        var taking = operations.Where(o => o.Operation["parameters"]?.AsArray().Any(parameter => parameter!["name"]?.GetValue<string>() == "Idempotency-Key") == true);
        var inConflict = operations.Where(o => o.Operation["responses"]!["409"] is not null && o.Operation["responses"]!["422"] is not null);

        taking.Select(o => o.Name).ShouldBe(inConflict.Select(o => o.Name));
        taking.Count().ShouldBe(8);
    }

    private async Task<WireAnswer> SendAsync(string method, string path, string key, string? body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        }

        if (key == Care360)
        {
            request.Headers.Add("cv-api-key", key);
        }
        else if (key.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await demo.Server.Client.SendAsync(request);
        return new WireAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(), null);
    }

    /// <summary>A server in Development, with the demo data.</summary>
    public sealed class DemoServer : IAsyncLifetime
    {
        private RunningServer? _server;
        private DescribedAnswers? _described;

        public RunningServer Server => _server ?? throw new InvalidOperationException("Not started.");

        public DescribedAnswers Described => _described ?? throw new InvalidOperationException("Not started.");

        public async ValueTask InitializeAsync()
        {
            _server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, environment: "Development");
            _described = await DescribedAnswers.OfAsync(_server);
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
