using Portal.ApiClient;
using Portal.Application;
using Portal.Web.Export;
using Portal.Web.Shell;
using Portal.Web.SignIn;
using Portal.Web.Webhooks;

namespace Portal.Web.Hosting;

/// <summary>The whole portal, composed: every layer is plugged in here and nowhere else.</summary>
public static class PortalApplication
{
    /// <summary>Builds the portal, checks its configuration and migrates its database; it does not listen yet.</summary>
    /// <exception cref="PortalStartException">A configuration value is wrong or missing.</exception>
    public static async Task<WebApplication> CreateAsync(string[] args, CancellationToken cancellationToken)
    {
        var builder = PortalHost.CreateBuilder(args);
        builder.AddPortalHosting();
        builder.Services.AddPortalApiClients();
        builder.Services.AddPortalApplication(builder.Configuration);
        builder.Services.AddPortalSignIn();
        builder.Services.AddPortalPages();
        builder.Services.AddPortalWebhooks();
        builder.Services.AddPortalExport();

        var app = builder.Build();
        await app.PreparePortalAsync(cancellationToken);
        app.UsePortalHosting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapPortalHosting();
        app.MapPortalSignIn();
        app.MapPortalWebhooks();
        app.MapPortalExport();
        app.MapPortalPages<App>();
        return app;
    }
}
