using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Portal.ApiContract.Care360;

namespace Portal.ApiServer.Answers;

/// <summary>
/// A request body read strictly: one JSON value in UTF-8, no duplicate keys at any depth, at most <see cref="Care360Json.MaxDepth"/> deep.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = Care360Json.MaxDepth };

    private readonly JsonDocument _document;

    private JsonBody(byte[] bytes, JsonDocument document)
    {
        Bytes = bytes;
        _document = document;
    }

    /// <summary>The body as it was sent.</summary>
    public byte[] Bytes { get; }

    public JsonElement Root => _document.RootElement;

    public void Dispose() => _document.Dispose();

    /// <summary>Reads the body, or the answer that refuses it: 413 before anything beyond <paramref name="limit"/> bytes is kept, else 400.</summary>
    public static async Task<(JsonBody? Body, ApiAnswer? Refusal)> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (RefuseContentType(request) is { } refusal)
        {
            return (null, refusal);
        }

        return await ReadBytesAsync(request, limit, cancellationToken) is { } bytes ? Parse(bytes) : (null, FixedAnswers.BodyTooLarge);
    }

    /// <summary>Whether the request says that it is JSON in UTF-8; the answer that refuses it otherwise.</summary>
    public static ApiAnswer? RefuseContentType(HttpRequest request) =>
        IsJson(request.ContentType) ? null : FixedAnswers.Invalid(Care360Texts.NotJsonContent);

    /// <summary>Parses a whole body, or the 400 that refuses it.</summary>
    public static (JsonBody? Body, ApiAnswer? Refusal) Parse(byte[] bytes) => TryParse(bytes, out var document) is { } problem
        ? (null, FixedAnswers.Invalid(problem))
        : (new JsonBody(bytes, document ?? throw new InvalidOperationException("A parsed body has a document.")), null);

    private static bool IsJson(string? contentType)
    {
        if (contentType is null)
        {
            return false;
        }

        var text = contentType.AsSpan();
        var end = text.IndexOf(';');
        var type = (end < 0 ? text : text[..end]).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) && (end < 0 || IsUtf8(text[(end + 1)..]));
    }

    private static bool IsUtf8(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)
                && !parameter["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var bytes = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return bytes;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static string? TryParse(byte[] bytes, out JsonDocument? document)
    {
        document = null;
        if (bytes.Length == 0)
        {
            return Care360Texts.EmptyBody;
        }

        // The parser looks at UTF-8 only where a text is read.
        if (!Utf8.IsValid(bytes))
        {
            return Care360Texts.NotJson;
        }

        try
        {
            document = JsonDocument.Parse(bytes, Options);
            return null;
        }
        catch (InvalidOperationException)
        {
            // A key with half of a surrogate pair.
            return Care360Texts.NotJson;
        }
        catch (JsonException)
        {
            return IsJsonButForDuplicates(bytes) ? Care360Texts.DuplicateKey : Care360Texts.NotJson;
        }
    }

    private static bool IsJsonButForDuplicates(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Options with { AllowDuplicateProperties = true });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
