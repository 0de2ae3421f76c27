using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiServer.Webhooks;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

public sealed class WebhookAdministrationTests(Servers servers) : IClassFixture<Servers>
{
    private const string Url = "https://receiver.example/hook";
    private const string Secret = "0123456789abcdef";

    [Theory, ClassData(typeof(Engines))]
    public async Task Set_Twice_IsTheSecondAndTellsNoSecret(DatabaseEngine engine)
    {
        var webhooks = await OfAsync(engine);

        (await webhooks.SetAsync("north", "https://before.example/", Secret, default)).ShouldBeEmpty();
        (await webhooks.SetAsync("north", Url, Secret + "2", default)).ShouldBeEmpty();

        var summary = (await webhooks.ShowAsync("north", default)).ShouldNotBeNull();
        summary.Url.ShouldBe(Url);
        summary.HasSecret.ShouldBeTrue();
        summary.ToString().ShouldNotContain(Secret);
        (await webhooks.ShowAsync("south", default)).ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Set_UnknownOrganization_NamesTheField(DatabaseEngine engine)
    {
        var webhooks = await OfAsync(engine);

        (await webhooks.SetAsync("nobody", Url, Secret, default)).ShouldHaveSingleItem().Field.ShouldBe("organization");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/hook")]
    [InlineData("receiver.example")]
    [InlineData("http://receiver.example/")]
    [InlineData("ftp://receiver.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https://canary@receiver.example/")]
    [InlineData("https://user:canary@receiver.example/")]
    [InlineData("https://receiver.example:22/")]
    [InlineData("https://receiver.example:0/")]
    [InlineData("https://receiver.example:1023/")]
    public async Task Set_WrongUrl_NamesTheFieldAndNotTheValue(string url)
    {
        var webhooks = await OfAsync(DatabaseEngine.Sqlite);

        var error = (await webhooks.SetAsync("south", url, Secret, default)).ShouldHaveSingleItem();

        error.Field.ShouldBe("url");
        error.Text.ShouldNotContain("canary");
        (await webhooks.ShowAsync("south", default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("https://receiver.example:443/")]
    [InlineData("https://receiver.example:1024/")]
    [InlineData("https://receiver.example:65535/")]
    public void Read_PortThatIsAllowed_IsTaken(string url) => WebhookUrl.Read(url, allowsLocal: false).ShouldNotBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef with blanks")]
    [InlineData("0123456789abcdef\n")]
    [InlineData("0123456789abcdé")]
    public async Task Set_WrongSecret_NamesTheFieldAndNotTheValue(string secret)
    {
        var webhooks = await OfAsync(DatabaseEngine.Sqlite);

        var error = (await webhooks.SetAsync("south", Url, secret, default)).ShouldHaveSingleItem();

        error.Field.ShouldBe("secret");
        error.Text.ShouldNotContain("0123");
    }

    [Fact]
    public async Task Set_Lengths_AreTakenUpToTheirLimits()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);
        var webhooks = server.Services.GetRequiredService<WebhookAdministration>();
        var longest = Url + new string('x', 2000 - Url.Length);

        (await webhooks.SetAsync("south", longest, new string('s', 512), default)).ShouldBeEmpty();

        (await webhooks.SetAsync("south", longest + "x", new string('s', 513), default)).Select(error => error.Field).ShouldBe(["url", "secret"]);
        (await webhooks.ShowAsync("south", default)).ShouldNotBeNull().Url.ShouldBe(longest);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Remove_WithPendingDeliveries_DropsThem(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        await world.Server.CreateAsync();
        await world.UntilAsync(row => row.State == "delivered");
        world.Receiver.Answer = WebhookReceiver.Status(500);
        await world.Server.CreateAsync();
        await Eventually.TrueAsync(async () => (await world.RowsAsync()) is [_, { Tries: 1 }], "the second failed once");

        (await world.Webhooks.RemoveAsync("north", default)).ShouldBeTrue();

        (await world.RowsAsync()).ShouldHaveSingleItem().State.ShouldBe("delivered");
        (await world.Webhooks.RemoveAsync("north", default)).ShouldBeFalse();
        await world.Server.CreateAsync();
        (await world.RowsAsync()).ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Set_AfterARemovalThatMissedADelivery_DropsIt(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        world.Receiver.Answer = WebhookReceiver.Status(500);
        await world.Server.CreateAsync();
        await world.UntilAsync(row => row.Tries == 1);

        // As when the effect commits just after the removal has looked for what waits.
        await world.Server.Database.WriteAsync(
            write => write.Connection.ExecuteAsync("DELETE FROM webhooks WHERE organization_id = 'north'", transaction: write.Transaction), default);

        await world.SetAsync("north", world.Receiver);

        (await world.RowsAsync()).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Set_InPlaceOfAnother_KeepsWhatWaits(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        world.Receiver.Answer = WebhookReceiver.Status(500);
        await world.Server.CreateAsync();
        await world.UntilAsync(row => row.Tries == 1);
        await using var other = await WebhookReceiver.StartAsync();

        await world.SetAsync("north", other);
        world.Advance(Duration.FromSeconds(6));

        await world.UntilAsync(row => row.State == "delivered");
        other.Calls.ShouldHaveSingleItem();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Clean_AfterSevenDays_ForgetsWhatIsDone(DatabaseEngine engine)
    {
        await using var world = await WebhookWorld.StartAsync(engine);
        var cleaner = world.Server.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<WebhookDeliveryCleaner>().Single();
        await world.Server.CreateAsync();
        await world.UntilAsync(row => row.State == "delivered");

        world.Clock.Advance(Duration.FromDays(7) - Duration.FromSeconds(1));
        await cleaner.CleanAsync(default);
        (await world.RowsAsync()).ShouldHaveSingleItem();

        world.Clock.Advance(Duration.FromSeconds(1));
        await cleaner.CleanAsync(default);
        (await world.RowsAsync()).ShouldBeEmpty();
    }

    private async Task<WebhookAdministration> OfAsync(DatabaseEngine engine) =>
        (await servers.OfAsync(engine)).Services.GetRequiredService<WebhookAdministration>();
}
