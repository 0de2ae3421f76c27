using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace Portal.Web.Hosting;

/// <summary>Creates the builder: where the configuration comes from, where the portal listens, what it logs.</summary>
public static class PortalHost
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>
    /// Sources, later ones win: appsettings.json, appsettings.{Environment}.json, user secrets (Development), environment,
    /// command line, files of the secrets directory.
    /// </summary>
    /// <exception cref="PortalStartException">The secrets directory is missing or unreadable.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddSecretsDirectory(builder);
        KeepRunningOnBadFiles(builder);
        if (!IsListeningConfigured(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var gate = new StartLogGate();
        builder.Services.AddSingleton(gate);
        gate.AddTo(builder.Logging);
        return builder;
    }

    /// <summary>Beside the program when it is started from elsewhere; null leaves the framework's choice, the current directory.</summary>
    private static string? ContentRoot(string[] args) =>
        File.Exists("appsettings.json")
        || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null
        || args.Any(argument => argument.Contains("contentRoot", StringComparison.OrdinalIgnoreCase))
            ? null
            : AppContext.BaseDirectory;

    private static void AddSecretsDirectory(WebApplicationBuilder builder)
    {
        if (new HostSettings(builder.Configuration, builder.Environment).SecretsDirectory is not { } directory)
        {
            return;
        }

        // Mounted secrets are links that are swapped as a whole: only polling notices that.
        var files = new PhysicalFileProvider(directory) { UsePollingFileWatcher = true, UseActivePolling = true };
        try
        {
            builder.Configuration.Add<KeyPerFileConfigurationSource>(source =>
            {
                source.FileProvider = files;
                source.Optional = true;
                source.ReloadOnChange = true;
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortalStartException("Secrets:Directory", "let the portal's account read every file in the directory.", e);
        }
    }

    /// <summary>A file that becomes unreadable while the portal runs is as if it were empty; the organisations then keep their last good state.</summary>
    private static void KeepRunningOnBadFiles(WebApplicationBuilder builder)
    {
        foreach (var source in ((IConfigurationBuilder)builder.Configuration).Sources.OfType<FileConfigurationSource>())
        {
            source.OnLoadException = context => context.Ignore = true;
        }
    }

    private static bool IsListeningConfigured(ConfigurationManager configuration) =>
        configuration["urls"] is not null
        || configuration["http_ports"] is not null
        || configuration["https_ports"] is not null
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
