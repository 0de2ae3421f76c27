using System.Net;
using Portal.Benchmarks.Grid.Pages;
using Radzen;

namespace Portal.Benchmarks.Grid;

/// <summary>
/// The server with the measured pages, in a process of its own so that its figures are only its own.
/// </summary>
internal static class MeasuredServer
{
    /// <summary>The argument that starts it; not for people.</summary>
    public const string Name = "serve-measured-pages";

    /// <param name="options">"compressed" lets circuits compress what they send; the portal never does.</param>
    public static async Task RunAsync(string[] options)
    {
        var sent = new SentBytes();
        await using var app = Build(sent, options is ["compressed"]);
        await app.StartAsync();
        await FigureReports.AnswerAsync(app.Urls.First(), cookie: "", sent);
    }

    private static WebApplication Build(SentBytes sent, bool isCompressed)
    {
        // Production: the figures are of the pages, not of development's checks.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection => sent.CountAsync(connection, next))));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddSingleton<MeasuredEvents>();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<MeasuredApp>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = !isCompressed);
        return app;
    }
}
