using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Portal.ApiServer.Webhooks;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>What a receiver answers that means harm, or no HTTP.</summary>
public sealed class WebhookHostileReceiverTests
{
    [Theory]
    [InlineData("\0\u0001\u00ff garbage\r\n\r\n", "no_answer")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n", "no_answer")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n", "no_answer")]
    [InlineData("HTTP/1.1 200 OK\r\n", "no_answer")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nnothing", null)]
    public async Task Send_AnswerIsGarbage_IsAFailureUntilTheStatusIsRead(string answer, string? problem)
    {
        await using var receiver = new RawReceiver(RawReceiver.Once(answer));

        (await SendAsync(receiver.Address)).ShouldBe(problem);
    }

    [Fact]
    public async Task Send_HeadersWithoutEnd_AreCutOff()
    {
        await using var receiver = new RawReceiver(RawReceiver.Endless("HTTP/1.1 200 OK\r\n", $"x: {new string('x', 1000)}\r\n"));

        (await SendAsync(receiver.Address)).ShouldBe(WebhookProblems.NoAnswer);
    }

    [Fact]
    public async Task Send_InformationWithoutEnd_IsCutOff()
    {
        await using var receiver = new RawReceiver(RawReceiver.Endless("", "HTTP/1.1 100 Continue\r\n\r\n"));

        (await SendAsync(receiver.Address)).ShouldBe(WebhookProblems.NoAnswer);
    }

    [Fact]
    public async Task Send_AnswerStopsInTheMiddle_TimesOut()
    {
        await using var receiver = new RawReceiver(async (stream, cancelled) =>
        {
            await RawReceiver.Once("HTTP/1.1 200")(stream, cancelled);
            await Task.Delay(Timeout.Infinite, cancelled);
        });

        (await SendAsync(receiver.Address, TimeSpan.FromMilliseconds(300))).ShouldBe(WebhookProblems.TimedOut);
    }

    [Fact]
    public async Task Send_BodyWithoutEnd_IsDeliveredAndCutOff()
    {
        await using var receiver = new RawReceiver(RawReceiver.Endless("HTTP/1.1 200 OK\r\n\r\n", new string('x', 10_000)));

        (await SendAsync(receiver.Address, whileOpen: async () =>
            await Eventually.TrueAsync(() => Task.FromResult(receiver.EndedByCaller == 1), "the connection is closed"))).ShouldBeNull();
    }

    [Fact]
    public async Task Send_CertificateNotTrusted_SendsNothing()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var calls = 0;
        await using var app = await StartTlsAsync(certificate, () => calls++);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        (await SendAsync(new Uri($"https://localhost:{address.Port}/hook"))).ShouldBe(WebhookProblems.TlsFailed);

        calls.ShouldBe(0);
    }

    /// <summary>Sends, and waits for something before the sender closes its connections.</summary>
    private static async Task<string?> SendAsync(Uri address, TimeSpan? timeout = null, Func<Task>? whileOpen = null)
    {
        using var sender = new WebhookSender(new WebhookSettings { AllowsLocal = true, TryTimeout = timeout ?? TimeSpan.FromSeconds(10) });
        var problem = await sender.SendAsync(new DueDelivery { Id = "1", Url = address.AbsoluteUri }, "{}"u8.ToArray(), default);
        await (whileOpen?.Invoke() ?? Task.CompletedTask);
        return problem;
    }

    private static async Task<WebApplication> StartTlsAsync(X509Certificate2 certificate, Action called)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate })));
        var app = builder.Build();
        app.Run(_ =>
        {
            called();
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
