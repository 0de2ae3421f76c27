using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Organizations;

/// <summary>Lets a caller of the Care360 API in: whose organisation it is, or the answer that keeps it out. Every endpoint asks first.</summary>
internal sealed class Care360Gate(ApiKeyDirectory keys, OrganizationRateLimiter limiter)
{
    /// <summary>Outside <c>/calendar</c>: 401 <c>Invalid or missing API key</c>.</summary>
    public Task<(string? OrganizationId, ApiAnswer? Refusal)> EnterAsync(HttpContext context) => EnterAsync(context, FixedAnswers.InvalidKey, isLimited: false);

    /// <summary>Under <c>/calendar</c>: 401 <c>Unauthorized</c>, then 429.</summary>
    public Task<(string? OrganizationId, ApiAnswer? Refusal)> EnterCalendarAsync(HttpContext context) => EnterAsync(context, FixedAnswers.Unauthorized, isLimited: true);

    private async Task<(string? OrganizationId, ApiAnswer? Refusal)> EnterAsync(HttpContext context, ApiAnswer withoutKey, bool isLimited)
    {
        var key = context.Request.Headers[Care360Routes.ApiKeyHeader];
        if (await keys.FindOrganizationAsync(key, KeyApi.Care360, context.RequestAborted) is not { } organizationId)
        {
            return (null, withoutKey);
        }

        return isLimited && limiter.Refuse(organizationId) is { } tooMany ? (null, tooMany) : (organizationId, null);
    }
}
