using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Appointments;

/// <summary>A request that writes to the calendar, its key and JSON already checked.</summary>
/// <param name="OrganizationId">The caller's organisation.</param>
/// <param name="Body">The whole body.</param>
/// <param name="Idempotency">Null without an <c>Idempotency-Key</c>.</param>
internal sealed record CalendarWrite(string OrganizationId, JsonElement Body, IdempotentRequest? Idempotency);

/// <summary>What every POST under <c>/calendar</c> checks first: key (401), rate limit (429), idempotency key's form (400), body (400, 413).</summary>
internal sealed class CalendarWrites(Care360Gate gate)
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>Answers the request with what <paramref name="handle"/> makes of it, or with what keeps it out.</summary>
    public async Task HandleAsync(HttpContext context, Func<CalendarWrite, CancellationToken, Task<ApiAnswer>> handle)
    {
        var answer = await AnswerAsync(context, handle, context.RequestAborted);
        await answer.WriteToAsync(context);
    }

    private async Task<ApiAnswer> AnswerAsync(
        HttpContext context, Func<CalendarWrite, CancellationToken, Task<ApiAnswer>> handle, CancellationToken cancellationToken)
    {
        var (entered, keptOut) = await gate.EnterCalendarAsync(context);
        if (entered is not { } organizationId)
        {
            return keptOut ?? FixedAnswers.Unauthorized;
        }

        if (IdempotentRequest.Refuse(context.Request.Headers[Care360Routes.IdempotencyKeyHeader]) is { } malformed)
        {
            return malformed;
        }

        var (read, refusal) = await JsonBody.ReadAsync(context.Request, LargestBody, cancellationToken);
        if (read is null)
        {
            return refusal ?? FixedAnswers.MalformedRequest;
        }

        using var body = read;
        return await handle(new CalendarWrite(organizationId, body.Root, IdempotentRequest.Of(context.Request, body.Bytes)), cancellationToken);
    }
}
