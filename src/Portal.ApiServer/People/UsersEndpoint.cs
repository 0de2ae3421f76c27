using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.People;

/// <summary><c>GET /api/v1/users</c> (companion 1.9): key (401), query (400).</summary>
internal sealed class UsersEndpoint(Care360Gate gate, UserReader reader)
{
    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context, context.RequestAborted);
        await answer.WriteToAsync(context);
    }

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (entered, refusal) = await gate.EnterAsync(context);
        if (entered is not { } organizationId)
        {
            return refusal ?? FixedAnswers.InvalidKey;
        }

        var (query, errors) = UserQuery.Read(context.Request.Query);
        return query is null
            ? ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, errors)
            : ApiAnswer.Of(StatusCodes.Status200OK, await reader.ReadPageAsync(organizationId, query, cancellationToken), Care360Json.Strict.UserListAnswer);
    }
}
