using Microsoft.AspNetCore.Antiforgery;

namespace Portal.Web.Hosting;

/// <summary>The antiforgery cookie: bound to our host over https, and partitioned only where another site may frame the portal.</summary>
internal static class AntiforgeryCookie
{
    public static void Apply(AntiforgeryOptions options, HostSettings settings)
    {
        // The middleware of this folder says who may frame; the header would forbid what the policy allows.
        options.SuppressXFrameOptionsHeader = true;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        if (settings.PublicOrigin is not { Scheme: "https" })
        {
            options.Cookie.Name = "portal-af";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            return;
        }

        options.Cookie.Name = "__Host-af";
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        if (settings.FramingOrigins.Count > 0)
        {
            options.Cookie.SameSite = SameSiteMode.None;
            options.Cookie.Extensions.Add("Partitioned");
        }
    }
}
