using System.Buffers;
using System.Text.Json;
using Portal.ApiClient.Http;
using Portal.ApiContract.Care360.Comments;

namespace Portal.ApiClient.Care360;

/// <summary>The JSON of document 003, with its files in base64 written straight to the connection: of a file never more than one chunk is held.</summary>
internal sealed class CommentContent : ApiRequestContent
{
    private const int ChunkBytes = 48 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = ApiContract.Care360.Care360Json.Strict.Options.Encoder };

    private readonly CaseCommunication _comment;
    private readonly IReadOnlyList<CommentUpload> _files;
    private readonly long _length;

    public CommentContent(CaseCommunication comment, IReadOnlyList<CommentUpload> files)
    {
        (_comment, _files) = (comment, files);
        _length = MeasureFrame() + files.Sum(file => (file.Length + 2) / 3 * 4);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    /// <summary>Opens every file first, so that what cannot be read fails before anything is sent.</summary>
    protected override async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var opened = new List<Stream>(_files.Count);
        try
        {
            foreach (var file in _files)
            {
                opened.Add(await OpenAsync(file, cancellationToken));
            }

            Start();
            await WriteAsync(stream, opened, cancellationToken);
        }
        finally
        {
            foreach (var source in opened)
            {
                await source.DisposeAsync();
            }
        }
    }

    private static async ValueTask<Stream> OpenAsync(CommentUpload file, CancellationToken cancellationToken)
    {
        var source = await ReadingAsync(file.OpenAsync, cancellationToken);
        if (source.CanSeek && source.Length - source.Position != file.Length)
        {
            await source.DisposeAsync();
            throw new RequestBodyException("An attachment has not the length it was said to have.");
        }

        return source;
    }

    /// <summary>What a source throws says nothing of the connection, and must not be taken for its failure.</summary>
    private static async ValueTask<T> ReadingAsync<T>(Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new RequestBodyException("An attachment could not be read.", e);
        }
    }

    private static async Task CopyAsync(
        Stream source, long length, Utf8JsonWriter json, Func<Task> drain, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var left = length;
            for (var count = 1; count > 0; left -= count)
            {
                // The source is asked once more after its last byte: the end of the body is not sent before it is known to be the end.
                count = await ReadingAsync(token => source.ReadAsync(chunk.AsMemory(0, ChunkBytes), token), cancellationToken);
                if (count > left || (count == 0 && left > 0))
                {
                    throw new RequestBodyException("An attachment has not the length it was said to have.");
                }

                json.WriteBase64StringSegment(chunk.AsSpan(0, count), isFinalSegment: count == 0);
                await drain();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }
    }

    private async Task WriteAsync(Stream stream, List<Stream> sources, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, Options);
        WriteHead(json);
        for (var i = 0; i < _files.Count; i++)
        {
            WriteFlags(json, _files[i]);
            await CopyAsync(sources[i], _files[i].Length, json, DrainAsync, cancellationToken);
            json.WriteEndObject();
        }

        WriteTail(json);
        await DrainAsync();

        async Task DrainAsync()
        {
            await json.FlushAsync(cancellationToken);
            await stream.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>The length of everything but the files' contents.</summary>
    private long MeasureFrame()
    {
        using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>(), Options);
        WriteHead(json);
        foreach (var file in _files)
        {
            WriteFlags(json, file);
            json.WriteStringValue("");
            json.WriteEndObject();
        }

        WriteTail(json);
        json.Flush();
        return json.BytesCommitted;
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("action", CaseCommunication.ActionName);
        json.WriteStartObject("communication");
        json.WriteString("text", _comment.Text);
        json.WriteBoolean("isRestricted", _comment.IsRestricted);
        WriteAuthor(json, _comment.Author);
        json.WriteBoolean("webhookNotify", _comment.WebhookNotify ?? true);
        WriteTagged(json, _comment.TaggedUsers);
        if (_files.Count > 0)
        {
            json.WriteStartArray("attachments");
        }
    }

    private static void WriteAuthor(Utf8JsonWriter json, CommentAuthor author)
    {
        json.WriteStartObject("author");
        json.WriteString("email", author.Email);
        if (author.FirstName is { } firstName)
        {
            json.WriteString("firstName", firstName);
        }

        if (author.LastName is { } lastName)
        {
            json.WriteString("lastName", lastName);
        }

        json.WriteEndObject();
    }

    private static void WriteTagged(Utf8JsonWriter json, IReadOnlyList<TaggedUser> tagged)
    {
        if (tagged.Count == 0)
        {
            return;
        }

        json.WriteStartArray("taggedUsers");
        foreach (var user in tagged)
        {
            json.WriteStartObject();
            json.WriteString("email", user.Email);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A file up to its content. Both flags always stand there; a restricted comment restricts its files.</summary>
    private void WriteFlags(Utf8JsonWriter json, CommentUpload file)
    {
        json.WriteStartObject();
        json.WriteBoolean("isRestricted", file.IsRestricted || _comment.IsRestricted);
        json.WriteBoolean("isPHI", file.IsPhi);
        json.WriteString("fileName", file.FileName);
        json.WritePropertyName("content");
    }

    private void WriteTail(Utf8JsonWriter json)
    {
        if (_files.Count > 0)
        {
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
