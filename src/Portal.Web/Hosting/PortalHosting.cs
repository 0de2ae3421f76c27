using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.TimeZones;
using Portal.Application.Drafts;
using Portal.Application.Organizations;
using Portal.Application.People;
using Portal.Storage;
using Portal.Storage.KeyRing;
using Portal.Storage.Leases;

namespace Portal.Web.Hosting;

/// <summary>What every part of the portal stands on: database, keys, clock, organisations, embedded server, health, headers.</summary>
public static class PortalHosting
{
    /// <summary>A long text pasted into a field is one message; above the framework's 32 KB it would cut the connection instead of being refused by name.</summary>
    private const int LargestMessageBytes = 512 * 1024;

    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    /// <summary>Adds the services of the host, and those of the application that this folder's neighbours do not add.</summary>
    public static WebApplicationBuilder AddPortalHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<HostSettings>();
        services.AddSingleton<StartCheck>();
        services.AddSingleton<KeysInSettingsFiles>();
        services.AddSingleton<IValidateOptions<OrganizationsOptions>>(provider => provider.GetRequiredService<KeysInSettingsFiles>());
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(provider => provider.GetRequiredService<HostSettings>().TimeZones);
        services.AddSingleton<IDateTimeZoneProvider>(provider => new DateTimeZoneCache(provider.GetRequiredService<TzdbDateTimeZoneSource>()));
        AddDatabase(services);
        AddKeyRing(services, new HostSettings(builder.Configuration, builder.Environment));
        AddBackend(services);
        services.AddOrganizations().AddDrafts().AddPeople();
        AddWeb(services);
        services.AddPortalHealth();
        services.AddHostedService<ReadyAnnouncement>();
        return builder;
    }

    /// <summary>Checks the configuration and brings the database to the newest schema, before anything starts.</summary>
    public static async Task PreparePortalAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetRequiredService<StartCheck>().Run();
        app.Services.GetService<IStartupValidator>()?.Validate();
        var database = app.Services.GetRequiredService<Database>();
        try
        {
            await Migrator.MigrateAsync(database, cancellationToken, typeof(DraftStore).Assembly);
        }
        catch (DatabaseUnavailableException e) when (database.Engine == DatabaseEngine.PostgreSql)
        {
            throw new PortalStartException("ConnectionStrings:Portal", e.Message, e);
        }
    }

    /// <summary>The outer part of the pipeline, up to and including routing. Authentication, authorization and antiforgery come after it.</summary>
    public static void UsePortalHosting(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<HostSettings>();
        if (settings.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<SecurityHeaders>();

        // Before the redirect to https, which repeats the Host it was given.
        app.UseWhen(IsPageRequest, branch => branch.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseMiddleware<OriginGuard>();
        if (!settings.IsDevelopment)
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
            app.UseWhen(context => !context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.OrdinalIgnoreCase), branch => branch.UseHttpsRedirection());
        }

        app.UseRouting();
    }

    /// <summary>A person's browser asks for a document; scripts, sockets and probes get the bare status.</summary>
    private static bool IsPageRequest(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Static files and health, for everybody.</summary>
    public static void MapPortalHosting(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapPortalHealth();
    }

    /// <summary>The pages, interactive on the server. Framing is decided by <see cref="SecurityHeaders"/> alone.</summary>
    public static RazorComponentsEndpointConventionBuilder MapPortalPages<TApp>(this WebApplication app)
        where TApp : IComponent =>
        app.MapRazorComponents<TApp>().AddInteractiveServerRenderMode(options =>
        {
            options.ContentSecurityFrameAncestorsPolicy = null;

            // Compressed frames of a page that others may frame would leak their content by their length (CRIME, BREACH).
            options.DisableWebSocketCompression = true;
        });

    private static void AddDatabase(IServiceCollection services)
    {
        services.AddSingleton(provider => Open(provider.GetRequiredService<HostSettings>().Database)
            ?? throw new PortalStartException(
                "ConnectionStrings:Portal", "write a connection string, for example Host=db;Database=portal;Username=portal;Password=…."));
        services.AddSingleton(provider => provider.GetRequiredService<Database>().Changes);
        services.AddSingleton<LeaseStore>();
    }

    private static Database? Open(DatabaseOptions options)
    {
        try
        {
            return Database.Open(options);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The parser's message may quote a part of the text, the password even: it goes no further.
            return null;
        }
    }

    private static void AddKeyRing(IServiceCollection services, HostSettings settings)
    {
        var protection = services.AddDataProtection().SetApplicationName("Portal");
        services.AddOptions<KeyManagementOptions>().Configure<Database>((options, database) => options.XmlRepository = new KeyRingRepository(database));
        if (KeyRingCertificate.Load(settings) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
        }
    }

    private static void AddBackend(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<HostSettings>();
            return new BackendOptions(settings.BackendMode, settings.IsDevelopment);
        });
        services.AddSingleton(provider => new EmbeddedAddress(provider.GetRequiredService<HostSettings>().EmbeddedUrl));
        services.AddSingleton<EmbeddedApiServer>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedApiServer>());
        services.AddHostedService<DemoWebhooks>();
    }

    private static void AddWeb(IServiceCollection services)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DetailedErrors = false)
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessageBytes);
        services.AddHsts(options =>
        {
            options.MaxAge = OneYear;
            options.IncludeSubDomains = true;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<HostSettings>((options, settings) =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in settings.TrustedProxies)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
        services.AddOptions<HttpsRedirectionOptions>().Configure<HostSettings>((options, settings) =>
            options.HttpsPort = settings.PublicOrigin is { Scheme: "https" } origin ? origin.Port : options.HttpsPort);
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<HostSettings>(AntiforgeryCookie.Apply);
    }
}
