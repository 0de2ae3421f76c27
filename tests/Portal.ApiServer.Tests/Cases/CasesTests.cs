using System.Text.Json;
using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Cases;

/// <summary><c>GET /api/v1/cases</c>, companion 1.5.</summary>
public sealed class CasesTests(Servers servers) : IClassFixture<Servers>
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Paging_WhileCasesAreAdded_ReachesEachOnce(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var cases = Enumerable.Range(0, 250).Select(number => StoredCases.Create(number)).ToList();
        await StoredCases.AddAsync(server, cases);
        var seen = new List<string>();
        var isFirst = true;
        string? after = null;
        do
        {
            var page = await PageAsync(server, $"recordsPerPage=17{(after is null ? "" : $"&after={after}")}");
            page.HasPrevious.ShouldBe(!isFirst);
            page.Ids.Count.ShouldBeLessThanOrEqualTo(17);
            page.Start.ShouldBe(page.Ids[0]);
            page.End.ShouldBe(page.Ids[^1]);
            seen.AddRange(page.Ids);
            after = page.HasNext ? page.End : null;

            // Before what was read, and after everything.
            await StoredCases.AddAsync(server, [StoredCases.Create(0, createdAt: StoredCases.Start - Duration.FromHours(1)), StoredCases.Create(900)]);
            isFirst = false;
        }
        while (after is not null && seen.Count < 1000);

        seen.Distinct(StringComparer.Ordinal).Count().ShouldBe(seen.Count);
        cases.Select(added => added.Id).Except(seen, StringComparer.Ordinal).ShouldBeEmpty();
        seen.Take(250).ShouldBe(cases.OrderBy(added => added.CreatedAt).ThenBy(added => added.Id, StringComparer.Ordinal).Select(added => added.Id));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Paging_CursorsCaseNoLongerMatches_GoesOnFromItsPlace(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var cases = Enumerable.Range(0, 4).Select(number => StoredCases.Create(number * 3, number == 1 ? "REJECTED" : "OPEN")).ToList();
        await StoredCases.AddAsync(server, cases);

        var page = await PageAsync(server, $"status=OPEN&after={cases[1].Id}");

        page.Ids.ShouldBe([cases[2].Id, cases[3].Id]);
        page.HasPrevious.ShouldBeTrue();
        page.HasNext.ShouldBeFalse();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Range_StartIsInclusiveAndEndExclusive(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var first = StoredCases.Create(1, createdAt: Instant.FromUtc(2023, 1, 1, 0, 0));
        var last = StoredCases.Create(2, createdAt: Instant.FromUtc(2023, 1, 2, 0, 0));
        await StoredCases.AddAsync(server, [first, last]);

        var page = await PageAsync(server, "", "startTime=2023-01-01T00:00:00Z&endTime=2023-01-02T01:00:00%2B01:00");

        page.Ids.ShouldBe([first.Id]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Status_Several_GivesThoseOnly(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await StoredCases.AddAsync(server, [StoredCases.Create(1), StoredCases.Create(4, "APPROVED"), StoredCases.Create(7, "ASSIGNED")]);

        (await PageAsync(server, "status=ASSIGNED,APPROVED")).Titles.ShouldBe(["Case 4", "Case 7"]);
        (await PageAsync(server, "status=ABANDONED")).ShouldBe(new Page([], [], null, null, HasNext: false, HasPrevious: false));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task OtherOrganization_SeesNothing(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var ofNorth = StoredCases.Create(1);
        await StoredCases.AddAsync(server, [ofNorth]);

        (await PageAsync(server, "", key: RunningServer.SouthKey)).Ids.ShouldBeEmpty();
        (await server.GetAsync($"/api/v1/cases?{StoredCases.Range}&after={ofNorth.Id}", RunningServer.SouthKey)).Body
            .ShouldBe("""{"status":400,"success":false,"message":"Invalid request","error":"after, Invalid cursor"}""");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CalendarEvents_AskedFor_AreThoseOfEachCaseThatAreNotCancelled(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        var cases = new[] { StoredCases.Create(1), StoredCases.Create(4) };
        await StoredCases.AddAsync(server, cases);
        var later = await server.CreateAsync(cases[0].Id, json: Bodies.Create("2030-01-02T10:00:00Z", "2030-01-02T11:00:00Z"));
        var sooner = await server.CreateAsync(cases[0].Id, json: Bodies.Create("2020-01-02T10:00:00Z", "2020-01-02T11:00:00Z"));
        var cancelled = await server.CreateAsync(cases[1].Id);
        (await server.PostAsync(cases[1].Id, Bodies.Cancel(cancelled))).Status.ShouldBe(200);

        var answer = await server.GetAsync($"/api/v1/cases?{StoredCases.Range}&includeCalendarEvents=true");

        using var document = JsonDocument.Parse(answer.Body);
        var events = document.RootElement.GetProperty("cases").EnumerateArray()
            .Select(item => item.GetProperty("calendarEvents").EnumerateArray().Select(e => e.GetProperty("id").GetString()!).ToArray()).ToArray();
        events.ShouldBe([[sooner, later], []]);
    }

    [Theory]
    [InlineData("", "startTime, Invalid input: expected string, received undefined; endTime, Invalid input: expected string, received undefined")]
    [InlineData("startTime=2024-05-01&endTime=x", "startTime, Invalid ISO datetime; endTime, Invalid ISO datetime")]
    [InlineData("startTime=2024-05-01T00:00:00Z&endTime=2024-05-01T00:00:00Z", "endTime, Must be after startTime")]
    [InlineData("startTime=2024-05-01T00:00:00Z&endTime=2024-06-30T00:00:00.001Z", "endTime, Must be at most 60 days after startTime")]
    [InlineData("status=", StatusError)]
    [InlineData("status=OPEN,closed", StatusError)]
    [InlineData("recordsPerPage=0", "recordsPerPage, Invalid input: expected a whole number from 1 to 100")]
    [InlineData("recordsPerPage=101", "recordsPerPage, Invalid input: expected a whole number from 1 to 100")]
    [InlineData("recordsPerPage=ten", "recordsPerPage, Invalid input: expected a whole number from 1 to 100")]
    [InlineData("after=nonsense", "after, Invalid cursor")]
    [InlineData("after=00000000-0000-4000-8000-000000000000", "after, Invalid cursor")]
    [InlineData("after=a&after=b", "after, Invalid input: expected string, received array")]
    [InlineData("includeAttachments=yes", "includeAttachments, Invalid option: expected one of \"true\"|\"false\"")]
    [InlineData("includeOrders=1", "includeOrders, Invalid option: expected one of \"true\"|\"false\"")]
    [InlineData("includeCalendarEvents=", "includeCalendarEvents, Invalid option: expected one of \"true\"|\"false\"")]
    [InlineData("includeAttachments=true", "documentFormat, Invalid input: expected string, received undefined")]
    [InlineData("includeAttachments=true&documentFormat=pdf", "documentFormat, Invalid option: expected one of \"base64\"|\"url\"")]
    public async Task Query_Wrong_Is400WithEachError(string query, string error)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var range = query.Length == 0 || query.StartsWith("startTime", StringComparison.Ordinal) ? "" : StoredCases.Range + "&";

        var answer = await server.GetAsync($"/api/v1/cases?{range}{query}");

        answer.Status.ShouldBe(400);
        Error(answer).ShouldBe(("Invalid request", error));
    }

    [Fact]
    public async Task Query_EveryParameterRight_Is200()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync(
            $"/api/v1/cases?{StoredCases.Range}&status=OPEN&recordsPerPage=100&includeAttachments=true&documentFormat=url&includeOrders=true&includeCalendarEvents=false");

        answer.Body.ShouldBe(
            """
            {"status":200,"success":true,"message":"Cases fetched successfully","pageInfo":{"cursor":{"start":null,"end":null},"hasNextPage":false,"hasPreviousPage":false,"count":0},"cases":[]}
            """.Trim());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Key_MissingOrUnknown_Is401BeforeTheQuery(string? key)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync("/api/v1/cases", key);

        answer.ShouldBe(new WireAnswer(401, """{"status":401,"success":false,"message":"Invalid or missing API key"}""", "application/json; charset=utf-8", null));
    }

    private const string StatusError =
        "status, Invalid option: expected one of \"OPEN\"|\"ASSIGNED\"|\"IN_PROGRESS\"|\"APPROVED\"|\"REJECTED\"|\"NO_DECISION\"|\"ABANDONED\"";

    private static (string?, string?) Error(WireAnswer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        return (document.RootElement.GetProperty("message").GetString(), document.RootElement.GetProperty("error").GetString());
    }

    private static async Task<Page> PageAsync(RunningServer server, string query, string range = StoredCases.Range, string key = RunningServer.NorthKey)
    {
        var answer = await server.GetAsync($"/api/v1/cases?{range}&{query}", key);
        answer.Status.ShouldBe(200, answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        var info = document.RootElement.GetProperty("pageInfo");
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().ToList();
        info.GetProperty("count").GetInt32().ShouldBe(cases.Count);
        return new Page(
            [.. cases.Select(item => item.GetProperty("id").GetString()!)],
            [.. cases.Select(item => item.GetProperty("title").GetString()!)],
            info.GetProperty("cursor").GetProperty("start").GetString(),
            info.GetProperty("cursor").GetProperty("end").GetString(),
            info.GetProperty("hasNextPage").GetBoolean(),
            info.GetProperty("hasPreviousPage").GetBoolean());
    }

    private sealed record Page(List<string> Ids, List<string> Titles, string? Start, string? End, bool HasNext, bool HasPrevious)
    {
        public bool Equals(Page? other) =>
            other is not null && Ids.SequenceEqual(other.Ids) && Titles.SequenceEqual(other.Titles)
            && (Start, End, HasNext, HasPrevious) == (other.Start, other.End, other.HasNext, other.HasPrevious);

        public override int GetHashCode() => Ids.Count;
    }
}
