using NodaTime;
using Portal.ApiServer.Organizations;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Administration;

public sealed class KeyCommandTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task KeyAdd_PrintsTheKeyAlone_AndListNeverShowsIt(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");

        var added = await commands.RunAsync("key", "add", "North", "--api", "sweeppea");
        var list = await commands.DoAsync("key", "list", "north");

        var key = added.Output.TrimEnd('\n');
        added.Code.ShouldBe(0);
        key.Length.ShouldBe(43);
        added.Error.ShouldBe("Keep this key: it is stored nowhere and cannot be shown again.\n");
        list.ShouldNotContain(key);
        list.ShouldContain($"{ApiKey.Hash(key)[..12]}  sweeppea");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task KeyRevoke_ByTheListedId_ShowsWhen(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        commands.Clock = new TestClock(Instant.FromUtc(2026, 3, 1, 9, 0));
        await commands.AddOrganizationAsync("north");
        var id = ApiKey.Hash(await commands.DoAsync("key", "add", "north", "--api", "care360"))[..12];

        var revoked = await commands.DoAsync("key", "revoke", "north", id.ToUpperInvariant());
        var again = await commands.RunAsync("key", "revoke", "north", id);

        revoked.ShouldBe($"Revoked the key {id}.");
        again.ShouldBe(new CommandOutcome(1, "", "id: the key is revoked already.\n"));
        (await commands.DoAsync("key", "list", "north")).ShouldBe(
            $"""
             id            api      created               revoked
             {id}  care360  2026-03-01T09:00:00Z  2026-03-01T09:00:00Z
             """);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task KeyRevoke_AnotherOrganizationsKey_IsNotFound(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        await commands.AddOrganizationAsync("north");
        await commands.AddOrganizationAsync("south");
        var id = ApiKey.Hash(await commands.DoAsync("key", "add", "south", "--api", "care360"))[..12];

        var foreign = await commands.RunAsync("key", "revoke", "north", id);
        var absent = await commands.RunAsync("key", "revoke", "south", "");

        foreign.ShouldBe(new CommandOutcome(1, "", "id: the organisation has no such key; 'key list' shows them.\n"));
        absent.ShouldBe(foreign);
        (await commands.DoAsync("key", "list", "south")).ShouldEndWith("  -");
        (await commands.DoAsync("key", "list", "north")).ShouldBe("There are no keys. 'key add' adds one.");
    }

    [Fact]
    public async Task KeyRevoke_StartOfSeveralKeys_IsRefused()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");
        var first = new HashSet<char>();
        char shared;
        do
        {
            // The 17th key at the latest starts as another one does.
            shared = ApiKey.Hash(await commands.DoAsync("key", "add", "north", "--api", "care360"))[0];
        }
        while (first.Add(shared));

        var outcome = await commands.RunAsync("key", "revoke", "north", $"{shared}");

        outcome.ShouldBe(new CommandOutcome(1, "", "id: more than one key of the organisation starts with this; give more digits.\n"));
    }

    [Theory]
    [InlineData("key", "add", "nobody", "--api", "care360")]
    [InlineData("key", "list", "nobody")]
    [InlineData("key", "revoke", "nobody", "0123456789ab")]
    [InlineData("case", "add", "nobody", "--title", "t", "--submitter-email", "a@b.example", "--submitter-name", "A")]
    public async Task AnyCommand_UnknownOrganization_IsRefused(params string[] arguments)
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);

        (await commands.RunAsync(arguments)).ShouldBe(new CommandOutcome(1, "", "organization: there is no such organisation; 'org list' shows them.\n"));
    }
}
