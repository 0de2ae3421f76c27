using System.Collections.Frozen;
using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>
/// <c>POST /api/v1/cases/{caseId}</c>: key (401), idempotency key's form (400), body (400, 413), <c>action</c> (400); the action does the rest.
/// </summary>
internal sealed class CaseActionsEndpoint(Care360Gate gate, CaseActionBodyReader bodies, IEnumerable<ICaseAction> actions)
{
    private readonly FrozenDictionary<string, ICaseAction> _actions = actions.ToFrozenDictionary(action => action.Name, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context, context.RequestAborted);
        await answer.WriteToAsync(context);
    }

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var headers = context.Request.Headers;
        var (entered, keptOut) = await gate.EnterAsync(context);
        if (entered is not { } organizationId)
        {
            return keptOut ?? FixedAnswers.InvalidKey;
        }

        if (IdempotentRequest.Refuse(headers[Care360Routes.IdempotencyKeyHeader]) is { } malformed)
        {
            return malformed;
        }

        var (read, refusal) = await bodies.ReadAsync(context, cancellationToken);
        if (read is null)
        {
            return refusal ?? FixedAnswers.MalformedRequest;
        }

        using var body = read;
        return FindAction(body.Json.Root) is { } action
            ? await action.HandleAsync(
                new CaseActionRequest(organizationId, CaseIdOf(context), body.Json.Root, body.Contents.All, body.Idempotency),
                cancellationToken)
            : FixedAnswers.InvalidAction;
    }

    private static string? CaseIdOf(HttpContext context) =>
        context.Request.RouteValues["caseId"] is string text && Guid.TryParseExact(text, "D", out var id) ? id.ToString("D") : null;

    private ICaseAction? FindAction(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("action", out var action)
        && JsonShape.TryGetText(action, out var name) && _actions.TryGetValue(name, out var found)
            ? found
            : null;
}
