using Portal.ApiContract.Care360;
using Portal.ApiContract.Sweeppea;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Sweeppea;

/// <summary>
/// Every call of the Sweeppea API: token (401, 403), calls per minute (429), one at a time (503), idempotency key's form (400), body (400, 413);
/// the operation does the rest. The methods of the vendor's pages and of its README are both taken.
/// </summary>
internal sealed class SweeppeaEndpoints(ApiKeyDirectory keys, SweeppeaLimits limits, MarketingEvents events, SweepstakesStore sweepstakes)
{
    private const int LargestBody = 1024 * 1024;
    private const string Scheme = "Bearer ";

    private delegate Task<ApiAnswer> Operation(SweeppeaCall call, CancellationToken cancellationToken);

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, SweeppeaRoutes.Create, [HttpMethods.Post], events.CreateAsync);
        Map(routes, SweeppeaRoutes.Fetch, [HttpMethods.Post, HttpMethods.Get], events.ListAsync, takesBody: false);
        Map(routes, SweeppeaRoutes.FetchOne, [HttpMethods.Post], events.GetAsync);
        Map(routes, SweeppeaRoutes.Update, [HttpMethods.Put, HttpMethods.Post], events.UpdateAsync);
        Map(routes, SweeppeaRoutes.Delete, [HttpMethods.Delete, HttpMethods.Post], events.DeleteAsync);
        Map(routes, SweeppeaRoutes.Sweepstakes, [HttpMethods.Post], ListSweepstakesAsync, takesBody: false);
    }

    private void Map(IEndpointRouteBuilder routes, string path, string[] methods, Operation operation, bool takesBody = true) =>
        routes.MapMethods(path, methods, (RequestDelegate)(async context =>
        {
            var answer = await AnswerAsync(context, operation, takesBody);
            await SweeppeaAnswers.Of(answer).WriteToAsync(context);
        }));

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, Operation operation, bool takesBody)
    {
        if (TokenOf(context.Request) is not { } token)
        {
            return SweeppeaAnswers.MissingToken;
        }

        if (await keys.FindOrganizationAsync(token, KeyApi.Sweeppea, context.RequestAborted) is not { } organizationId)
        {
            return SweeppeaAnswers.InvalidToken;
        }

        if (limits.RefuseWithoutTaking(organizationId) is { } tooMany)
        {
            return tooMany;
        }

        // Counted once it has its turn: a call that is sent away as busy takes nothing from the account.
        using var turn = await limits.TakeTurnAsync(organizationId, context.RequestAborted);
        return turn is null ? SweeppeaAnswers.Busy
            : limits.Refuse(organizationId) is { } tooManyNow ? tooManyNow
            : takesBody ? await AnswerAsync(context, organizationId, operation)
            : await operation(new SweeppeaCall(organizationId, default, Idempotency: null), context.RequestAborted);
    }

    private static async Task<ApiAnswer> AnswerAsync(HttpContext context, string organizationId, Operation operation)
    {
        if (IdempotentRequest.Refuse(context.Request.Headers[Care360Routes.IdempotencyKeyHeader]) is { } malformed)
        {
            return malformed;
        }

        var (read, refusal) = await JsonBody.ReadAsync(context.Request, LargestBody, context.RequestAborted);
        if (read is null)
        {
            return refusal ?? FixedAnswers.MalformedRequest;
        }

        using var body = read;
        return await operation(new SweeppeaCall(organizationId, body.Root, IdempotentRequest.Of(context.Request, body.Bytes)), context.RequestAborted);
    }

    /// <summary>The token of <c>Authorization: Bearer</c>; the scheme's letter case does not matter (RFC 9110, 11.1).</summary>
    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && header[Scheme.Length..].Trim() is { Length: > 0 } token && !token.Contains(' ', StringComparison.Ordinal)
            ? token
            : null;

    private async Task<ApiAnswer> ListSweepstakesAsync(SweeppeaCall call, CancellationToken cancellationToken)
    {
        var found = await sweepstakes.ListAsync(call.OrganizationId, cancellationToken);
        return ApiAnswer.Of(StatusCodes.Status200OK, new SweepstakesAnswer(Response: true, found, found.Count), SweeppeaJson.Strict.SweepstakesAnswer);
    }
}
