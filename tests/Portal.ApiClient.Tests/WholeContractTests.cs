using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using NodaTime;
using NodaTime.Text;
using Portal.ApiClient.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Care360.Users;
using Portal.ApiContract.Sweeppea;
using Portal.ApiServer;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiClient.Tests;

/// <summary>Every operation of the typed layer against the compatible server and its demo data, on both engines.</summary>
public sealed class WholeContractTests
{
    private const string Patient = "r.alvarez@patients.example";

    [Theory, ClassData(typeof(Engines))]
    public async Task Appointment_FromEventTypeToCancel_IsBookedOnce(DatabaseEngine engine)
    {
        await using var server = await Server.StartAsync(engine);
        using var client = server.Care360();
        var states = new[] { "NY" };
        var types = Value(await client.Api.ListEventTypesAsync("north", new AvailabilityQuery { ProviderStates = states }, default));
        var type = types.First(t => t.DurationMinutes is not null);
        var now = SystemClock.Instance.GetCurrentInstant();
        var query = new SlotQuery { ProviderStates = states, EventTypeId = type.EventTypeId, Start = now, End = now + Duration.FromDays(14) };
        var slot = Value(await client.Api.ListSlotsAsync("north", query, default)).Single().Slots[0];
        var request = new ScheduleAppointmentRequest
        {
            EventTypeId = type.EventTypeId,
            StartTime = slot.StartTime,
            Email = Patient,
            TimeZone = "Asia/Calcutta",
            Location = type.Locations![0],
            Tracking = new AppointmentTracking { SalesforceUuid = "ref-1" },
        };

        var booked = await client.Api.ScheduleAppointmentAsync("north", request, "book-1", default);
        var twice = await client.Api.ScheduleAppointmentAsync("north", request, "book-2", default);
        var day = InstantPattern.ExtendedIso.Parse(slot.StartTime).Value.InUtc().Date;
        var listed = Value(await client.Api.ListAppointmentsAsync("north", day, day.PlusDays(1), default)).Single(a => a.MeetingDetails?.Tracking?.SalesforceUuid == "ref-1");
        var cancelled = await client.Api.CancelAppointmentAsync("north", new CancelAppointmentRequest { Email = Patient.ToUpperInvariant(), AppointmentId = listed.Id }, "cancel-1", default);

        Value(booked);
        Refused(twice).ShouldBe((400, "Selected time slot is not available"));
        listed.Start.ShouldBe(slot.StartTime);
        listed.Case?.ShortId.ShouldBe("NS-1042");
        Value(cancelled);
        Value(await client.Api.ListSlotsAsync("north", query, default)).Single().Slots.ShouldContain(slot);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Comment_WithFiles_IsReadBackWithTheCase(DatabaseEngine engine)
    {
        await using var server = await Server.StartAsync(engine);
        using var client = server.Care360();
        var content = RandomNumberGenerator.GetBytes(1_000_001);
        var comment = new CaseCommunication
        {
            Text = "Seen today – „ok“",
            IsRestricted = true,
            Author = new CommentAuthor { Email = "maya.okafor@northside.example", FirstName = "Maya", LastName = "Okafor" },
        };
        CommentUpload[] files = [File("empty.bin", []), File("scan.bin", content)];

        var added = Value(await client.Api.AddCommentAsync("north", TestClient.CaseId, comment, files, "comment-1", default));
        var again = Value(await client.Api.AddCommentAsync("north", TestClient.CaseId, comment, files, "comment-1", default));
        var read = Value(await client.Api.GetCaseAsync("north", TestClient.CaseId, CaseParts.Attachments | CaseParts.CalendarEvents, default));

        again.ShouldBe(added);
        var found = read.Comments!.Single(c => c.Id == added.CommentId);
        found.Text.ShouldBe(comment.Text);
        found.IsRestricted.ShouldBeTrue();
        found.Attachments!.Select(a => (a.FileName, a.Size, a.IsRestricted)).ShouldBe([("empty.bin", 0L, true), ("scan.bin", content.LongLength, true)]);
        read.CalendarEvents!.ShouldNotBeEmpty();
        using var http = new HttpClient();
        (await http.GetByteArrayAsync(found.Attachments![1].Url)).ShouldBe(content);
    }

    [Fact]
    public async Task Comment_OnAnotherOrganizationsCase_IsRefused()
    {
        await using var server = await Server.StartAsync(DatabaseEngine.Sqlite);
        using var neighbour = server.Care360("demo-care360-lakeview");
        var comment = new CaseCommunication { Text = "x", IsRestricted = false, Author = new CommentAuthor { Email = "a@example.com" } };

        Refused(await neighbour.Api.AddCommentAsync("north", TestClient.CaseId, comment, [], "k", default)).ShouldBe((403, "Permission denied!"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cases_PageByPage_AreAllReadOnce(DatabaseEngine engine)
    {
        await using var server = await Server.StartAsync(engine);
        using var client = server.Care360();
        var now = SystemClock.Instance.GetCurrentInstant();
        // The demo's cases are three weeks old.
        var query = new CaseListQuery { Start = now - Duration.FromDays(30), End = now + Duration.FromDays(1), RecordsPerPage = 1 };
        var ids = new List<string>();

        CaseListAnswer page;
        do
        {
            page = Value(await client.Api.ListCasesAsync("north", query, default));
            ids.AddRange(page.Cases.Select(c => c.Id));
            query = query with { After = page.PageInfo.Cursor.End };
        }
        while (page.PageInfo.HasNextPage);

        ids.Count.ShouldBeGreaterThan(1);
        ids.ShouldBeUnique();
        ids.ShouldContain(TestClient.CaseId.ToString("D"));
        Value(await client.Api.GetCaseAsync("north", Patient.ToUpperInvariant(), CaseParts.None, default)).Id.ShouldBe(TestClient.CaseId.ToString("D"));
        Refused(await client.Api.GetCaseAsync("north", Guid.NewGuid(), CaseParts.None, default)).Status.ShouldBe(404);
        Refused(await client.Api.ListCasesAsync("north", query with { After = null, Start = now - Duration.FromDays(70) }, default)).Status.ShouldBe(400);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Users_PageByPage_AreAllReadOnce(DatabaseEngine engine)
    {
        await using var server = await Server.StartAsync(engine);
        using var client = server.Care360();
        var emails = new List<string>();
        string? after = null;

        do
        {
            var page = Value(await client.Api.ListUsersAsync("north", new UserListQuery { Limit = 2, After = after }, default));
            emails.AddRange(page.Data.Select(user => user.Email));
            after = page.Meta.HasMore ? page.Meta.Cursor : null;
        }
        while (after is not null);

        emails.ShouldBeUnique();
        emails.ShouldContain(Patient);
        Value(await client.Api.ListUsersAsync("north", new UserListQuery { EmailPrefix = "r.alv" }, default)).Data.ShouldHaveSingleItem().Email.ShouldBe(Patient);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task MarketingEvent_FromCreateToDelete_IsSeenChangedAndGone(DatabaseEngine engine)
    {
        await using var server = await Server.StartAsync(engine);
        using var client = server.Sweeppea();
        var created = Value(await client.Marketing.CreateEventAsync("north", NewEvent("2999-02-20"), "m1", default));

        var listed = Value(await client.Marketing.ListEventsAsync("north", default));
        var changed = Value(await client.Marketing.UpdateEventAsync("north", new MarketingEventChange { EventToken = created.EventToken, EventTitle = "Moved" }, "m2", default));
        var read = Value(await client.Marketing.GetEventAsync("north", created.EventToken, default));
        Value(await client.Marketing.DeleteEventAsync("north", created.EventToken, "m3", default));

        listed.ShouldContain(e => e.EventToken == created.EventToken);
        changed.EventTitle.ShouldBe("Moved");
        (read.EventTitle, read.PrivateEvent, read.EventStartTime).ShouldBe(("Moved", true, "10:00"));
        Refused(await client.Marketing.GetEventAsync("north", created.EventToken, default)).ShouldBe((404, "Calendar Event Not Found"));
        Refused(await client.Marketing.CreateEventAsync("north", NewEvent("2020-02-20"), "m4", default)).ShouldBe((400, "Cannot Create Events In The Past"));
        Value(await client.Marketing.ListSweepstakesAsync("north", default)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task MarketingEvent_UnknownToken_IsRefused()
    {
        await using var server = await Server.StartAsync(DatabaseEngine.Sqlite);
        using var stranger = server.Sweeppea("wrong");

        Refused(await stranger.Marketing.ListEventsAsync("north", default)).ShouldBe((403, "Invalid API Token"));
    }

    private static NewMarketingEvent NewEvent(string day) => new()
    {
        EventTitle = "Team Meeting",
        EventStartDate = $"{day}T10:00:00.000Z",
        EventEndDate = $"{day}T12:00:00.000Z",
        EventStartTime = "10:00",
        EventEndTime = "12:00",
    };

    private static CommentUpload File(string name, byte[] content) => new()
    {
        FileName = name,
        IsRestricted = false,
        IsPhi = true,
        Length = content.Length,
        OpenAsync = _ => ValueTask.FromResult<Stream>(new MemoryStream(content)),
    };

    private static T Value<T>(ApiOutcome<T> outcome) => outcome.ShouldBeOfType<ApiOutcome<T>.Accepted>(outcome.ToString()).Value;

    private static (int Status, string Reason) Refused<T>(ApiOutcome<T> outcome)
    {
        var refused = outcome.ShouldBeOfType<ApiOutcome<T>.Refused>(outcome.ToString());
        return (refused.Status, refused.Reason);
    }

    /// <summary>The server with its demo data on an engine.</summary>
    private sealed class Server(WebApplication app, string directory) : IAsyncDisposable
    {
        public static async Task<Server> StartAsync(DatabaseEngine engine)
        {
            var directory = Directory.CreateTempSubdirectory("portal-client-").FullName;
            var settings = new Dictionary<string, string?> { ["Data:Directory"] = directory };
            if (engine == DatabaseEngine.PostgreSql)
            {
                settings["Database:Provider"] = "PostgreSql";
                settings["ConnectionStrings:ApiServer"] = PostgreSqlCluster.Shared.CreateDatabase();
            }

            var app = await ApiServerHost.CreateAsync(
                new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "Development", "http://127.0.0.1:0", logging: null, CancellationToken.None);
            await app.StartAsync();
            return new Server(app, directory);
        }

        public TestClient Care360(string key = "demo-care360-northside") => new(app.Urls.First(), key);

        public TestClient Sweeppea(string token = "demo-sweeppea-northside") => new(app.Urls.First(), token);

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }
}
