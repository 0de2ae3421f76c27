using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Cases;

/// <summary><c>GET /api/v1/cases</c> (companion 1.5): key (401), query (400).</summary>
internal sealed class CasesEndpoint(Care360Gate gate, CaseReader reader, CaseDocuments documents)
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

        var (query, errors) = CaseQuery.Read(context.Request.Query);
        if (query is null)
        {
            return (ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, errors), null);
        }

        var form = await documents.FormAsync(context.Request, query.Parts.DocumentFormat, cancellationToken);
        return await reader.ReadPageAsync(organizationId, query, form, cancellationToken) is { } page
            ? (ApiAnswer.Of(StatusCodes.Status200OK, ToAnswer(page), Care360Json.Strict.CaseListAnswer), form)
            : (FixedAnswers.Invalid(CaseQuery.UnknownCursor), null);
    }

    private static CaseListAnswer ToAnswer(CasePage page) => new(
        StatusCodes.Status200OK,
        Success: true,
        Care360Texts.CasesFetched,
        new CasePageInfo(
            new CaseCursor(page.Cases.Count == 0 ? null : page.Cases[0].Id, page.Cases.Count == 0 ? null : page.Cases[^1].Id),
            page.HasNext,
            page.HasPrevious,
            page.Cases.Count),
        page.Cases);
}
