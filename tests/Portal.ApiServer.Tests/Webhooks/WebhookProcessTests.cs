using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>The built program, killed after an answer and before its delivery.</summary>
public sealed class WebhookProcessTests
{
    /// <summary>Longer than the lease of a killed server.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Theory, ClassData(typeof(Engines))]
    public async Task Kill_BeforeTheCall_IsDeliveredAfterTheRestart(DatabaseEngine engine)
    {
        var away = await WebhookReceiver.StartAsync();
        var address = away.Address;
        await away.DisposeAsync();
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        var environment = EnvironmentOf(engine, directory, address);
        string eventId;
        using (var first = Start(environment))
        {
            eventId = await CreateAsync(await AddressOfAsync(first));
            first.Kill();
            await first.WaitForExitAsync();
        }

        await using var receiver = await WebhookReceiver.StartAsync(address.Port);
        using var second = Start(environment);
        await AddressOfAsync(second);

        await Eventually.TrueAsync(() => Task.FromResult(!receiver.Calls.IsEmpty), "the call", Limit);
        second.Kill();
        await second.WaitForExitAsync();
        ShouldBeOfTheDemo(receiver.Calls.ShouldHaveSingleItem(), eventId);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Kill_DuringTheCall_IsDeliveredAgainAfterTheRestart()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = WebhookReceiver.HangAsync;
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        var environment = EnvironmentOf(DatabaseEngine.Sqlite, directory, receiver.Address);
        string eventId;
        using (var first = Start(environment))
        {
            eventId = await CreateAsync(await AddressOfAsync(first));
            await Eventually.TrueAsync(() => Task.FromResult(!receiver.Calls.IsEmpty), "the first call is under way");
            first.Kill();
            await first.WaitForExitAsync();
        }

        receiver.Answer = WebhookReceiver.Status(200);
        using var second = Start(environment);
        await AddressOfAsync(second);

        await Eventually.TrueAsync(() => Task.FromResult(receiver.Calls.Count == 2), "the second call", Limit);
        second.Kill();
        await second.WaitForExitAsync();
        receiver.Calls.DistinctBy(call => (call.DeliveryId, call.Text)).ShouldHaveSingleItem();
        ShouldBeOfTheDemo(receiver.Calls.Last(), eventId);
        Directory.Delete(directory, recursive: true);
    }

    private static string[] EnvironmentOf(DatabaseEngine engine, string directory, Uri receiver) =>
    [
        $"Data__Directory={directory}", "ASPNETCORE_URLS=http://127.0.0.1:0", "ASPNETCORE_ENVIRONMENT=Development",
        $"ApiServer__Demo__WebhookBaseUrl={receiver}",
        .. engine == DatabaseEngine.Sqlite
            ? Array.Empty<string>()
            : ["Database__Provider=PostgreSql", $"ConnectionStrings__ApiServer={PostgreSqlCluster.Shared.CreateDatabase()}"],
    ];

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

    private static Process Start(string[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ApiServerHost).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var setting in environment)
        {
            var name = setting[..setting.IndexOf('=', StringComparison.Ordinal)];
            start.Environment[name] = setting[(name.Length + 1)..];
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private static async Task<Uri> AddressOfAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is var at and >= 0)
            {
                return new Uri(line[at..].Trim());
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }
}
