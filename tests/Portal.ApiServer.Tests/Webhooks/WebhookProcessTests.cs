using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Portal.ApiServer.Tests.Administration;
using Portal.ApiServer.Tests.Host;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>The built program, killed after an answer and before its delivery.</summary>
public sealed class WebhookProcessTests
{
    /// <summary>That of a delivery: after it, another server may go on with what a killed one held.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(25);

    [Theory, ClassData(typeof(Engines))]
    public async Task Kill_BeforeTheCall_IsDeliveredAfterTheRestart(DatabaseEngine engine)
    {
        var away = await WebhookReceiver.StartAsync();
        var address = away.Address;
        await away.DisposeAsync();
        using var commands = new CommandLine(engine);
        var environment = EnvironmentOf(commands, address);
        string eventId;
        using (var first = await ServerProcesses.StartAsync(1, environment))
        {
            eventId = await CreateAsync(first.Addresses[0]);
        }

        await LeasePassesAsync(commands);

        await using var receiver = await WebhookReceiver.StartAsync(address.Port);
        using (await ServerProcesses.StartAsync(1, environment))
        {
            await Eventually.TrueAsync(() => Task.FromResult(!receiver.Calls.IsEmpty), "the call");
        }

        ShouldBeOfTheDemo(receiver.Calls.ShouldHaveSingleItem(), eventId);
    }

    [Fact]
    public async Task Kill_DuringTheCall_IsDeliveredAgainAfterTheRestart()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = WebhookReceiver.HangAsync;
        using var commands = new CommandLine(DatabaseEngine.Sqlite);
        var environment = EnvironmentOf(commands, receiver.Address);
        string eventId;
        using (var first = await ServerProcesses.StartAsync(1, environment))
        {
            eventId = await CreateAsync(first.Addresses[0]);
            await Eventually.TrueAsync(() => Task.FromResult(!receiver.Calls.IsEmpty), "the first call is under way");
        }

        await LeasePassesAsync(commands);

        receiver.Answer = WebhookReceiver.Status(200);
        using (await ServerProcesses.StartAsync(1, environment))
        {
            await Eventually.TrueAsync(() => Task.FromResult(receiver.Calls.Count == 2), "the second call");
        }

        receiver.Calls.DistinctBy(call => (call.DeliveryId, call.Text)).ShouldHaveSingleItem();
        ShouldBeOfTheDemo(receiver.Calls.Last(), eventId);
    }

    private static string[] EnvironmentOf(CommandLine commands, Uri receiver) =>
        [.. commands.ProcessEnvironment, "ASPNETCORE_ENVIRONMENT=Development", $"ApiServer__Demo__WebhookBaseUrl={receiver}"];

    /// <summary>The time of a lease goes by for every lease, without waiting.</summary>
    private static async Task LeasePassesAsync(CommandLine commands)
    {
        await using var database = commands.OpenDatabase();
        await database.ExecuteAsync("UPDATE leases SET expires_at = expires_at - @milliseconds", new { milliseconds = (long)Lease.TotalMilliseconds }, default);
    }

    private static void ShouldBeOfTheDemo(ReceivedCall call, string eventId)
    {
        call.PathAndQuery.ShouldBe("/webhooks/care360/northside");
        call.Text.ShouldContain(eventId);
        call.Headers["x-cv-signature"].ShouldBe(
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("demo-webhook-northside"), call.Body)));
    }

    private static async Task<string> CreateAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var content = new StringContent(Bodies.Create(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        client.DefaultRequestHeaders.Add("cv-api-key", "demo-care360-northside");
        using var response = await client.PostAsync("/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890", content);
        return Bodies.EventIdOf(await response.Content.ReadAsStringAsync());
    }
}
