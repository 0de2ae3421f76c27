using System.Globalization;
using System.Text;

namespace Portal.Benchmarks.CreateEvent;

/// <summary>The bytes of the create-event request: 600 bytes of body, the demo's key and case, a new idempotency key and another day each time.</summary>
internal static class CreateEventRequests
{
    private const int BodyLength = 600;
    private const string Day = "2025-12-31";
    private const string Case = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    private static readonly string Body = CreateBody();

    private static readonly string Head =
        $"POST /api/v1/cases/{Case} HTTP/1.1\r\nHost: localhost\r\ncv-api-key: demo-care360-northside\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {BodyLength.ToString(CultureInfo.InvariantCulture)}\r\nIdempotency-Key: ";

    public static ReadOnlyMemory<byte> Next()
    {
        // Events of one calendar are spread over its days; all at one instant would only measure one page of the index.
        var day = new DateOnly(2026, 1, 1).AddDays(Random.Shared.Next(365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var body = Body.Replace(Day, day, StringComparison.Ordinal);
        return Encoding.ASCII.GetBytes($"{Head}{Guid.NewGuid():D}\r\n\r\n{body}");
    }

    private static string CreateBody()
    {
        const string Template =
            """{"action":"CREATE_CALENDAR_EVENT","calendar":{"title":"Quarterly Planning Meeting","agentName":"custom","description":"@","startTime":"2025-12-31T14:00:00Z","endTime":"2025-12-31T15:00:00Z","timeZone":"America/New_York","meetingLink":"https://example.com/meet/123","location":"zoom_conference","provider":{"email":"provider@example.com","name":"Dr. Smith"}}}""";
        return Template.Replace("\"@\"", $"\"{new string('d', BodyLength - Template.Length + 1)}\"", StringComparison.Ordinal);
    }
}
