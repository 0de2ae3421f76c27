using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.ApiServer.Tests;

/// <summary>Request bodies, varied by member.</summary>
internal static class Bodies
{
    /// <summary>The example of document 000.</summary>
    public const string Document000 =
        """
        {
        "action": "CREATE_CALENDAR_EVENT",
        "calendar": {
        "title": "Quarterly Planning Meeting",
        "agentName": "custom",
        "description": "Review priorities and align on next-quarter goals.",
        "startTime": "2025-12-31T14:00:00Z",
        "endTime": "2025-12-31T15:00:00Z",
        "timeZone": "America/New_York",
        "meetingLink": "https://example.com/meet/123",
        "location": "gotomeeting_conference",
        "provider": {
        "email": "provider@example.com",
        "name": "Dr. Smith"
        }
        }
        }
        """;

    /// <summary>The example of document 001, with another id.</summary>
    public static string Cancel(string eventId) =>
        $$"""
        {
        "action": "CANCEL_CALENDAR_EVENT",
        "calendar": {
        "id": "{{eventId}}"
        }
        }
        """;

    /// <summary>Document 000's example with one member of <c>calendar</c> replaced by JSON, or removed when that is null.</summary>
    public static string CreateWith(string path, string? json)
    {
        var root = JsonNode.Parse(Document000)!;
        var names = path.Split('.');
        var parent = names[..^1].Aggregate(root, (node, name) => node[name]!).AsObject();
        parent.Remove(names[^1]);

        // Raw text last, so that escapes stay as they are written.
        if (json is not null)
        {
            parent[names[^1]] = "@@";
        }

        return root.ToJsonString().Replace("\"@@\"", json, StringComparison.Ordinal);
    }

    public static string Create(string start = "2999-12-31T14:00:00Z", string end = "2999-12-31T15:00:00Z", string? provider = null)
    {
        var root = JsonNode.Parse(Document000)!;
        root["calendar"]!["startTime"] = start;
        root["calendar"]!["endTime"] = end;
        if (provider is not null)
        {
            root["calendar"]!["provider"]!["email"] = provider;
        }

        return root.ToJsonString();
    }

    public static string EventIdOf(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").GetProperty("calendarEventId").GetString()!;
    }
}
