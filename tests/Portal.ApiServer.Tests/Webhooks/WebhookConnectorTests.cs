using System.Net;
using System.Net.Sockets;
using Portal.ApiServer.Webhooks;

namespace Portal.ApiServer.Tests.Webhooks;

/// <summary>The address that is checked is the address that is connected to.</summary>
public sealed class WebhookConnectorTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1", "192.168.0.1", "fd00::1")]
    public async Task Connect_NameOfAnAddressInside_IsRefusedWithoutConnecting(params string[] addresses)
    {
        await using var inside = await WebhookReceiver.StartAsync();
        var connector = new WebhookConnector(Settings(addresses));

        await Should.ThrowAsync<AddressNotPublicException>(
            async () => await connector.ConnectAsync(new DnsEndPoint("inside.example", inside.Address.Port), default));

        inside.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("localhost")]
    public async Task Send_InProductionToThisMachine_IsRefused(string host)
    {
        await using var inside = await WebhookReceiver.StartAsync();
        using var sender = new WebhookSender(new WebhookSettings { AllowsLocal = false });

        var problem = await sender.SendAsync(new DueDelivery { Id = "1", Url = $"https://{host}:{inside.Address.Port}/hook" }, [], default);

        problem.ShouldBe(WebhookProblems.AddressNotPublic);
        inside.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_InProductionByHttp_IsRefused()
    {
        using var sender = new WebhookSender(new WebhookSettings { AllowsLocal = false });

        var problem = await sender.SendAsync(new DueDelivery { Id = "1", Url = "http://example.com/hook" }, [], default);

        problem.ShouldBe(WebhookProblems.UrlNotAllowed);
    }

    [Fact]
    public async Task Send_UnknownName_IsToldSo()
    {
        using var sender = new WebhookSender(new WebhookSettings
        {
            AllowsLocal = false,
            Resolve = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
        });

        var problem = await sender.SendAsync(new DueDelivery { Id = "1", Url = "https://nowhere.example/hook" }, [], default);

        problem.ShouldBe(WebhookProblems.NameNotResolved);
    }

    [Fact]
    public async Task Connect_NameThatChangesBetweenLookUps_IsLookedUpOnce()
    {
        await using var allowed = await WebhookReceiver.StartAsync();
        var lookUps = 0;
        var connector = new WebhookConnector(new WebhookSettings
        {
            AllowsLocal = true,

            // Allowed at first, an address inside ever after.
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(Interlocked.Increment(ref lookUps) == 1 ? "127.0.0.1" : "10.0.0.1") }),
        });
        var target = new DnsEndPoint("rebinding.example", allowed.Address.Port);

        await using (var stream = (NetworkStream)await connector.ConnectAsync(target, default))
        {
            stream.Socket.RemoteEndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, allowed.Address.Port));
            lookUps.ShouldBe(1);
        }

        await Should.ThrowAsync<AddressNotPublicException>(async () => await connector.ConnectAsync(target, default));
    }

    [Fact]
    public async Task Connect_AddressInsideAmongOthers_IsPassedOver()
    {
        await using var allowed = await WebhookReceiver.StartAsync();
        var connector = new WebhookConnector(new WebhookSettings
        {
            AllowsLocal = true,
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1"), IPAddress.Loopback }),
        });

        await using var stream = (NetworkStream)await connector.ConnectAsync(new DnsEndPoint("mixed.example", allowed.Address.Port), default);

        stream.Socket.RemoteEndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, allowed.Address.Port));
    }

    [Fact]
    public async Task Connect_FirstAddressNeverAnswers_GoesOnToTheNext()
    {
        await using var allowed = await WebhookReceiver.StartAsync();
        using var full = new FullSocket(IPAddress.Parse("127.0.0.2"), allowed.Address.Port);
        var connector = new WebhookConnector(new WebhookSettings
        {
            AllowsLocal = true,
            ConnectTimeout = TimeSpan.FromMilliseconds(200),
            Resolve = (_, _) => Task.FromResult(new[] { full.Address, IPAddress.Loopback }),
        });

        await using var stream = (NetworkStream)await connector.ConnectAsync(new DnsEndPoint("silent.example", allowed.Address.Port), default)
            .AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        stream.Socket.RemoteEndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, allowed.Address.Port));
    }

    private static WebhookSettings Settings(string[] addresses) => new()
    {
        AllowsLocal = false,
        Resolve = (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)),
    };

    /// <summary>Listens, accepts nobody, and has no room for more: further connections get no answer at all.</summary>
    private sealed class FullSocket : IDisposable
    {
        private readonly List<Socket> _sockets = [];

        public FullSocket(IPAddress address, int port)
        {
            Address = address;
            var listener = New();
            listener.Bind(new IPEndPoint(address, port));
            listener.Listen(0);
            for (var i = 0; i < 4; i++)
            {
                var waiting = New();
                waiting.Blocking = false;
                try
                {
                    waiting.Connect(new IPEndPoint(address, port));
                }
                catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
                {
                    // It waits, which is what it is for.
                }
            }
        }

        public IPAddress Address { get; }

        public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

        private Socket New()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
            return socket;
        }
    }
}
