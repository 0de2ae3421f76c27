namespace Portal.Web.Hosting;

/// <summary>
/// Refuses, before routing: a foreign Host where <c>Portal:PublicOrigin</c> pins it, and any circuit traffic that does not come
/// from our own pages. A stock Blazor Server app opens a circuit for every site that asks.
/// </summary>
public sealed class OriginGuard(RequestDelegate next, HostSettings settings)
{
    private const string CircuitPath = "/_blazor";

    /// <summary>A fixed list of script names that the page fetches before it connects; same-origin GETs carry no Origin.</summary>
    private const string InitializersPath = "/_blazor/initializers";

    private readonly Uri? _publicOrigin = settings.PublicOrigin;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (_publicOrigin is not null
            && !request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(request.Host.Value, _publicOrigin.Authority, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        if (request.Path.StartsWithSegments(CircuitPath, StringComparison.OrdinalIgnoreCase) && !IsOurs(request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private bool IsOurs(HttpRequest request) => request.Headers.Origin switch
    {
        [var origin] => string.Equals(origin, OwnOrigin(request), StringComparison.Ordinal),
        [] => IsInitializers(request) || IsPollOfOpenConnection(request),
        _ => false,
    };

    private string OwnOrigin(HttpRequest request) =>
        _publicOrigin is not null ? HostSettings.Serialize(_publicOrigin)
        : Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? HostSettings.Serialize(own)
        : "";

    private static bool IsInitializers(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path.Equals(InitializersPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Browsers send no Origin with a GET to the same origin, so long polling has none. Such a poll belongs to a connection that was
    /// negotiated with our Origin, carries its secret id, and is marked by the browser as coming from our own page.
    /// </summary>
    private static bool IsPollOfOpenConnection(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.HttpContext.WebSockets.IsWebSocketRequest
        && request.Headers.Upgrade.Count == 0
        && request.Query.ContainsKey("id")
        && request.Headers["Sec-Fetch-Site"] is ["same-origin"];
}
