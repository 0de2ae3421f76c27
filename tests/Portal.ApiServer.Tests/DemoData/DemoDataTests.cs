using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Configuration;
using Portal.ApiServer.DemoData;
using Portal.ApiServer.Webhooks;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.DemoData;

public sealed class DemoDataTests
{
    private static readonly Instant Saturday = Instant.FromUtc(2026, 11, 21, 15, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task Start_InDevelopment_SeedsBothOrganizations(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Saturday), "Development");

        (await server.CountEventsAsync("northside")).ShouldBeInRange(110, 150);
        (await server.CountEventsAsync("lakeview")).ShouldBeInRange(58, 64);
        var cases = await server.Database.ReadAsync(
            async connection => (await connection.QueryAsync<string>("SELECT organization_id || ' ' || id FROM cases WHERE organization_id IN ('northside', 'lakeview') ORDER BY 1")).ToList(),
            default);
        cases.Count.ShouldBe(4);
        cases.ShouldContain("northside a1b2c3d4-e5f6-7890-abcd-ef1234567890");
        cases.ShouldContain("lakeview b2c3d4e5-f6a7-4890-9bcd-ef1234567891");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Start_InDevelopmentWithThePortalsAddress_SetsTheWebhooks(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(
            engine, new TestClock(Saturday), "Development", ("ApiServer:Demo:WebhookBaseUrl", "http://127.0.0.1:1/"));
        var webhooks = server.Services.GetRequiredService<WebhookAdministration>();

        (await webhooks.ShowAsync("northside", default)).ShouldNotBeNull().Url.ShouldBe("http://127.0.0.1:1/webhooks/care360/northside");
        (await webhooks.ShowAsync("lakeview", default)).ShouldNotBeNull().HasSecret.ShouldBeTrue();
        (await webhooks.ShowAsync("north", default)).ShouldBeNull();
        await server.Services.GetRequiredService<DemoDataSeeder>().SetWebhooksAsync(new Uri("http://127.0.0.1:2/portal"), default);
        (await webhooks.ShowAsync("lakeview", default)).ShouldNotBeNull().Url.ShouldBe("http://127.0.0.1:2/portal/webhooks/care360/lakeview");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Start_InDevelopment_ListsEveryCaseByTheDemoKeys(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Saturday), "Development");

        var north = await server.GetAsync("/api/v1/calendar/appointments?start_date=2026-11-01&end_date=2026-12-31", "demo-care360-northside");
        var lake = await server.GetAsync("/api/v1/calendar/appointments?start_date=2026-11-01&end_date=2026-12-31", "demo-care360-lakeview");

        CasesOf(north).Count.ShouldBe(3);
        CasesOf(lake).ShouldBe(["b2c3d4e5-f6a7-4890-9bcd-ef1234567891"]);
        north.Body.ShouldContain("\"agentName\":\"calendly\"");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SeedAsync_Again_AddsNothingAndRevivesNothing(DatabaseEngine engine)
    {
        var clock = new TestClock(Saturday);
        await using var server = await RunningServer.StartAsync(engine, clock, "Development");
        var before = await server.CountEventsAsync("northside");
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync("UPDATE calendar_events SET is_deleted = TRUE WHERE organization_id = 'northside'", transaction: write.Transaction),
            default);

        await new DemoDataSeeder(server.Database, server.Services.GetRequiredService<ApiServerSettings>(), clock).SeedAsync(default);

