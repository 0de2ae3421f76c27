using System.Net;
using System.Net.Http.Headers;

namespace Portal.ApiClient.Http;

/// <summary>A JSON body that knows whether the transport has begun to send it. Until then the upstream has not got the request.</summary>
internal sealed class JsonRequestContent : HttpContent
{
    private readonly byte[] _json;
    private volatile bool _isStarted;

    public JsonRequestContent(byte[] json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    /// <summary>Set before the first byte of the body is handed over, and never taken back.</summary>
    public bool IsStarted => _isStarted;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isStarted = true;
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
