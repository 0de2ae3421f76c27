using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.SignIn;

/// <summary>Sign-in, as one seam: the session cookie, default deny, and the ways to get a session.</summary>
public static class SignInRegistration
{
    private static readonly TimeSpan SessionLimit = TimeSpan.FromHours(10);

    /// <summary>Adds the session cookie and refuses every endpoint that does not say otherwise to people who are not signed in.</summary>
    public static IServiceCollection AddPortalSignIn(this IServiceCollection services)
    {
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "portal-session";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = SessionLimit;
                cookie.SlidingExpiration = false;
                cookie.LoginPath = SignInPage.Path;
                cookie.AccessDeniedPath = SignInPage.Path;
                cookie.ReturnUrlParameter = SignInPage.ReturnUrlParameter;
            });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Maps signing out, and in Development the demo sign-in. Both are POSTs with an antiforgery token.</summary>
    public static void MapPortalSignIn(this WebApplication app)
    {
        app.MapPost("/signout", async (HttpContext context) =>
        {
            // The middleware only notes an invalid token; without a form to bind, nobody else would refuse it.
            if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            {
                return Results.BadRequest();
            }

            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.LocalRedirect(SignInPage.Path);
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).AllowAnonymous();

        if (app.Environment.IsDevelopment())
        {
            app.MapPost("/signin/demo", SignInDemoAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).AllowAnonymous();
        }
    }

    private static async Task<IResult> SignInDemoAsync(HttpContext context, [FromForm] string email, [FromForm] string? returnUrl)
    {
        if (DemoAccounts.All.FirstOrDefault(account => string.Equals(account.Email, email, StringComparison.Ordinal)) is not { } account)
        {
            return Results.LocalRedirect(SignInPage.Path);
        }

        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            account.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
