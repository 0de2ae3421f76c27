using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using NodaTime;
using Portal.ApiClient.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiServer;

namespace Portal.ApiClient.Tests.Care360;

/// <summary>The client and the compatible server understand each other.</summary>
public sealed class ClientAgainstServerTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-client-").FullName;
    private WebApplication? _server;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServerHost.CreateAsync(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Directory"] = _directory }).Build(),
            "Development",
            "http://127.0.0.1:0",
            logging: null,
            CancellationToken.None);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task CreateListCancel_OneEvent_IsSeenAndGone()
    {
        using var client = Client("demo-care360-northside");
        var details = TestClient.Details with
        {
            StartTime = "2999-03-11T14:00:00Z",
            EndTime = "2999-03-11T15:00:00Z",
            Description = "x",
            Provider = new CalendarEventProvider("p@example.com", "P"),
        };

        var created = (await client.CreateAsync(details)).ShouldBeOfType<ApiOutcome<CreatedCalendarEvent>.Accepted>().Value;
        var replayed = (await client.CreateAsync(details)).ShouldBeOfType<ApiOutcome<CreatedCalendarEvent>.Accepted>().Value;
        var listed = (await ListAsync(client.Api)).ShouldHaveSingleItem();
        var cancelled = await client.Api.CancelCalendarEventAsync("north", TestClient.CaseId, created.CalendarEventId, "c1", default);
        var again = await client.Api.CancelCalendarEventAsync("north", TestClient.CaseId, created.CalendarEventId, "c2", default);

        replayed.ShouldBe(created);
        listed.Id.ShouldBe(created.CalendarEventId);
        listed.Title.ShouldBe(TestClient.Title);
        listed.Case?.ShortId.ShouldBe("NS-1042");
        listed.MeetingDetails?.TimeZone.ShouldBe("America/New_York");
        cancelled.ShouldBeOfType<ApiOutcome<CancelledCalendarEvent>.Accepted>();
        again.ShouldBeOfType<ApiOutcome<CancelledCalendarEvent>.Refused>().Reason.ShouldBe("Calendar event has already been cancelled");
        (await ListAsync(client.Api)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_RefusedByTheServer_IsRefusedWithItsReason()
    {
        using var stranger = Client("wrong");
        using var neighbour = Client("demo-care360-lakeview");
        using var client = Client("demo-care360-northside");

        Refused(await stranger.CreateAsync()).ShouldBe((401, "Invalid or missing API key"));
        Refused(await neighbour.CreateAsync()).ShouldBe((404, "No Case found for provided details!"));
        Refused(await client.CreateAsync(TestClient.Details with { EndTime = TestClient.Details.StartTime })).ShouldBe((422, "Time validation failed"));
        Refused(await client.CreateAsync(TestClient.Details with { Title = "" }))
            .ShouldBe((400, "calendar.title, Too small: expected string to have >=1 characters"));
    }

    private static (int Status, string Reason) Refused(ApiOutcome<CreatedCalendarEvent> outcome)
    {
        var refused = outcome.ShouldBeOfType<ApiOutcome<CreatedCalendarEvent>.Refused>();
        return (refused.Status, refused.Reason);
    }

    private static async Task<IReadOnlyList<Appointment>> ListAsync(ICare360Api api) =>
        (await api.ListAppointmentsAsync("north", new LocalDate(2999, 3, 1), new LocalDate(2999, 3, 31), default))
            .ShouldBeOfType<ApiOutcome<IReadOnlyList<Appointment>>.Accepted>().Value;

    private TestClient Client(string key) => new(_server!.Urls.First(), key);
}
