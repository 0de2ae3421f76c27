using Dapper;
using NodaTime;
using Portal.ApiServer.Tests.Scheduling;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Appointments;

/// <summary>Document 002, answer by answer, and the rulings on it.</summary>
public sealed class ScheduleAppointmentTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task Document002_Success_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);

        var answer = await server.ScheduleAsync();

        answer.Status.ShouldBe(200, answer.Body);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe("""{"status":200,"success":true,"message":"Meeting scheduled successfully"}""");
    }

    [Fact]
    public async Task Document002_BadRequest_IsTheDocumentedJson()
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);

        var answer = await server.ScheduleAsync(AppointmentBodies.At("tomorrow"));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"startTime, Invalid ISO datetime"}""");
    }

    [Fact]
    public async Task Document002_Unauthorized_IsTheDocumentedJson()
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);
        foreach (var key in new[] { null, "", "wrong" })
        {
            var answer = await server.ScheduleAsync("{", key);

            answer.Status.ShouldBe(401);
            answer.Body.ShouldBe("""{"status":401,"success":false,"message":"Unauthorized"}""");
        }
    }

    [Fact]
    public async Task Document002_TooManyRequests_IsTheDocumentedJsonWithRetryAfter()
    {
        await using var server = await RunningServer.StartAsync(
            DatabaseEngine.Sqlite, settings: [("ApiServer:RateLimit:Requests", "1"), ("ApiServer:RateLimit:WindowSeconds", "3600")]);
        await server.ScheduleAsync();

        var answer = await server.ScheduleAsync();

        answer.Status.ShouldBe(429);
        answer.Body.ShouldBe("""{"status":429,"success":false,"message":"Rate limit exceeded"}""");
        int.Parse(answer.RetryAfter!, null).ShouldBeInRange(1, 3600);
    }

    [Theory]
    [InlineData("eventTypeId", null, "eventTypeId, Invalid input: expected string, received undefined")]
    [InlineData("eventTypeId", "\"\"", "eventTypeId, Too small: expected string to have >=1 characters")]
    [InlineData("startTime", "1", "startTime, Invalid input: expected string, received number")]
    [InlineData("email", "\"x\"", "email, Invalid email address")]
    [InlineData("firstName", "null", "firstName, Invalid input: expected string, received null")]
    [InlineData("lastName", "true", "lastName, Invalid input: expected string, received boolean")]
    [InlineData("timezone", "\"Mars\"", "timezone, Invalid IANA time zone")]
    [InlineData("timezone", null, "timezone, Invalid input: expected string, received undefined")]
    [InlineData("location", "\"here\"", "location, Invalid option: expected one of \\\"google_conference\\\"|\\\"zoom_conference\\\"|\\\"gotomeeting_conference\\\"|\\\"microsoft_teams_conference\\\"|\\\"webex_conference\\\"")]
    [InlineData("tracking", "null", "tracking, Invalid input: expected object, received null")]
    [InlineData("tracking.utmTerm", "[]", "tracking.utmTerm, Invalid input: expected string, received array")]
    [InlineData("tracking.salesforceUuid", "\"a\\u0000\"", "tracking.salesforceUuid, Invalid input: expected string without U+0000 and unpaired surrogates")]
    public async Task Post_OneFieldWrong_NamesIt(string path, string? json, string error)
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);

        var answer = await server.ScheduleAsync(AppointmentBodies.With((path, json)));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request","error":"{{error}}"}""");
    }

    [Fact]
    public async Task Post_NothingRight_NamesEveryFieldInDocumentedOrder()
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);

        var answer = await server.ScheduleAsync("""{"tracking":{"utmMedium":2,"utmSource":1},"firstName":3}""");

        answer.Body.ShouldBe(
            """{"status":400,"success":false,"message":"Invalid request","error":"eventTypeId, Invalid input: expected string, received undefined; startTime, Invalid input: expected string, received undefined; email, Invalid input: expected string, received undefined; firstName, Invalid input: expected string, received number; timezone, Invalid input: expected string, received undefined; location, Invalid input: expected string, received undefined; tracking.utmSource, Invalid input: expected string, received number; tracking.utmMedium, Invalid input: expected string, received number"}""");
    }

    [Theory]
    [InlineData("", "Request body is empty")]
    [InlineData("{", "Request body is not valid JSON")]
    [InlineData("{\"email\":\"a\",\"email\":\"b\"}", "Request body has a duplicate key")]
    public async Task Post_NoJson_SaysSo(string body, string error)
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);

        (await server.ScheduleAsync(body)).Body.ShouldBe($$"""{"status":400,"success":false,"message":"Invalid request","error":"{{error}}"}""");
    }

    [Fact]
    public async Task Post_BodyTooLarge_Is413()
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);

        (await server.ScheduleAsync(new string(' ', (1024 * 1024) + 1))).Status.ShouldBe(413);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_UnknownOrForeignEventType_IsTheSame400(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);

        var unknown = await server.ScheduleAsync(AppointmentBodies.With(("eventTypeId", "\"nothing\""), ("location", "\"webex_conference\"")));
        var foreign = await server.ScheduleAsync(key: RunningServer.SouthKey);

        unknown.Status.ShouldBe(400);
        unknown.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Event type not found"}""");
        foreign.Body.ShouldBe(unknown.Body);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_LocationNotOffered_Is400BeforeTheSlot(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);

        var answer = await server.ScheduleAsync(AppointmentBodies.With(("location", "\"webex_conference\""), ("startTime", "\"2020-01-01T00:00:00Z\"")));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"Location is not available for this event type"}""");
    }

    [Theory]
    [InlineData("2026-03-10T09:30:00Z")]
    [InlineData("2026-03-11T09:31:00Z")]
    [InlineData("2026-03-11T12:00:00Z")]
    [InlineData("2027-03-11T09:30:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    public async Task Post_NoFreeSlot_Is400(string start)
    {
        await using var server = await StartAsync(DatabaseEngine.Sqlite);

        var answer = await server.ScheduleAsync(AppointmentBodies.At(start));

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(AppointmentBodies.SlotLost);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_SlotTaken_Is400AndItIsNoLongerShown(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        await server.ScheduleAsync();

        var again = await server.ScheduleAsync(AppointmentBodies.At("2026-03-11T15:00:00+05:30"));
        var slots = await server.GetAsync(
            $"/api/v1/calendar/provider-availability?provider_states=NY&event_type_id={EventTypes.Id}&start_time=2026-03-11T09:00:00Z&end_time=2026-03-11T10:30:00Z");

        again.Body.ShouldBe(AppointmentBodies.SlotLost);
        slots.Body.ShouldContain("\"slots\":[{\"startTime\":\"2026-03-11T09:00:00Z\",\"endTime\":\"2026-03-11T09:30:00Z\"},{\"startTime\":\"2026-03-11T10:00:00Z\"");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_AnotherEventTypeOfTheProvider_SharesTheProvidersTimeWithBuffers(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        await EventTypes.AddAsync(server.Database, "north", ("id", "\"two\""), ("buffer_after_minutes", "20"));
        await EventTypes.AddAsync(server.Database, "north", ("id", "\"three\""), ("provider_email", "\"other@example.com\""));
        (await server.ScheduleAsync(AppointmentBodies.With(("eventTypeId", "\"two\"")))).Status.ShouldBe(200);

        (await server.ScheduleAsync(AppointmentBodies.At("2026-03-11T10:00:00Z"))).Body.ShouldBe(AppointmentBodies.SlotLost);
        (await server.ScheduleAsync(AppointmentBodies.At("2026-03-11T10:30:00Z"))).Status.ShouldBe(200);
        (await server.ScheduleAsync(AppointmentBodies.At("2026-03-11T09:00:00Z"))).Status.ShouldBe(200);
        (await server.ScheduleAsync(AppointmentBodies.With(("eventTypeId", "\"three\"")))).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_Booked_IsListedWithItsTrackingAndWithoutACase(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        await server.ScheduleAsync(AppointmentBodies.With(("tracking.utmTerm", "\"knee\""), ("tracking.salesforceUuid", "\"sf-1\"")));

        var item = (await server.ListAsync()).ShouldHaveSingleItem();

        item["title"]!.GetValue<string>().ShouldBe("Consultation");
        item["start"]!.GetValue<string>().ShouldBe("2026-03-11T09:30:00Z");
        item["end"]!.GetValue<string>().ShouldBe("2026-03-11T10:00:00Z");
        item["agentName"]!.GetValue<string>().ShouldBe("calendly");
        Guid.ParseExact(item["agentEventId"]!.GetValue<string>(), "D").ShouldNotBe(Guid.ParseExact(item["id"]!.GetValue<string>(), "D"));
        item["isEditable"]!.GetValue<bool>().ShouldBeFalse();
        item["case"].ShouldBeNull();
        item["meetingDetails"]!.ToJsonString().ShouldBe(
            """{"timezone":"Asia/Kolkata","meetingLink":null,"location":"google_conference","providerName":"Dr. Maya","providerEmail":"maya@example.com","tracking":{"utm_campaign":null,"utm_source":null,"utm_medium":null,"utm_content":null,"utm_term":"knee","salesforce_uuid":"sf-1"}}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_SubmitterOfACase_IsListedInItUntilItIsArchived(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        await server.ScheduleAsync(AppointmentBodies.With(("email", "\"SUBMITTER@example.com\""), ("tracking", null)));

        (await server.ListAsync()).ShouldHaveSingleItem()["case"]!["id"]!.GetValue<string>().ShouldBe(RunningServer.NorthCase);
        await server.Database.WriteAsync(write => write.Connection.ExecuteAsync("UPDATE cases SET is_archived = TRUE", transaction: write.Transaction), default);
        (await server.ListAsync()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Get_UserEmail_FindsTheProvidersTheInviteesAndTheSubmitters(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);
        await server.ScheduleAsync(AppointmentBodies.With(("email", "\"submitter@example.com\"")));
        await server.ScheduleAsync(AppointmentBodies.With(("email", "\"Invitee@example.com\""), ("startTime", "\"2026-03-11T11:00:00Z\"")));

        (await server.ListAsync("user_email=MAYA@example.com")).Count.ShouldBe(2);
        (await server.ListAsync("user_email=invitee@example.com")).Count.ShouldBe(1);
        (await server.ListAsync("user_email=submitter@example.com")).Count.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_SameIdempotencyKey_IsTheStoredAnswerSuccessAndRefusalAlike(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine);

        var first = await server.ScheduleAsync(idempotencyKey: "one");
        var second = await server.ScheduleAsync(idempotencyKey: "one");
        var other = await server.ScheduleAsync(idempotencyKey: "two");
        await server.CancelAsync((await server.ListAsync())[0]["id"]!.GetValue<string>());
        var refusedAgain = await server.ScheduleAsync(idempotencyKey: "two");
        var reused = await server.ScheduleAsync(AppointmentBodies.At("2026-03-11T11:00:00Z"), idempotencyKey: "one");

        first.Body.ShouldBe(AppointmentBodies.Scheduled);
        second.Body.ShouldBe(AppointmentBodies.Scheduled);
        other.Body.ShouldBe(AppointmentBodies.SlotLost);
        refusedAgain.Body.ShouldBe(AppointmentBodies.SlotLost);
        reused.Status.ShouldBe(422);
        (await server.ListAsync()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Post_SixteenAtOnce_OneWins(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await EventTypes.AddAsync(server.Database, "north", ("weekly_hours", "{}"), ("exceptions", """[{"date":"DAY","hours":["09:00-10:00"]}]""".Replace("DAY", Tomorrow)));
        await using var replica = await server.StartReplicaAsync();
        var body = AppointmentBodies.At($"{Tomorrow}T09:30:00Z");

        foreach (var servers in new[] { new[] { server }, [server, replica] })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => servers[i % servers.Length].ScheduleAsync(body)));

            answers.Count(answer => answer.Body == AppointmentBodies.Scheduled).ShouldBe(1);
            answers.Count(answer => answer.Body == AppointmentBodies.SlotLost).ShouldBe(15);
            var item = (await server.ListAsync("user_email=maya@example.com")).ShouldHaveSingleItem();
            (await server.CancelAsync(item["id"]!.GetValue<string>())).Status.ShouldBe(200);
        }
    }

    private static string Tomorrow => NodaTime.Text.LocalDatePattern.Iso.Format(SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(1));

    private static async Task<RunningServer> StartAsync(DatabaseEngine engine)
    {
        var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        await EventTypes.AddAsync(server.Database, "north");
        return server;
    }
}
