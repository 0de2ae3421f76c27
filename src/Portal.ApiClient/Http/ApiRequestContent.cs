using System.Net;
using System.Net.Http.Headers;

namespace Portal.ApiClient.Http;

/// <summary>A JSON body that knows whether the transport has begun to send it. Until then the upstream has not got the request.</summary>
internal abstract class ApiRequestContent : HttpContent
{
    private volatile bool _isStarted;

    protected ApiRequestContent() => Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };

    /// <summary>Set before the first byte of the body is handed over, and never taken back.</summary>
    public bool IsStarted => _isStarted;

    /// <summary>Writes the body; calls <see cref="Start"/> before its first byte.</summary>
    /// <exception cref="RequestBodyException">A part of the body cannot be had.</exception>
    protected abstract Task WriteAsync(Stream stream, CancellationToken cancellationToken);

    protected void Start() => _isStarted = true;

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);
}
