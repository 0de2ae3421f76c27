using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.CalendarEvents;

/// <summary>Bodies that are no request: always the envelope, never a fault of the server.</summary>
public sealed class MalformedBodyTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string Event = Bodies.Document000;

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_MalformedBody_IsRefusedInTheEnvelope(DatabaseEngine engine)
    {
        var server = await servers.OfAsync(engine);
        var before = await server.CountEventsAsync();
        var bodies = All().ToList();

        foreach (var (name, bytes) in bodies)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var answer = await server.SendAsync(HttpMethod.Post, $"/api/v1/cases/{RunningServer.NorthCase}", content, RunningServer.NorthKey);

            answer.Status.ShouldBe(400, $"{name}: {answer.Body}");
            answer.ContentType.ShouldBe("application/json; charset=utf-8", name);
            using var envelope = JsonDocument.Parse(answer.Body);
            envelope.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["status", "success", "message", "error"], name);
            envelope.RootElement.GetProperty("status").GetInt32().ShouldBe(400, name);
            envelope.RootElement.GetProperty("error").GetString().ShouldNotBeNullOrEmpty(name);
        }

        bodies.Count.ShouldBeGreaterThanOrEqualTo(60);
        (await server.CountEventsAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("", "Request body is empty")]
    [InlineData("{", "Request body is not valid JSON")]
    [InlineData("{\"action\":1,\"action\":2}", "Request body has a duplicate key")]
    [InlineData("{\"action\":\"x\",\"y\":{\"a\":1,\"\\u0061\":2}}", "Request body has a duplicate key")]
    [InlineData("[]", "Invalid action")]
    public async Task Post_MalformedBody_SaysWhich(string body, string error)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.PostAsync(RunningServer.NorthCase, body);

        answer.Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request","error":"{{error}}"}""");
    }

    [Theory]
    [InlineData("text/plain", 400)]
    [InlineData("application/x-www-form-urlencoded", 400)]
    [InlineData("application/json; charset=utf-16", 400)]
    [InlineData("application/jsonp", 400)]
    [InlineData("", 400)]
    [InlineData("application/json", 200)]
    [InlineData("Application/JSON; charset=\"UTF-8\"", 200)]
    public async Task Post_ContentType_MustBeJsonInUtf8(string contentType, int status)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Event));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var answer = await server.SendAsync(HttpMethod.Post, $"/api/v1/cases/{RunningServer.NorthCase}", content, RunningServer.NorthKey);

        answer.Status.ShouldBe(status);
        if (status == 400)
        {
            answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Content-Type must be application/json"}""");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyOverTheLimit_Is413InTheEnvelope(bool isChunked)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var content = new ByteArrayContent(new byte[(1024 * 1024) + 1]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{RunningServer.NorthCase}") { Content = content };
        request.Headers.Add("cv-api-key", RunningServer.NorthKey);
        request.Headers.TransferEncodingChunked = isChunked;

        using var response = await server.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(413);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"status":413,"success":false,"message":"Invalid request","error":"Request body is too large"}""");
    }

    private static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        foreach (var (index, text) in Texts().Index())
        {
            yield return ($"text {index}: {text[..Math.Min(60, text.Length)]}", Encoding.UTF8.GetBytes(text));
        }

        // Every cut of a valid body is malformed.
        var whole = Encoding.UTF8.GetBytes(Event);
        for (var length = 1; length < whole.Length; length += 19)
        {
            yield return ($"cut at {length}", whole[..length]);
        }

        yield return ("byte order mark", [0xef, 0xbb, 0xbf, .. whole]);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(Event));
        yield return ("UTF-32", Encoding.UTF32.GetBytes(Event));
        yield return ("Latin-1", [.. "{\"action\":\""u8, 0xe9, .. "\"}"u8]);
        yield return ("overlong UTF-8", [.. "{\"action\":\""u8, 0xc0, 0xaf, .. "\"}"u8]);
        yield return ("surrogate as UTF-8", [.. "{\"action\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8]);
        yield return ("zeros", new byte[600]);
        yield return ("gzip", [0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]);
    }

    private static IEnumerable<string> Texts() =>
    [
        "", " ", "\n", "null", "true", "false", "0", "-1", "1e999", "\"\"", "\"CREATE_CALENDAR_EVENT\"", "[]", "[[]]", "{}", "[{}]", "{]", "}", "]",
        "undefined", "NaN", "Infinity", "{'action':'CREATE_CALENDAR_EVENT'}", "{action:1}", "{\"action\"}", "{\"action\":}", "{\"action\":,}",
        "{\"action\":1,}", "{,}", "{\"a\":1 \"b\":2}", "{}{}", Event + Event, Event + "x", Event + ",", "// comment\n" + Event, "/* c */" + Event,
        "{\"action\":null}", "{\"action\":7}", "{\"action\":[]}", "{\"action\":{}}", "{\"action\":true}", "{\"action\":\"\"}", "{\"action\":\"\\ud800\"}",
        "{\"action\":\"\\u0000\"}", "{\"Action\":\"CREATE_CALENDAR_EVENT\"}", "{\"action\":\"CREATE_CALENDAR_EVENT \"}", "{\"\\ud800\":1}", "{\"a\":\"\\x41\"}",
        "{\"a\":\"\t\"}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":0x1}", "{\"a\":\"\\u12\"}", "{\"a\":\"unterminated}",
        "{\"action\":\"CREATE_CALENDAR_EVENT\",\"action\":\"CREATE_CALENDAR_EVENT\",\"calendar\":{}}",
        "{\"action\":\"CREATE_CALENDAR_EVENT\",\"calendar\":{},\"calendar\":{}}",
        Event.Replace("\"title\"", "\"title\":\"x\",\"title\"", StringComparison.Ordinal),
        Event.Replace("\"email\"", "\"email\":\"x\",\"email\"", StringComparison.Ordinal),
        Event.Replace("\"title\"", "\"x\":{\"y\":1,\"y\":1},\"title\"", StringComparison.Ordinal),
        "{\"action\":\"CREATE_CALENDAR_EVENT\",\"calendar\":{\"__proto__\":{}}}",
        "{\"action\":\"CREATE_CALENDAR_EVENT\",\"calendar\":\"{}\"}",
        "{\"action\":\"ADD_SOMETHING\"}",
        new string('[', 33) + new string(']', 33), new string('[', 100_000), new string('{', 100_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40),
        "<xml/>", "<!DOCTYPE html><html></html>", "action=CREATE_CALENDAR_EVENT", "--boundary\r\n", "\u2028{}", "\u0000{}",
    ];
}
