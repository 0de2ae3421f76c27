using System.Text;
using NodaTime;
using Portal.ApiServer.Scheduling;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Documents;

/// <summary>Every request example of document 002, in a week before its slot and after.</summary>
public sealed class AppointmentExampleTests
{
    /// <summary>The example's event type, whose provider works from 10:00 in India: the example's 04:30 UTC is the day's first slot.</summary>
    private const string EventType =
        """
        {
          "id": "85f13305-0647-4473-9e63-0a56af405f6f", "name": "Consultation", "provider_email": "doctor@example.com", "provider_name": "Dr. Rao",
          "provider_time_zone": "Asia/Kolkata", "provider_states": ["NY"], "duration_minutes": 30, "locations": ["google_conference"],
          "weekly_hours": { "friday": ["10:00-12:00"] }
        }
        """;

    [Theory]
    [InlineData("document002.sh")]
    [InlineData("document002.mjs")]
    [InlineData("document002.py")]
    public async Task Document002_Example_BooksTheSlot(string file)
    {
        await using var server = await StartAsync(Instant.FromUtc(2025, 11, 21, 0, 0));

        var (status, answer) = await RunAsync(file, server);

        status.ShouldBe(200, answer);
        answer.ShouldBe("""{"status":200,"success":true,"message":"Meeting scheduled successfully"}""");
    }

    [Theory]
    [InlineData("document002.sh")]
    [InlineData("document002.mjs")]
    [InlineData("document002.py")]
    public async Task Document002_ExampleAfterItsDate_FindsNoSlot(string file)
    {
        await using var server = await StartAsync(Instant.FromUtc(2025, 12, 1, 0, 0));

        var (status, answer) = await RunAsync(file, server);

        status.ShouldBe(400);
        answer.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Selected time slot is not available"}""");
    }

    private static async Task<RunningServer> StartAsync(Instant now)
    {
        var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite, new TestClock(now));
        var (eventTypes, errors) = EventTypeImport.Read(Encoding.UTF8.GetBytes(EventType));
        errors.ShouldBeEmpty();
        (await EventTypeImport.ApplyAsync(server.Database, "north", eventTypes!, default)).ShouldBeTrue();
        return server;
    }

    private static Task<(int Status, string Answer)> RunAsync(string file, RunningServer server) => new ExampleScript(file)
        .With("https://api.example.com", server.Address.GetLeftPart(UriPartial.Authority))
        .With("your-org-cv-api-key", RunningServer.NorthKey)
        .RunAsync();
}
