using System.Text;
using Portal.ApiServer.Scheduling;

namespace Portal.ApiServer.DemoData;

/// <summary>What can be booked in the demo, written as an import would be. Ids never change, so that examples stay valid.</summary>
internal static class DemoEventTypes
{
    private const string Northside =
        """
        [
          {
            "id": "85f13305-0647-4473-9e63-0a56af405f6f",
            "provider_email": "maya.okafor@northside.example",
            "provider_name": "Dr. Maya Okafor",
            "provider_time_zone": "America/New_York",
            "provider_states": ["NY", "NJ", "CT"],
            "name": "Initial consultation",
            "calendly_link": "https://calendly.com/northside-demo/initial-consultation",
            "duration_minutes": 30,
            "buffer_after_minutes": 10,
            "minimum_notice_minutes": 120,
            "horizon_days": 60,
            "locations": ["google_conference", "zoom_conference"],
            "weekly_hours": {
              "monday": ["09:00-12:00", "13:00-17:00"],
              "tuesday": ["09:00-12:00", "13:00-17:00"],
              "wednesday": ["09:00-12:00"],
              "thursday": ["09:00-12:00", "13:00-17:00"],
              "friday": ["09:00-13:00"]
            },
            "exceptions": [{ "date": "2026-12-24", "hours": ["09:00-12:00"] }, { "date": "2026-12-25", "hours": [] }]
          },
          {
            "id": "0d9c7a52-3b1e-4f68-a1c4-7e5b2f8d9036",
            "provider_email": "daniel.reyes@northside.example",
            "provider_name": "Dr. Daniel Reyes",
            "provider_time_zone": "America/New_York",
            "provider_states": ["NY", "NJ"],
            "name": "Follow-up visit",
            "calendly_link": "https://calendly.com/northside-demo/follow-up-visit",
            "duration_minutes": 20,
            "slot_interval_minutes": 30,
            "minimum_notice_minutes": 60,
            "horizon_days": 90,
            "locations": ["google_conference", "zoom_conference", "microsoft_teams_conference"],
            "weekly_hours": {
              "monday": ["10:00-18:00"],
              "tuesday": ["10:00-18:00"],
              "wednesday": ["10:00-18:00"],
              "thursday": ["10:00-18:00"],
              "friday": ["10:00-16:00"],
              "saturday": ["10:00-13:00"]
            }
          },
          {
            "id": "6b2f4e18-9d07-4ca3-8f5e-1a3c6d7e9b40",
            "provider_email": "ingrid.sol@northside.example",
            "provider_name": "Ingrid Sol, PT",
            "provider_time_zone": "America/New_York",
            "provider_states": ["NY", "CT"],
            "name": "Physiotherapy session",
            "calendly_link": "https://calendly.com/northside-demo/physiotherapy-session",
            "duration_minutes": 45,
            "slot_interval_minutes": 60,
            "buffer_before_minutes": 5,
            "buffer_after_minutes": 10,
            "minimum_notice_minutes": 240,
            "horizon_days": 45,
            "locations": ["zoom_conference", "webex_conference"],
            "weekly_hours": { "monday": ["08:00-14:00"], "wednesday": ["12:00-19:00"], "friday": ["08:00-14:00"] }
          }
        ]
        """;

    private const string Lakeview =
        """
        [
          {
            "id": "3e8a1c6d-5f42-4b97-b0d8-2c9e7f1a4b63",
            "provider_email": "harriet.bell@lakeview.example",
            "provider_name": "Dr. Harriet Bell",
            "provider_time_zone": "Europe/London",
            "provider_states": ["NY", "MA"],
            "name": "Dermatology consultation",
            "calendly_link": "https://calendly.com/lakeview-demo/dermatology-consultation",
            "duration_minutes": 30,
            "buffer_after_minutes": 15,
            "minimum_notice_minutes": 180,
            "horizon_days": 60,
            "locations": ["google_conference", "microsoft_teams_conference"],
            "weekly_hours": {
              "monday": ["09:00-12:30", "14:00-17:30"],
              "tuesday": ["09:00-12:30", "14:00-17:30"],
              "thursday": ["09:00-12:30", "14:00-20:00"],
              "friday": ["09:00-12:30"]
            }
          },
          {
            "id": "9f5d2b70-8c14-4e3a-9a67-4d0b6e8c1f25",
            "provider_email": "owen.pryce@lakeview.example",
            "provider_name": "Owen Pryce, RN",
            "provider_time_zone": "Europe/London",
            "provider_states": ["MA"],
            "name": "Nurse call",
            "calendly_link": "https://calendly.com/lakeview-demo/nurse-call",
            "duration_minutes": 15,
            "minimum_notice_minutes": 30,
            "horizon_days": 30,
            "locations": ["google_conference", "zoom_conference"],
            "weekly_hours": {
              "monday": ["08:00-16:00"],
              "tuesday": ["08:00-16:00"],
              "wednesday": ["08:00-16:00"],
              "thursday": ["08:00-16:00"],
              "friday": ["08:00-16:00"]
            }
          }
        ]
        """;

    /// <summary>The event types of a demo organisation.</summary>
    public static IReadOnlyList<EventType> Of(DemoOrganization organization)
    {
        var json = ReferenceEquals(organization, DemoOrganizations.Northside) ? Northside : Lakeview;
        var (eventTypes, errors) = EventTypeImport.Read(Encoding.UTF8.GetBytes(json));
        return eventTypes ?? throw new InvalidOperationException(string.Join("; ", errors));
    }
}
