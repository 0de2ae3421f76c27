using System.Globalization;
using System.Text;
using NodaTime;
using Portal.ApiServer.Scheduling;
using Portal.Storage;

namespace Portal.Benchmarks.ScheduleAppointment;

/// <summary>Providers who work around the clock: together they have more free slots than any run books.</summary>
internal static class BookableProviders
{
    public const int Count = 64;

    public static readonly Duration SlotLength = Duration.FromMinutes(5);

    /// <summary>Adds them to the demo's organisation, the way an administrator does.</summary>
    public static async Task ImportAsync(WebApplication server)
    {
        var (eventTypes, errors) = EventTypeImport.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, Count).Select(EventTypeJson))}]"));
        var isApplied = await EventTypeImport.ApplyAsync(
            server.Services.GetRequiredService<Database>(),
            "northside",
            eventTypes ?? throw new InvalidOperationException(string.Join("; ", errors)),
            CancellationToken.None);
        if (!isApplied)
        {
            throw new InvalidOperationException("The demo's organisation is missing.");
        }
    }

    /// <summary>The event type of a provider, from 0.</summary>
    public static string EventTypeId(int provider) => $"bench-{provider.ToString(CultureInfo.InvariantCulture)}";

    private static string EventTypeJson(int provider) =>
        $$"""
        {
          "id": "{{EventTypeId(provider)}}",
          "provider_email": "{{EventTypeId(provider)}}@northside.example",
          "provider_name": "Dr. Bench",
          "provider_time_zone": "Etc/UTC",
          "provider_states": ["NY"],
          "name": "Short visit",
          "duration_minutes": 5,
          "horizon_days": 365,
          "locations": ["google_conference"],
          "weekly_hours": {
            "monday": ["00:00-24:00"], "tuesday": ["00:00-24:00"], "wednesday": ["00:00-24:00"], "thursday": ["00:00-24:00"],
            "friday": ["00:00-24:00"], "saturday": ["00:00-24:00"], "sunday": ["00:00-24:00"]
          }
        }
        """;
}
