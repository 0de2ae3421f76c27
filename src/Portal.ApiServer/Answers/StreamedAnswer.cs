using System.Buffers;
using System.Buffers.Text;
using Portal.ApiServer.Attachments;

namespace Portal.ApiServer.Answers;

/// <summary>Sends an answer whose contents of files come from disk as Base64, a chunk at a time: its size costs no memory.</summary>
internal sealed class StreamedAnswer(AttachmentFiles files)
{
    /// <summary>A multiple of three, so that no chunk but the last is padded.</summary>
    private const int Chunk = 48 * 1024;

    /// <summary>Sends a serialised answer as the whole response, a file in place of each placeholder.</summary>
    /// <exception cref="IOException">
    /// A file is not there or has another length. Before anything was sent if it is not there; else the connection is cut, so that the
    /// caller does not take half an answer for a whole one.
    /// </exception>
    public async Task WriteToAsync(HttpContext context, int status, ReadOnlyMemory<byte> utf8Json, ContentPlaceholders placeholders)
    {
        var pieces = placeholders.Split(utf8Json).ToList();
        foreach (var (_, file) in pieces)
        {
            if (file is not null && !files.Exists(file))
            {
                throw new IOException("The content of an attachment is missing.");
            }
        }

        ApiAnswer.WriteHeaders(context.Response, status, pieces.Sum(piece => piece.Json.Length + Base64Length(piece.File?.Size ?? 0)));
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        foreach (var (json, file) in pieces)
        {
            await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted);
            if (file is not null)
            {
                await WriteContentAsync(context.Response, file, context.RequestAborted);
            }
        }
    }

    private static long Base64Length(long size) => (size + 2) / 3 * 4;

    private async Task WriteContentAsync(HttpResponse response, AttachmentFile file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            await using var content = files.OpenRead(file);
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer.AsMemory(0, Chunk), Chunk, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                Base64.EncodeToUtf8(buffer.AsSpan(0, read), response.BodyWriter.GetSpan((int)Base64Length(read)), out _, out var written);
                response.BodyWriter.Advance(written);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
