using Microsoft.Net.Http.Headers;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Attachments;

/// <summary><c>GET</c> and <c>HEAD</c> of a signed link: the file as a download that no browser runs. Whatever is wrong with a link is the same 404.</summary>
internal sealed class AttachmentEndpoint(AttachmentLinks links, AttachmentStore attachments, AttachmentFiles files)
{
    /// <summary>Controls of writing direction: they make "exe.pdf" of "fdp.exe".</summary>
    private const string DirectionControls = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private const string ReservedCharacters = "\"*/:<>?\\|";

    public async Task HandleAsync(HttpContext context)
    {
        var file = await FindAsync(context, context.RequestAborted);
        if (file is null || Open(file) is not { } content)
        {
            await FixedAnswers.NotFound.WriteToAsync(context);
            return;
        }

        await using (content)
        {
            WriteHeaders(context.Response, file, content.Length);
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await content.CopyToAsync(context.Response.Body, context.RequestAborted);
            }
        }
    }

    /// <summary>A name that is a name on every system and reads as it is: what is not, is an underscore.</summary>
    internal static string SafeName(string name)
    {
        var safe = string.Concat(name.Select(c =>
            char.IsControl(c) || DirectionControls.Contains(c, StringComparison.Ordinal) || ReservedCharacters.Contains(c, StringComparison.Ordinal)
                ? '_'
                : c)).Trim();
        return safe.Trim('.').Length == 0 ? "attachment" : safe;
    }

    private static void WriteHeaders(HttpResponse response, AttachmentFile file, long length)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(SafeName(file.FileName));
        response.ContentType = file.ContentType is MediaTypes.PlainText ? $"{file.ContentType}; charset=utf-8" : file.ContentType;
        response.ContentLength = length;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
    }

    private async Task<AttachmentFile?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        return context.Request.RouteValues["organizationId"] is string organizationId
            && context.Request.RouteValues["attachmentId"] is string attachmentId
            && query[AttachmentLinks.ExpiresParameter] is [{ } expires]
            && query[AttachmentLinks.SignatureParameter] is [{ } signature]
            && await links.IsValidAsync(organizationId, attachmentId, expires, signature, cancellationToken)
            ? await attachments.FindAsync(organizationId, attachmentId, cancellationToken)
            : null;
    }

    private FileStream? Open(AttachmentFile file)
    {
        try
        {
            return files.OpenRead(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
