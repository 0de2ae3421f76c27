using System.Text;
using System.Text.Json.Nodes;
using Portal.ApiServer.Scheduling;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Scheduling;

/// <summary>An event type to test with, varied by member: 30 minutes, every day from 09:00 to 12:00 in UTC.</summary>
internal static class EventTypes
{
    public const string Id = "85f13305-0647-4473-9e63-0a56af405f6f";
    public const string Provider = "maya@example.com";

    private const string Document =
        """
        {
          "id": "85f13305-0647-4473-9e63-0a56af405f6f",
          "provider_email": "maya@example.com",
          "provider_name": "Dr. Maya",
          "provider_time_zone": "Etc/UTC",
          "provider_states": ["NY", "NJ"],
          "name": "Consultation",
          "calendly_link": "https://calendly.com/maya/consultation",
          "duration_minutes": 30,
          "locations": ["google_conference", "zoom_conference"],
          "weekly_hours": {
            "monday": ["09:00-12:00"], "tuesday": ["09:00-12:00"], "wednesday": ["09:00-12:00"], "thursday": ["09:00-12:00"],
            "friday": ["09:00-12:00"], "saturday": ["09:00-12:00"], "sunday": ["09:00-12:00"]
          }
        }
        """;

    /// <summary>The document with members replaced by JSON; "null" removes one.</summary>
    public static string Json(params (string Name, string Json)[] members)
    {
        var root = JsonNode.Parse(Document)!.AsObject();
        foreach (var (name, json) in members)
        {
            root[name] = JsonNode.Parse(json);
        }

        return root.ToJsonString();
    }

    public static EventType Of(params (string Name, string Json)[] members)
    {
        var (eventTypes, errors) = EventTypeImport.Read(Encoding.UTF8.GetBytes(Json(members)));
        errors.ShouldBeEmpty();
        return eventTypes!.Single();
    }

    public static async Task AddAsync(Database database, string organizationId, params (string Name, string Json)[] members) =>
        (await EventTypeImport.ApplyAsync(database, organizationId, [Of(members)], default)).ShouldBeTrue();
}
