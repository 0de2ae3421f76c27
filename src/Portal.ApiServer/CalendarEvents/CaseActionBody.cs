using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Idempotency;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>The body of a case action: its JSON without the contents of attachments, and those. Disposing removes what was not kept.</summary>
internal sealed record CaseActionBody(JsonBody Json, AttachmentUploads Contents, IdempotentRequest? Idempotency) : IDisposable
{
    public void Dispose()
    {
        Json.Dispose();
        Contents.Dispose();
    }
}
