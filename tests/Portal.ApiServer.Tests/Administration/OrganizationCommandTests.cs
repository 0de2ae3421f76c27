using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Administration;

public sealed class OrganizationCommandTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task OrgList_AfterAdd_IsAnAlignedTable(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        var empty = await commands.DoAsync("org", "list");

        await commands.DoAsync("org", "add", "Northside-1", "--name", "Northside Clinic", "--time-zone", "America/New_York");
        await commands.DoAsync("org", "add", "s", "--name", "South", "--time-zone", "Etc/UTC");
        await commands.DoAsync("key", "add", "s", "--api", "care360");
        await commands.DoAsync("case", "add", "s", "--title", "t", "--submitter-email", "a@b.example", "--submitter-name", "A B");
        var list = await commands.DoAsync("org", "list");

        empty.ShouldBe("There are no organisations. 'org add' adds one.");
        list.ShouldBe(
            """
            id           name              time zone         cases  keys
            northside-1  Northside Clinic  America/New_York  0      0
            s            South             Etc/UTC           1      1
            """);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task OrgAdd_SecondTime_IsRefusedAndChangesNothing(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");

        var again = await commands.RunAsync("org", "add", "NORTH", "--name", "Other", "--time-zone", "Etc/UTC");

        again.ShouldBe(new CommandOutcome(1, "", "id: the organisation north exists already.\n"));
        (await commands.DoAsync("org", "list")).ShouldNotContain("Other");
    }

    [Theory]
    [InlineData("a_b", "Name", "Etc/UTC", "id: ")]
    [InlineData("", "Name", "Etc/UTC", "id: ")]
    [InlineData("12345678901234567890123456789012345678901", "Name", "Etc/UTC", "id: ")]
    [InlineData("ünited", "Name", "Etc/UTC", "id: ")]
    [InlineData("north", "  ", "Etc/UTC", "--name: ")]
    [InlineData("north", "two\nlines", "Etc/UTC", "--name: ")]
    [InlineData("north", "Name", "Mars/Olympus", "--time-zone: ")]
    [InlineData("north", "Name", "UTC+03", "--time-zone: ")]
    public async Task OrgAdd_WrongValue_IsOneLineThatNamesTheField(string id, string name, string zone, string expected)
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);

        var outcome = await commands.RunAsync("org", "add", id, "--name", name, "--time-zone", zone);

        outcome.Code.ShouldBe(1);
        outcome.Output.ShouldBe("");
        outcome.ErrorLines.ShouldHaveSingleItem().ShouldStartWith(expected);
        (await commands.DoAsync("org", "list")).ShouldStartWith("There are no organisations.");
    }

    [Fact]
    public async Task OrgAdd_SeveralWrongValues_NamesAll()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);

        (await commands.RunAsync("org", "add", "a b", "--name", "", "--time-zone", "x")).ErrorLines.Count.ShouldBe(3);
    }
}
