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
    /// <exception cref="SocketException">The name is not known, or no allowed address takes the connection.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(target.Host, out var address) ? [address] : await settings.Resolve(target.Host, cancellationToken);
        var allowed = found.Where(IsAllowed).ToList();
        if (allowed.Count == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new AddressNotPublicException();
        }

        SocketException? failure = null;
        foreach (var candidate in allowed)
        {
            try
            {
                return await OpenAsync(new IPEndPoint(candidate, target.Port), cancellationToken);
            }
            catch (SocketException e)
            {
                failure = e;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostUnreachable);
    }

    private bool IsAllowed(IPAddress address) => PublicAddress.IsPublic(address) || (settings.AllowsLocal && IPAddress.IsLoopback(address));

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
