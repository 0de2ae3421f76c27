using Portal.ApiServer.Scheduling;
using Portal.ApiServer.Tests.Scheduling;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Administration;

public sealed class EventTypeCommandTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task EventTypeImport_ListAndReplacement_AreStored(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");

        var list = await commands.RunWithInputAsync($"[{EventTypes.Json()},{EventTypes.Json(("id", "\"other\""))}]", "event-type", "import", "north", "-");
        var one = await commands.RunWithInputAsync("\ufeff" + EventTypes.Json(("name", "\"Renamed\"")), "event-type", "add", "north", "-");

        list.ShouldBe(new CommandOutcome(0, "Event types added or replaced: 2.\n", ""));
        one.ShouldBe(new CommandOutcome(0, "Event types added or replaced: 1.\n", ""));
        await using var database = commands.OpenDatabase();
        (await new EventTypeStore(database).ListAsync("north", null, null, default)).Select(found => found.Name).ShouldBe(["Consultation", "Renamed"]);
    }

    [Fact]
    public async Task EventTypeImport_WrongMembers_ListsEveryErrorAndWritesNothing()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");

        var outcome = await commands.RunWithInputAsync(
            $"[{EventTypes.Json(("id", "\"fine\""))},{EventTypes.Json(("duration_minutes", "0"), ("provider_email", "\"x\""))}]", "event-type", "import", "north", "-");

        outcome.Code.ShouldBe(1);
        outcome.ErrorLines.Count.ShouldBe(2);
        outcome.ErrorLines.ShouldAllBe(line => line.StartsWith("entry 2 ("));
        await using var database = commands.OpenDatabase();
        (await new EventTypeStore(database).ListAsync("north", null, null, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task EventTypeAdd_List_IsRefused()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");

        (await commands.RunWithInputAsync("[]", "event-type", "add", "north", "-"))
            .ShouldBe(new CommandOutcome(1, "", "file: must hold one event type; 'event-type import' takes a list.\n"));
    }

    [Fact]
    public async Task EventTypeAdd_UnknownOrganization_IsRefused()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);

        (await commands.RunWithInputAsync(EventTypes.Json(), "event-type", "add", "north", "-")).Code.ShouldBe(1);
    }
}
