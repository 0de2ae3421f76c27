using System.Text;
using System.Text.Json.Nodes;

namespace Portal.ApiServer.Tests.Appointments;

/// <summary>Bodies of bookings, and the calls that send them.</summary>
internal static class AppointmentBodies
{
    public const string Path = "/api/v1/calendar/appointments";
    public const string Scheduled = """{"status":200,"success":true,"message":"Meeting scheduled successfully"}""";
    public const string SlotLost = """{"status":400,"success":false,"message":"Invalid request","error":"Selected time slot is not available"}""";

    /// <summary>The example of document 002 with a slot of the event type that the tests use.</summary>
    public const string Document002 =
        """
        {
        "eventTypeId": "85f13305-0647-4473-9e63-0a56af405f6f",
        "startTime": "2026-03-11T09:30:00Z",
        "email": "invitee@example.com",
        "firstName": "John",
        "lastName": "Doe",
        "timezone": "Asia/Kolkata",
        "location": "google_conference",
        "tracking": {
        "utmCampaign": null,
        "utmSource": null,
        "utmMedium": null,
        "utmContent": null,
        "utmTerm": null,
        "salesforceUuid": null
        }
        }
        """;

    /// <summary>The example with members replaced by JSON; null removes one.</summary>
    public static string With(params (string Path, string? Json)[] members)
    {
        var root = JsonNode.Parse(Document002)!;
        foreach (var (path, json) in members)
        {
            var names = path.Split('.');
            var parent = names[..^1].Aggregate(root, (node, name) => node[name]!).AsObject();
            parent.Remove(names[^1]);
            if (json is not null)
            {
                parent[names[^1]] = JsonNode.Parse(json);
            }
        }

        return root.ToJsonString();
    }

    public static string At(string start) => With(("startTime", $"\"{start}\""));

    public static Task<WireAnswer> ScheduleAsync(
        this RunningServer server, string json = Document002, string? key = RunningServer.NorthKey, string? idempotencyKey = null) =>
        server.SendAsync(HttpMethod.Post, Path, new StringContent(json, Encoding.UTF8, "application/json"), key, idempotencyKey);

    public static Task<WireAnswer> CancelAsync(
        this RunningServer server, string appointmentId, string email = "invitee@example.com", string? key = RunningServer.NorthKey, string? idempotencyKey = null) =>
        server.SendAsync(
            HttpMethod.Post,
            $"{Path}/cancel",
            new StringContent($$"""{"email":"{{email}}","appointmentId":"{{appointmentId}}","reason":"Testing cancel event"}""", Encoding.UTF8, "application/json"),
            key,
            idempotencyKey);

    /// <summary>The members of the list in order, of March 2026.</summary>
    public static async Task<List<JsonNode>> ListAsync(this RunningServer server, string query = "start_date=2026-03-01&end_date=2026-03-31")
    {
        var answer = await server.GetAsync($"{Path}?{query}");
        answer.Status.ShouldBe(200, answer.Body);
        return [.. JsonNode.Parse(answer.Body)!["data"]!.AsArray().Select(item => item!)];
    }
}
