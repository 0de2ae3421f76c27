using System.Text;
using Dapper;
using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Administration;

public sealed class CaseCommandTests
{
    private const string Id = "a1b2c3d4-e5f6-4890-abcd-ef1234567890";

    [Theory, ClassData(typeof(Engines))]
    public async Task CaseAdd_AllOptions_StoresTheCaseAndItsPeople(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");

        var id = await commands.DoAsync(
            "case", "add", "north", "--title", "@Knee", "--submitter-email", "Rosa@Patients.example", "--submitter-name", "Rosa M. Alvarez",
            "--id", Id.ToUpperInvariant(), "--short-id", "NS-1", "--status", "ASSIGNED", "--type", "INTAKE",
            "--assigned-to", "Maya@clinic.example", "--assignee", "sol@clinic.example", "--assignee", "maya@clinic.example");

        id.ShouldBe(Id);
        (await RowsAsync(commands, "SELECT id || '|' || short_id || '|' || title || '|' || status || '|' || type || '|' || submitter_email || '|' || assigned_to_email FROM cases"))
            .ShouldBe([$"{Id}|NS-1|@Knee|ASSIGNED|INTAKE|rosa@patients.example|maya@clinic.example"]);
        (await RowsAsync(commands, "SELECT email || '|' || first_name || '|' || last_name || '|' || role FROM users ORDER BY email"))
            .ShouldBe(["maya@clinic.example|||CASEWORKER", "rosa@patients.example|Rosa M.|Alvarez|USER", "sol@clinic.example|||CASEWORKER"]);
        (await RowsAsync(commands, "SELECT email FROM case_assignees ORDER BY email")).ShouldBe(["maya@clinic.example", "sol@clinic.example"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CaseAdd_IdThatExists_IsRefusedAndWritesNothing(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");
        await AddAsync(commands, "--id", Id);

        var again = await commands.RunAsync(
            "case", "add", "north", "--title", "Other", "--submitter-email", "new@b.example", "--submitter-name", "N", "--id", Id);

        again.ShouldBe(new CommandOutcome(1, "", "--id: the organisation has a case of this id already.\n"));
        (await RowsAsync(commands, "SELECT title FROM cases")).ShouldBe(["Knee"]);
        (await RowsAsync(commands, "SELECT email FROM users")).ShouldBe(["rosa@patients.example"]);
    }

    [Fact]
    public async Task CaseAdd_WrongValues_NamesEveryOption()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");

        var outcome = await commands.RunAsync(
            "case", "add", "north", "--title", " ", "--submitter-email", "rosa", "--submitter-name", "", "--id", "1", "--status", "open",
            "--short-id", new string('x', 41), "--type", "a\nb", "--assigned-to", "x", "--assignee", "y");

        outcome.Code.ShouldBe(1);
        outcome.ErrorLines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(
            ["--id", "--short-id", "--title", "--status", "--type", "--submitter-email", "--submitter-name", "--assigned-to", "--assignee"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CaseImport_Twice_ChangesNothingTheSecondTime(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        commands.Clock = new TestClock(Instant.FromUtc(2026, 3, 1, 9, 0));
        await commands.AddOrganizationAsync("north");
        var csv = $"\ufeffTitle,id,submitter_email,submitter_name,assigned_to,assignees\r\n\"Knee, \"\"left\"\"\",{Id},rosa@patients.example,Rosa Ålvarez,maya@clinic.example,a@c.example; b@c.example\r\n";

        var first = await commands.RunWithInputAsync(csv, "case", "import", "north", "-");
        var rows = await RowsAsync(commands, "SELECT title || submitter_name || updated_at || assigned_at FROM cases");
        commands.Clock = new TestClock(Instant.FromUtc(2026, 3, 2, 9, 0));
        var second = await commands.RunWithInputAsync(csv, "case", "import", "north", "-");

        first.ShouldBe(new CommandOutcome(0, "Cases read: 1. Added or changed: 1. Left as they were: 0.\n", ""));
        second.ShouldBe(new CommandOutcome(0, "Cases read: 1. Added or changed: 0. Left as they were: 1.\n", ""));
        rows.ShouldHaveSingleItem().ShouldStartWith("Knee, \"left\"Rosa Ålvarez");
        (await RowsAsync(commands, "SELECT title || submitter_name || updated_at || assigned_at FROM cases")).ShouldBe(rows);
        (await RowsAsync(commands, "SELECT email FROM case_assignees ORDER BY email")).ShouldBe(["a@c.example", "b@c.example"]);
        (await RowsAsync(commands, "SELECT email FROM users")).Count.ShouldBe(4);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CaseImport_CaseThatExists_ChangesWhatIsGivenAndKeepsTheRest(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");
        await AddAsync(commands, "--id", Id, "--short-id", "NS-1", "--status", "IN_PROGRESS", "--assigned-to", "maya@clinic.example", "--assignee", "a@c.example");

        var outcome = await commands.RunWithInputAsync(
            $"id,title,submitter_email,submitter_name,status\n{Id},Hip,rosa@patients.example,Rosa,\n", "case", "import", "north", "-");

        outcome.Code.ShouldBe(0, outcome.Error);
        (await RowsAsync(commands, "SELECT title || '|' || short_id || '|' || status || '|' || assigned_to_email FROM cases"))
            .ShouldBe(["Hip|NS-1|IN_PROGRESS|maya@clinic.example"]);
        (await RowsAsync(commands, "SELECT email FROM case_assignees")).ShouldBe(["a@c.example"]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task CaseImport_IdOfAnotherOrganization_IsACaseOfItsOwn(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");
        await commands.AddOrganizationAsync("south");
        await AddAsync(commands, "--id", Id);

        await commands.RunWithInputAsync($"id,title,submitter_email,submitter_name\n{Id},Hip,s@p.example,S\n", "case", "import", "south", "-");

        (await RowsAsync(commands, "SELECT organization_id || title FROM cases ORDER BY organization_id")).ShouldBe(["northKnee", "southHip"]);
    }

    [Fact]
    public async Task CaseImport_TwentyKindsOfMistakes_ListsAllAndWritesNothing()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");
        var long501 = new string('x', 501);
        var csv =
            $"""
            id,title,submitter_email,submitter_name,status,type,short_id,assigned_to,assignees
            {Id},fine,a@b.example,A,OPEN,GENERAL,1,,
            1,t,a@b.example,A,,,,,
            {Id},t,a@b.example,A,,,,,
            ,,a@b.example,A,,,,,
            ,{long501},a@b.example,A,,,,,
            ,"two
            lines",a@b.example,A,,,,,

            ,t,,A,,,,,
            ,t,a@b,A,,,,,
            ,t,a@b.example,,,,,,
            ,t,a@b.example,{long501},,,,,
            ,t,a@b.example,A,open,,,,
            ,t,a@b.example,A,CLOSED,,,,
            ,t,a@b.example,A,,{long501},,,
            ,t,a@b.example,A,,,{long501},,
            ,t,a@b.example,A,,,,maya,
            ,t,a@b.example,A,,,,,maya
            ,t,a@b.example,A,,,,,a@b.example;maya
            ,t,a@b.example,A
            ,t,a@b.example,A,,,,,,more
            ,a "quoted" word,a@b.example,A,,,,,
            ,t,a@b.example,A,,,,,{string.Join(';', Enumerable.Range(0, 51).Select(i => $"a{i}@b.example"))}
            """;

        var outcome = await commands.RunWithInputAsync(csv, "case", "import", "north", "-");

        outcome.Code.ShouldBe(1);
        outcome.Output.ShouldBe("");
        outcome.ErrorLines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(
        [
            "line 3, id", "line 4, id", "line 5, title", "line 6, title", "line 7, title", "line 10, submitter_email", "line 11, submitter_email",
            "line 12, submitter_name", "line 13, submitter_name", "line 14, status", "line 15, status", "line 16, type", "line 17, short_id",
            "line 18, assigned_to", "line 19, assignees", "line 20, assignees", "line 21, row", "line 22, row", "line 23, row", "line 24, assignees",
        ]);
        (await RowsAsync(commands, "SELECT title FROM cases")).ShouldBeEmpty();
        (await RowsAsync(commands, "SELECT email FROM users")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "file: must start with a header row.")]
    [InlineData("title,submitter_email", "line 1, submitter_name: column is missing.")]
    [InlineData("title,submitter_email,submitter_name,title", "line 1, title: column is there twice.")]
    [InlineData("title,submitter_email,submitter_name,colour", "line 1, colour: unknown column; there are id, short_id, title, status, type, submitter_email, submitter_name, assigned_to, assignees.")]
    public async Task CaseImport_WrongHeader_IsNamed(string csv, string expected)
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");

        (await commands.RunWithInputAsync(csv, "case", "import", "north", "-")).ShouldBe(new CommandOutcome(1, "", expected + "\n"));
    }

    [Fact]
    public async Task CaseImport_TooManyRows_IsRefused()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");
        var csv = new StringBuilder("title,submitter_email,submitter_name\n").Insert(37, "t,a@b.example,A\n", 100_001);

        (await commands.RunWithInputAsync(csv.ToString(), "case", "import", "north", "-"))
            .ShouldBe(new CommandOutcome(1, "", "file: must have at most 100,000 rows.\n"));
    }

    [Fact]
    public async Task CaseImport_NotUtf8OrMissing_IsRefused()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");
        var path = Path.Combine(commands.Directory, "latin1.csv");
        await File.WriteAllBytesAsync(path, Encoding.Latin1.GetBytes("title,submitter_email,submitter_name\nÅ,a@b.example,A\n"));

        var latin = await commands.RunAsync("case", "import", "north", path);
        var missing = await commands.RunAsync("case", "import", "north", path + "x");

        latin.ShouldBe(new CommandOutcome(1, "", "file: must be UTF-8.\n"));
        missing.ShouldBe(new CommandOutcome(1, "", "file: cannot be read.\n"));
    }

    private static Task<string> AddAsync(CommandLine commands, params string[] options) => commands.DoAsync(
        ["case", "add", "north", "--title", "Knee", "--submitter-email", "rosa@patients.example", "--submitter-name", "Rosa", .. options]);

    private static async Task<List<string>> RowsAsync(CommandLine commands, string sql)
    {
        await using var database = commands.OpenDatabase();
        return await database.ReadAsync(async connection => (await connection.QueryAsync<string>(sql)).AsList(), default);
    }
}
