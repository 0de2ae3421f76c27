using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Idempotency;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>
/// Reads the body of a case action as it arrives. Contents of attachments go to temporary files; only the rest, at most
/// <see cref="LargestJson"/> bytes of it, is held in memory.
/// </summary>
internal sealed class CaseActionBodyReader(AttachmentFiles files, AttachmentSettings settings)
{
    private const int LargestJson = 1024 * 1024;
    private const int LargestFirstBuffer = 16 * 1024;

    /// <summary>
    /// The body, or the answer that refuses it: 413 as soon as a limit is passed, what follows is not read; else 400. Nothing stays of a
    /// body that was refused or broke off.
    /// </summary>
    public async Task<(CaseActionBody? Body, ApiAnswer? Refusal)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (JsonBody.RefuseContentType(request) is { } refusal)
        {
            return (null, refusal);
        }

        if (request.ContentLength > settings.LargestRequestBytes)
        {
            return (null, FixedAnswers.BodyTooLarge);
        }

        AllowLargeBody(context);
        var contents = new AttachmentUploads(files, settings);
        CaseActionBody? body = null;
        try
        {
            (body, refusal) = await ReadAsync(request, contents, cancellationToken);
            return (body, refusal);
        }
        finally
        {
            if (body is null)
            {
                contents.Dispose();
            }
        }
    }

    /// <summary>The server's own limit, 30 MB, is meant for endpoints that have none.</summary>
    private static void AllowLargeBody(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }
    }

    private async Task<(CaseActionBody? Body, ApiAnswer? Refusal)> ReadAsync(
        HttpRequest request, AttachmentUploads contents, CancellationToken cancellationToken)
    {
        using var hash = RequestHash.Start(request);
        var skeleton = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 0, 256, LargestFirstBuffer));
        var scanner = new AttachmentScanner(skeleton, contents);
        long length = 0;
        ReadResult result;
        do
        {
            result = await request.BodyReader.ReadAsync(cancellationToken);
            foreach (var segment in result.Buffer)
            {
                length += segment.Length;
                hash?.Append(segment.Span);
                scanner.Feed(segment.Span);
                if (length > settings.LargestRequestBytes || skeleton.WrittenCount > LargestJson || contents.IsOverLimit)
                {
                    request.BodyReader.AdvanceTo(result.Buffer.End);
                    return (null, FixedAnswers.BodyTooLarge);
                }
            }

            request.BodyReader.AdvanceTo(result.Buffer.End);
        }
        while (!result.IsCompleted);

        var (json, refusal) = JsonBody.Parse(skeleton.WrittenSpan.ToArray());
        return json is null ? (null, refusal) : (new CaseActionBody(json, contents, hash?.Finish()), null);
    }
}
