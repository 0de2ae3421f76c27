using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Appointments;
using Portal.ApiServer.CalendarEvents;
using Portal.ApiServer.Comments;
using Portal.ApiServer.Configuration;
using Portal.ApiServer.DemoData;
using Portal.ApiServer.Health;
using Portal.ApiServer.Idempotency;
using Portal.ApiServer.Organizations;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer;

/// <summary>Composes the API server, alone or inside another process.</summary>
public static class ApiServerHost
{
    /// <summary>
    /// Builds a server that is ready to start: configuration checked, database migrated and, in Development only, demo data seeded.
    /// It listens on nothing but <paramref name="url"/>, reads no configuration but the one given, and leaves signals to its process.
    /// </summary>
    /// <param name="configuration">
    /// <c>Data:Directory</c>, <c>Database:Provider</c>, <c>ConnectionStrings:ApiServer</c>, <c>ApiServer:RateLimit:Requests</c>, <c>ApiServer:RateLimit:WindowSeconds</c>, and the other <c>ApiServer</c> keys of infra/docs/configuration.md.
    /// </param>
    /// <param name="environmentName">Demo data is seeded in <c>Development</c> and nowhere else.</param>
    /// <param name="url">For example <c>http://localhost:5081</c>.</param>
    /// <param name="logging">Where its log goes; null for nowhere.</param>
    /// <param name="cancellationToken">Gives up preparing the database.</param>
    /// <exception cref="ApiServerConfigurationException">A value is missing or wrong; the message is one line that names the key.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot be used; the message is one line.</exception>
    public static Task<WebApplication> CreateAsync(
        IConfiguration configuration, string environmentName, string url, Action<ILoggingBuilder>? logging, CancellationToken cancellationToken) =>
        CreateAsync(
            configuration,
            environmentName,
            url,
            logging,
            services => services.Replace(ServiceDescriptor.Singleton<IHostLifetime, EmbeddedLifetime>()),
            cancellationToken);

    /// <summary>
    /// Makes the demo organisations of a server call the portal about their events; nothing happens but in <c>Development</c>. For a portal
    /// whose address is known only after it has started; else there is <c>ApiServer:Demo:WebhookBaseUrl</c>.
    /// </summary>
    /// <param name="server">A server of <see cref="CreateAsync(IConfiguration, string, string, Action{ILoggingBuilder}?, CancellationToken)"/>.</param>
    /// <param name="portal">For example <c>http://localhost:5080</c>; an address of this machine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task SetDemoWebhooksAsync(WebApplication server, Uri portal, CancellationToken cancellationToken) =>
        server.Environment.IsDevelopment()
            ? server.Services.GetRequiredService<DemoDataSeeder>().SetWebhooksAsync(portal, cancellationToken)
            : Task.CompletedTask;

    internal static async Task<WebApplication> CreateAsync(
        IConfiguration configuration,
        string environmentName,
        string url,
        Action<ILoggingBuilder>? logging,
        Action<IServiceCollection>? configureServices,
        CancellationToken cancellationToken)
    {
        var settings = ApiServerSettings.Read(configuration);
        CheckUrl(url);

        // The empty builder reads no appsettings file, no environment and no static assets: inside the portal those are the portal's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environmentName });
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        logging?.Invoke(builder.Logging);

        // A start that fails throws to the caller, who tells it in one line; the host would log it with its stack as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        AddServices(builder.Services, settings);
        configureServices?.Invoke(builder.Services);

        var app = builder.Build();
        try
        {
            await PrepareAsync(app, cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        app.UseMiddleware<AnswerMiddleware>();
        MapCare360(app.MapGroup(settings.Care360BasePath), app.Services);
        app.MapAttachments();
        app.MapGet("/health/live", HealthEndpoints.LiveAsync);
        app.MapGet("/health/ready", app.Services.GetRequiredService<HealthEndpoints>().ReadyAsync);
        return app;
    }

    private static void MapCare360(RouteGroupBuilder care360, IServiceProvider services)
    {
        care360.MapPost(Care360Routes.Case, services.GetRequiredService<CaseActionsEndpoint>().HandleAsync);
        care360.MapGet(Care360Routes.Appointments, services.GetRequiredService<AppointmentsEndpoint>().HandleAsync);
    }

    private static void CheckUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !string.Equals(uri.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal))
        {
            throw new ApiServerConfigurationException("urls must be one address such as http://localhost:5081; TLS ends in front of the server.");
        }
    }

    private static void AddServices(IServiceCollection services, ApiServerSettings settings)
    {
        services.AddRoutingCore();
        services.AddSingleton(settings);
        services.AddSingleton(_ => Database.Open(settings.Database));
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<OrganizationStore>();
        services.AddSingleton<ApiKeyDirectory>();
        services.AddSingleton<OrganizationRateLimiter>();
        services.AddSingleton<Care360Gate>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotentWrites>();
        services.AddHostedService<ExpiredAnswersCleaner>();
        services.AddSingleton<HealthEndpoints>();
        services.AddSingleton<DemoDataSeeder>();

        services.AddSingleton<CaseActionsEndpoint>();
        services.AddSingleton<ICaseAction, CreateCalendarEvent>();
        services.AddSingleton<ICaseAction, CancelCalendarEvent>();

        services.AddComments(settings);
        services.AddWebhooks();

        services.AddSingleton<AppointmentsEndpoint>();
        services.AddSingleton<AppointmentStore>();
    }

    private static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), cancellationToken, typeof(ApiServerHost).Assembly);
        if (app.Environment.IsDevelopment())
        {
            await app.Services.GetRequiredService<DemoDataSeeder>().SeedAsync(cancellationToken);
        }
    }
}
