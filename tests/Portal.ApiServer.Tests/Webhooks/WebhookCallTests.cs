using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.ApiServer.Tests.Comments;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>Companion 1.8: what a receiver gets to see.</summary>
public sealed class WebhookCallTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Create_WithWebhook_CallsWithTheEventAsCreated(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);

        var id = await world.Server.CreateAsync(json: Bodies.Document000);

        var call = await FirstAsync(world);
        call.Text.ShouldBe(
            $$$$"""{"event":"CALENDAR_EVENT_CREATED","payload":{"case":{{{{await CaseAsync(world)}}}},"calendarEvent":{"id":"{{{{id}}}}","title":"Quarterly Planning Meeting","topic":"Quarterly Planning Meeting","description":"Review priorities and align on next-quarter goals.","color":"#2563EB","createdAt":"2026-03-04T05:06:07Z","updatedAt":"2026-03-04T05:06:07Z","isDeleted":false,"status":null,"startDateTime":"2025-12-31T14:00:00Z","endDateTime":"2025-12-31T15:00:00Z","timezone":"America/New_York","meetingLink":"https://example.com/meet/123","cancelURL":null,"rescheduleURL":null,"meetingNotes":[],"meetingProvider":"gotomeeting_conference","providerName":"Dr. Smith","providerEmail":"provider@example.com","tracking":null}}}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Cancel_WithWebhook_CallsWithTheEventAsCancelled(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        var id = await world.Server.CreateAsync(json: Bodies.Document000);
        world.Clock.Advance(NodaTime.Duration.FromSeconds(5));

        (await world.Server.PostAsync(RunningServer.NorthCase, Bodies.Cancel(id))).Status.ShouldBe(200);

        await Eventually.TrueAsync(() => Task.FromResult(world.Receiver.Calls.Count == 2), "both calls");
        world.Receiver.Calls.First().Text.ShouldContain("\"updatedAt\":\"2026-03-04T05:06:07Z\",\"isDeleted\":false");
        world.Receiver.Calls.Last().Text.ShouldBe(
            $$$$"""{"event":"CALENDAR_EVENT_CANCELED","payload":{"case":{{{{await CaseAsync(world)}}}},"calendarEvent":{"id":"{{{{id}}}}","title":"Quarterly Planning Meeting","topic":"Quarterly Planning Meeting","description":"Review priorities and align on next-quarter goals.","color":"#2563EB","createdAt":"2026-03-04T05:06:07Z","updatedAt":"2026-03-04T05:06:12Z","isDeleted":true,"status":null,"startDateTime":"2025-12-31T14:00:00Z","endDateTime":"2025-12-31T15:00:00Z","timezone":"America/New_York","meetingLink":"https://example.com/meet/123","cancelURL":null,"rescheduleURL":null,"meetingNotes":[],"meetingProvider":"gotomeeting_conference","providerName":"Dr. Smith","providerEmail":"provider@example.com","tracking":null}}}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Comment_WithWebhook_CallsWithoutTheContents(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);

        var answer = await world.Server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003);

        var call = await FirstAsync(world);
        var (author, attachment) = await world.Server.Database.ReadAsync(
            async connection => await connection.QuerySingleAsync<(string, string)>(
                "SELECT u.id, a.id FROM users u, comment_attachments a WHERE u.organization_id = 'north' AND u.email = 'support_user@carevalidate.com'"),
            default);
        call.Text.ShouldBe(
            $$$$"""{"event":"ADD_CASE_COMMENT","payload":{"case":{{{{await CaseAsync(world)}}}},"comments":{"id":"{{{{CommentBodies.IdOf(answer.Body)}}}}","text":"Comment text","isRestricted":false,"createdAt":"2026-03-04T05:06:07.000Z","forms":[],"author":{"id":"{{{{author}}}}","firstName":"John","lastName":"Doe","email":"support_user@carevalidate.com","role":"CASEWORKER"},"attachments":[{"id":"{{{{attachment}}}}","isRestricted":false,"isPHI":false,"fileName":"Screenshot_01.png","contentType":"image/png","size":8,"isDeleted":false,"createdAt":"2026-03-04T05:06:07.000Z","uploadedBy":{"id":"{{{{author}}}}","firstName":"John","lastName":"Doe"}}]}}}""");
    }

    [Fact]
    public async Task Call_WithSecret_IsSignedOverTheBytesSent()
    {
        await using var world = await WebhookWorld.StartAsync(DatabaseEngine.Sqlite, path: "/hook/care%20360?x=1");

        await world.Server.CreateAsync(json: Bodies.CreateWith("title", "\"Žluťoučký 😀 <b>\\\"\""));

        var call = await FirstAsync(world);
        call.Method.ShouldBe("POST");
        call.PathAndQuery.ShouldBe("/hook/care%20360?x=1");
        call.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        call.Headers["User-Agent"].ShouldBe("Portal-Webhooks/1");
        Guid.TryParseExact(call.DeliveryId, "D", out _).ShouldBeTrue();
        call.Headers["x-cv-signature"].ShouldBe(Convert.ToHexString(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookWorld.Secret), call.Body)).ToLowerInvariant());
        call.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase).ShouldBe(
            ["Content-Length", "Content-Type", "Host", "User-Agent", "x-cv-delivery", "x-cv-signature"]);
    }

    [Fact]
    public async Task Call_WithoutSecret_HasNoSignature()
    {
        await using var world = await WebhookWorld.StartAsync(DatabaseEngine.Sqlite, secret: null);

        await world.Server.CreateAsync();

        (await FirstAsync(world)).Headers.Keys.ShouldNotContain("x-cv-signature");
    }

    private static async Task<ReceivedCall> FirstAsync(WebhookWorld world)
    {
        await Eventually.TrueAsync(() => Task.FromResult(!world.Receiver.Calls.IsEmpty), "a call");
        return world.Receiver.Calls.First();
    }

    /// <summary>What stands at <c>payload.case</c>; when the case was created is the test database's own.</summary>
    private static async Task<string> CaseAsync(WebhookWorld world)
    {
        var created = await world.Server.Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                "SELECT created_at FROM cases WHERE organization_id = 'north' AND id = @id", new { id = RunningServer.NorthCase }),
            default);
        var at = ApiContract.IsoDateTime.FormatMilliseconds(NodaTime.Instant.FromUnixTimeMilliseconds(created));
        return $"{{\"id\":\"{RunningServer.NorthCase}\",\"type\":\"GENERAL\",\"title\":\"A case\",\"status\":\"OPEN\",\"shortId\":\"S-1\",\"createdAt\":\"{at}\",\"updatedAt\":\"{at}\",\"isArchived\":false,\"organizationId\":\"north\"}}";
    }
}
