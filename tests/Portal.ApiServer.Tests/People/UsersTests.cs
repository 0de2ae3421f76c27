using System.Text;
using System.Text.Json;
using Dapper;
using NodaTime;
using Portal.ApiServer.People;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.People;

/// <summary><c>GET /api/v1/users</c>, companion 1.9.</summary>
public sealed class UsersTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly Instant Start = Instant.FromUtc(2024, 5, 1, 9, 0) + Duration.FromMilliseconds(14);

    [Theory, ClassData(typeof(Engines))]
    public async Task Companion19_Users_IsTheDocumentedJson(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine, 2);
        await server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "UPDATE users SET phone_number = '+15550100', id = '00000000-5717-4562-b3fc-2c963f66afa6' WHERE email = 'user000@example.com'",
                transaction: write.Transaction),
            default);

        var answer = await server.GetAsync("/api/v1/users?email=USER&limit=1");

        var cursor = Convert.ToBase64String(Encoding.ASCII.GetBytes("2024-05-01T09:00:00.014Z|00000000-5717-4562-b3fc-2c963f66afa6")).TrimEnd('=');
        answer.ShouldBe(new WireAnswer(
            200,
            $$"""
            {"meta":{"hasMore":true,"cursor":"{{cursor}}"},"data":[{"email":"user000@example.com","firstName":"User","lastName":"No. 0",
            "dob":null,"phoneNumber":"+15550100","gender":null,"address":null,"address2":null,"city":null,"state":null,"country":null,"postalCode":null,"allergies":null}]}
            """.ReplaceLineEndings(""),
            "application/json; charset=utf-8",
            null));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Paging_InEitherOrder_ReachesEachOnce(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine, 25);

        var ascending = await AllAsync(server, "email=user&sortBy=createdAt");
        var descending = await AllAsync(server, "email=user&sorOrder=desc&limit=7");

        ascending.Count.ShouldBe(25);
        ascending.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Count().ShouldBe(25);
        ascending[0].ShouldBeOneOf("user000@example.com", "user001@example.com");
        descending.ShouldBe(Enumerable.Reverse(ascending));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Email_WithWildcards_MatchesThemAsLetters(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine, 1, "a_b@example.com", "axb@example.com");

        (await AllAsync(server, "email=a_")).ShouldBe(["a_b@example.com"]);
        (await AllAsync(server, "email=%25")).ShouldBeEmpty();
        (await AllAsync(server, "email=a%5C")).ShouldBeEmpty();
        (await AllAsync(server, "email=b%40")).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task OtherOrganization_SeesItsOwnOnly(DatabaseEngine engine)
    {
        await using var server = await StartAsync(engine, 3);

        (await AllAsync(server, "email=user", RunningServer.SouthKey)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sortOrder=up", "sortOrder, Invalid option: expected one of \"asc\"|\"desc\"")]
    [InlineData("sorOrder=up", "sorOrder, Invalid option: expected one of \"asc\"|\"desc\"")]
    [InlineData("sortBy=email", "sortBy, Invalid option: expected one of \"createdAt\"")]
    [InlineData("limit=0", "limit, Invalid input: expected a whole number from 1 to 100")]
    [InlineData("limit=101", "limit, Invalid input: expected a whole number from 1 to 100")]
    [InlineData("after=", "after, Invalid cursor")]
    [InlineData("after=%21%21", "after, Invalid cursor")]
    [InlineData("after=MjAyNC0wNS0wMQ", "after, Invalid cursor")]
    [InlineData("after=MjAyNS0xMS0yNlQxMDo1NToxMi4wMTRafHg", "after, Invalid cursor")]
    [InlineData("after=a&limit=x", "limit, Invalid input: expected a whole number from 1 to 100; after, Invalid cursor")]
    [InlineData("email=%00", "email, Invalid input: expected string without U+0000 and unpaired surrogates")]
    public async Task Query_Wrong_Is400WithEachError(string query, string error)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync($"/api/v1/users?{query}");

        answer.Status.ShouldBe(400, answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        document.RootElement.GetProperty("message").GetString().ShouldBe("Invalid request");
        document.RootElement.GetProperty("error").GetString().ShouldBe(error);
    }

    [Fact]
    public async Task Key_Missing_Is401()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);

        var answer = await server.GetAsync("/api/v1/users?limit=0", key: null);

        answer.Body.ShouldBe("""{"status":401,"success":false,"message":"Invalid or missing API key"}""");
    }

    [Theory]
    [InlineData("Maya", "Maya", "")]
    [InlineData("Dr. Maya Okafor", "Dr. Maya", "Okafor")]
    [InlineData("Ingrid Sol, PT", "Ingrid", "Sol")]
    [InlineData("  A   B ", "A", "B")]
    public void Split_Name_IsInTwoParts(string name, string first, string last) => PersonName.Split(name).ShouldBe((first, last));

    private static async Task<RunningServer> StartAsync(DatabaseEngine engine, int count, params string[] others)
    {
        var server = await RunningServer.StartAsync(engine);
        await server.Database.WriteAsync(
            async write =>
            {
                foreach (var number in Enumerable.Range(0, count))
                {
                    // Two at each instant, so that the order among them counts.
                    await UserStore.AddAsync(
                        write, "north", new NewUser($"user{number:D3}@example.com", "User", $"No. {number}", UserRoles.Patient), Start + Duration.FromSeconds(number / 2));
                }

                foreach (var email in others)
                {
                    await UserStore.AddAsync(write, "north", new NewUser(email, "Other", "User", UserRoles.Staff), Start);
                }
            },
            CancellationToken.None);
        return server;
    }

    private static async Task<List<string>> AllAsync(RunningServer server, string query, string key = RunningServer.NorthKey)
    {
        var emails = new List<string>();
        var after = "";
        while (emails.Count < 1000)
        {
            var answer = await server.GetAsync($"/api/v1/users?{query}{after}", key);
            answer.Status.ShouldBe(200, answer.Body);
            using var document = JsonDocument.Parse(answer.Body);
            var meta = document.RootElement.GetProperty("meta");
            emails.AddRange(document.RootElement.GetProperty("data").EnumerateArray().Select(user => user.GetProperty("email").GetString()!));
            meta.GetProperty("hasMore").GetBoolean().ShouldBe(meta.GetProperty("cursor").ValueKind == JsonValueKind.String);
            if (!meta.GetProperty("hasMore").GetBoolean())
            {
                break;
            }

            after = $"&after={meta.GetProperty("cursor").GetString()}";
        }

        return emails;
    }
}
