using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.CalendarEvents;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Webhooks;

namespace Portal.ApiServer.Comments;

/// <summary><c>ADD_COMMUNICATION</c> (document 003).</summary>
internal sealed class AddComment(CommentStore comments, AttachmentFiles files, IdempotentWrites writes, WebhookSignal webhooks, IClock clock) : ICaseAction
{
    private static readonly ApiAnswer PermissionDenied =
        ApiAnswer.Refusal(StatusCodes.Status403Forbidden, Care360Texts.InvalidRequest, Care360Texts.PermissionDenied);

    public string Name => CaseCommunication.ActionName;

    public async Task<ApiAnswer> HandleAsync(CaseActionRequest request, CancellationToken cancellationToken)
    {
        var (comment, error) = CommentRules.Read(request.Body, request.Contents);
        if (comment is null)
        {
            return FixedAnswers.Invalid(error ?? Care360Texts.MalformedRequest);
        }

        if (request.CaseId is not { } caseId)
        {
            return FixedAnswers.CaseNotFound;
        }

        // Cases are never deleted, so what is true now is true inside the write.
        return await comments.FindOwnerAsync(request.OrganizationId, caseId, cancellationToken) switch
        {
            CaseOwner.Caller => await AddAsync(request, caseId, comment, cancellationToken),
            CaseOwner.OtherOrganization => await RefuseAsync(request, PermissionDenied, cancellationToken),
            _ => await RefuseAsync(request, FixedAnswers.CaseNotFound, cancellationToken),
        };
    }

    private async Task<ApiAnswer> AddAsync(CaseActionRequest request, string caseId, ReadComment comment, CancellationToken cancellationToken)
    {
        // Before the commit: a row never refers to a content that is not there. A content without a row is cleaned away.
        await files.KeepAsync(request.OrganizationId, [.. comment.Attachments.Select(attachment => attachment.Content)]);
        var added = new NewComment(
            request.OrganizationId, caseId, Guid.NewGuid().ToString("D"), comment.Communication, comment.Attachments, clock.GetCurrentInstant());
        var answer = ApiAnswer.Success(
            Care360Texts.CommentCreated,
            new CreatedComment(added.Id, IsoDateTime.FormatMilliseconds(added.Now)),
            Care360Json.Strict.Care360DataCreatedComment);
        var given = await writes.RunAsync(
            request.OrganizationId,
            request.Idempotency,
            async write =>
            {
                await CommentStore.AddAsync(write, added);
                return answer;
            },
            cancellationToken);
        webhooks.Wake();
        return given;
    }

    private Task<ApiAnswer> RefuseAsync(CaseActionRequest request, ApiAnswer refusal, CancellationToken cancellationToken) =>
        request.Idempotency is null
            ? Task.FromResult(refusal)
            : writes.RunAsync(
                request.OrganizationId, request.Idempotency, _ => Task.FromResult(refusal), cancellationToken);
}
