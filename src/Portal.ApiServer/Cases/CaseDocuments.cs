using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;

namespace Portal.ApiServer.Cases;

/// <summary>Puts the documents of cases into an answer as they were asked for.</summary>
internal sealed class CaseDocuments(AttachmentLinks links, StreamedAnswer streamed)
{
    /// <summary>How contents appear in the answer to a request; null when none were asked for.</summary>
    /// <param name="request">Gives the origin of links.</param>
    /// <param name="documentFormat">One of <see cref="DocumentFormats"/>, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IAttachmentForm?> FormAsync(HttpRequest request, string? documentFormat, CancellationToken cancellationToken) => documentFormat switch
    {
        null => null,
        DocumentFormats.Url => await links.ForAsync(request, cancellationToken),
        _ => new ContentPlaceholders(),
    };

    /// <summary>Sends an answer as the whole response; contents in Base64 come from disk, a chunk at a time.</summary>
    public Task WriteAsync(HttpContext context, ApiAnswer answer, IAttachmentForm? form) =>
        form is ContentPlaceholders placeholders ? streamed.WriteToAsync(context, answer.Status, answer.Body, placeholders) : answer.WriteToAsync(context);
}
