using Portal.ApiContract.Care360.Cases;

namespace Portal.ApiServer.Attachments;

/// <summary>How the contents of attachments appear in an answer: <see cref="LinkForm"/> or <see cref="ContentPlaceholders"/>.</summary>
internal interface IAttachmentForm
{
    /// <summary>The attachment with its <c>url</c> or <c>content</c>.</summary>
    CaseAttachment Complete(CaseAttachment metadata, AttachmentFile file);
}
