using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticAssets;

namespace Portal.Web.Hosting;

/// <summary>
/// Writes the security headers of every response, at the last moment, so that error pages, redirects, refused sockets and
/// static files have them too, and nobody else's policy is left beside ours: two policies would both apply.
/// </summary>
public sealed partial class SecurityHeaders(RequestDelegate next, HostSettings settings)
{
    private readonly string _frameAncestors = string.Join(' ', ["'self'", .. settings.FramingOrigins]);
    private readonly string? _publicHost = settings.PublicOrigin?.Authority;
    private readonly string _formAction = settings.IdentityProviderOrigin is { } provider ? $"'self' {provider}" : "'self'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    [GeneratedRegex(@"^[A-Za-z0-9.\-\[\]:]{1,255}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainHost();

    private Task Write(object state)
    {
        var context = (HttpContext)state;
        var endpoint = context.GetEndpoint();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context, endpoint);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // frame-ancestors says it exactly; this older header could only say less and would win in some browsers.
        headers.Remove("X-Frame-Options");
        if (endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private string Policy(HttpContext context, Endpoint? endpoint)
    {
        var frameAncestors = endpoint?.Metadata.GetMetadata<FrameAncestorsAttribute>()?.Sources ?? _frameAncestors;

        // Grid events place themselves by a style attribute; style elements and scripts stay closed to inline text.
        return $"default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
            + $"connect-src 'self'{Socket(context.Request)}; object-src 'none'; base-uri 'self'; form-action {_formAction}; frame-ancestors {frameAncestors}";
    }

    /// <summary>Older Safari does not count the socket of the same host as 'self'.</summary>
    private string Socket(HttpRequest request)
    {
        var host = _publicHost ?? request.Host.Value ?? "";
        return PlainHost().IsMatch(host) ? $" {(request.IsHttps ? "wss" : "ws")}://{host}" : "";
    }
}
