using System.Net;
using System.Net.Sockets;

namespace Portal.ApiServer.Webhooks;

/// <summary>
/// Connects to the address that was checked: a name is looked up once, here, and what is connected to is what was found and allowed.
/// A name that leads elsewhere at the next look-up gains nothing by it.
/// </summary>
internal sealed class WebhookConnector(WebhookSettings settings)
{
    /// <summary>The connection to the first allowed address that takes it.</summary>
    /// <exception cref="AddressNotPublicException">None of the addresses is allowed; nothing was sent to any.</exception>
    /// <exception cref="SocketException">The name is not known, or no allowed address takes the connection; it is the last one's failure.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(target.Host, out var address) ? [address] : await settings.Resolve(target.Host, cancellationToken);
        var allowed = found.Where(IsAllowed).ToList();
        if (allowed.Count == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new AddressNotPublicException();
        }

        foreach (var candidate in allowed[..^1])
        {
            if (await TryOpenAsync(new IPEndPoint(candidate, target.Port), cancellationToken) is { } stream)
            {
                return stream;
            }
        }

        return await OpenAsync(new IPEndPoint(allowed[^1], target.Port), cancellationToken);
    }

    private bool IsAllowed(IPAddress address) => PublicAddress.IsPublic(address) || (settings.AllowsLocal && IPAddress.IsLoopback(address));

    /// <summary>Null when the address refuses, or says nothing for a while; then it is the next one's turn.</summary>
    private async Task<NetworkStream?> TryOpenAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.ConnectTimeout);
        try
        {
            return await OpenAsync(target, patience.Token);
        }
        catch (SocketException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<NetworkStream> OpenAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A webhook leads to an address that is not public.</summary>
internal sealed class AddressNotPublicException : Exception;
