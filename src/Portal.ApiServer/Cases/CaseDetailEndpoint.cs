using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Cases;

/// <summary><c>GET /api/v1/customer-case-detail</c> (companion 1.6): key (401), query (400), case (404).</summary>
internal sealed class CaseDetailEndpoint(Care360Gate gate, CaseReader reader, CaseDocuments documents)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (answer, form) = await AnswerAsync(context, context.RequestAborted);
        await documents.WriteAsync(context, answer, form);
    }

    private async Task<(ApiAnswer Answer, IAttachmentForm? Form)> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (entered, refusal) = await gate.EnterAsync(context);
        if (entered is not { } organizationId)
        {
            return (refusal ?? FixedAnswers.InvalidKey, null);
        }

        var (query, errors) = CaseDetailQuery.Read(context.Request.Query);
        if (query is null)
        {
            return (ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, errors), null);
        }

        var form = await documents.FormAsync(context.Request, query.Parts.DocumentFormat, cancellationToken);
        return await FindAsync(organizationId, query, form, cancellationToken) is { } found
            ? (ApiAnswer.Of(StatusCodes.Status200OK, new CaseDetailAnswer(StatusCodes.Status200OK, Success: true, found), Care360Json.Strict.CaseDetailAnswer), form)
            : (FixedAnswers.CaseNotFound, null);
    }

    private async Task<CaseDetail?> FindAsync(
        string organizationId, CaseDetailQuery query, IAttachmentForm? form, CancellationToken cancellationToken)
    {
        if (query.CaseId is null)
        {
            return await reader.FindAsync(organizationId, caseId: null, query.Email, query.Parts, form, cancellationToken);
        }

        return Guid.TryParseExact(query.CaseId, "D", out var id)
            ? await reader.FindAsync(organizationId, id.ToString("D"), query.Email, query.Parts, form, cancellationToken)
            : null;
    }
}
