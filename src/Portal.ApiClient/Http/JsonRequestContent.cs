namespace Portal.ApiClient.Http;

/// <summary>A JSON body that is held whole.</summary>
internal sealed class JsonRequestContent(byte[] json) : ApiRequestContent
{
    protected override Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        Start();
        return stream.WriteAsync(json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}