        (await server.CountEventsAsync("northside")).ShouldBe(before);
        var alive = await server.Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM calendar_events WHERE organization_id = 'northside' AND is_deleted = FALSE"),
            default);
        alive.ShouldBe(0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SeedAsync_MarketingEventsDeleted_StayDeletedAndTheNextMonthIsPlanned(DatabaseEngine engine)
    {
        var clock = new TestClock(Saturday);
        await using var server = await RunningServer.StartAsync(engine, clock, "Development");
        var seeder = new DemoDataSeeder(server.Database, server.Services.GetRequiredService<ApiServerSettings>(), clock);
        (await CountAsync("northside")).ShouldBe(12);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "DELETE FROM marketing_events WHERE organization_id = 'northside' OR (organization_id = 'lakeview' AND title = 'Health fair')", transaction: write.Transaction),
            default);

        await seeder.SeedAsync(default);
        ((await CountAsync("northside")), (await CountAsync("lakeview"))).ShouldBe((0, 10));

        clock.Advance(Duration.FromDays(14));
        await seeder.SeedAsync(default);
        ((await CountAsync("northside")), (await CountAsync("lakeview"))).ShouldBe((6, 16));

        Task<long> CountAsync(string organizationId) => server.Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM marketing_events WHERE organization_id = @organizationId", new { organizationId }),
            default);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SeedAsync_Comments_AreThoseOfTheFirstStart(DatabaseEngine engine)
    {
        var clock = new TestClock(Saturday);
        await using var server = await RunningServer.StartAsync(engine, clock, "Development");
        const string Path = "/api/v1/customer-case-detail?caseId=a1b2c3d4-e5f6-7890-abcd-ef1234567890";
        var first = await server.GetAsync(Path, "demo-care360-northside");

        clock.Advance(Duration.FromDays(40));
        await new DemoDataSeeder(server.Database, server.Services.GetRequiredService<ApiServerSettings>(), clock).SeedAsync(default);

        var detail = JsonNode.Parse(first.Body)!["caseDetail"]!;
        var comments = detail["comments"]!.AsArray();
        comments.Count.ShouldBe(4);
        comments.Select(comment => comment!["createdAt"]!.GetValue<string>()).ShouldAllBe(at => string.CompareOrdinal(at, detail["createdAt"]!.GetValue<string>()) > 0);
        (await server.GetAsync(Path, "demo-care360-northside")).Body.ShouldBe(first.Body);
    }

    [Fact]
    public void Comments_OfEveryCase_AreByItsTeamAndInThePast()
    {
        foreach (var organization in DemoOrganizations.All)
        {
            var comments = DemoComments.Plan(organization, Saturday).ToList();

            comments.Select(comment => comment.CaseId).Distinct(StringComparer.Ordinal).ShouldBe(organization.Cases.Select(demoCase => demoCase.Id));
            comments.ShouldAllBe(comment => comment.Now < Saturday && comment.Now > Saturday - DemoComments.AgeOfCases);
            comments.Select(comment => comment.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(comments.Count);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Start_InProduction_SeedsNothing(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);

        (await server.CountEventsAsync("northside")).ShouldBe(0);
        (await server.GetAsync("/api/v1/calendar/appointments?start_date=2026-11-01&end_date=2026-12-31", "demo-care360-northside")).Status.ShouldBe(401);
    }

    [Fact]
    public void Plan_AnyDayOfAYear_HasEnoughOfEverything()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        foreach (var day in Enumerable.Range(0, 366))
        {
            var now = Instant.FromUtc(2026, 1, 1, 15, 0) + Duration.FromDays(day);

            var events = DemoCalendar.Plan(DemoOrganizations.Northside, now);
            var coming = events.Where(e => e.Times.End > now).ToList();

            DemoCalendar.Plan(DemoOrganizations.Lakeview, now).Count.ShouldBeInRange(58, 64);
            events.Select(e => e.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(events.Count);
            coming.Select(e => e.Case.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
            coming.ShouldContain(e => e.AgentName != "custom");
            coming.Count(e => e.Times.Start < now + Duration.FromDays(2)).ShouldBeGreaterThanOrEqualTo(4);
            events.ShouldAllBe(e => LocationTypes.All.Contains(e.Location));
            events.ShouldAllBe(e => e.Times.Start.InZone(zone).Hour >= 9 && e.Times.End.InZone(zone).TimeOfDay <= new LocalTime(19, 45));
        }
    }

    private static List<string> CasesOf(WireAnswer answer)
    {
        answer.Status.ShouldBe(200, answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        return
        [
            .. document.RootElement.GetProperty("data").EnumerateArray()
                .Select(item => item.GetProperty("case").GetProperty("id").GetString()!).Distinct(StringComparer.Ordinal),
        ];
    }
}
