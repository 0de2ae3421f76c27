using NodaTime;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Administration;

public sealed class WebhookCommandTests
{
    private const string Url = "https://portal.example/webhooks/north";
    private const string Secret = "canary-0123456789";

    [Theory, ClassData(typeof(Engines))]
    public async Task Webhook_SetShowRemove_NeverShowsTheSecret(DatabaseEngine engine)
    {
        using var commands = new CommandLine(engine);
        commands.Clock = new TestClock(Instant.FromUtc(2026, 3, 1, 9, 0));
        await commands.AddOrganizationAsync("north");

        var set = await commands.RunWithInputAsync(Secret + "\r\n", "webhook", "set", "North", "--url", Url, "--secret-file", "-");
        var shown = await commands.DoAsync("webhook", "show", "north");
        var removed = await commands.DoAsync("webhook", "remove", "north");
        var again = await commands.RunAsync("webhook", "remove", "north");
        var gone = await commands.RunAsync("webhook", "show", "north");

        set.ShouldBe(new CommandOutcome(0, "Set the webhook; its calls are signed.\n", ""));
        shown.ShouldBe(
            """
            url                                    signed  created               changed
            https://portal.example/webhooks/north  yes     2026-03-01T09:00:00Z  2026-03-01T09:00:00Z
            """);
        removed.ShouldBe("Removed the webhook of north.");
        again.ShouldBe(new CommandOutcome(1, "", "organization: has no webhook.\n"));
        gone.Code.ShouldBe(1);
    }

    [Fact]
    public async Task WebhookSet_GenerateSecret_PrintsItAlone()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");

        var outcome = await commands.RunAsync("webhook", "set", "north", "--url", Url, "--generate-secret");

        outcome.Code.ShouldBe(0);
        outcome.OutputLines.ShouldHaveSingleItem().Length.ShouldBe(43);
        (await commands.DoAsync("webhook", "show", "north")).ShouldNotContain(outcome.OutputLines[0]);
    }

    [Fact]
    public async Task WebhookSet_WrongValues_NamesThemWithoutTheSecret()
    {
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        await commands.AddOrganizationAsync("north");

        var outcome = await commands.RunWithInputAsync("canary", "webhook", "set", "north", "--url", "http://portal.example", "--secret-file", "-");
        var unknown = await commands.RunAsync("webhook", "set", "nobody", "--url", Url);
        var both = await commands.RunAsync("webhook", "set", "north", "--url", Url, "--secret-file", "-", "--generate-secret");

        outcome.Code.ShouldBe(1);
        outcome.ErrorLines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(["--url", "--secret-file"]);
        outcome.Error.ShouldNotContain("canary");
        unknown.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("organization: ");
        both.Code.ShouldBe(2);
    }
}
