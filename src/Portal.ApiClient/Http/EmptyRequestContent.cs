namespace Portal.ApiClient.Http;

/// <summary>The empty body of a POST. With none at all the transport would send it again when a connection closes unanswered.</summary>
internal sealed class EmptyRequestContent : ApiRequestContent
{
    public EmptyRequestContent() => Headers.ContentType = null;

    protected override Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        Start();
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
