using Microsoft.Extensions.Options;
using Portal.Application.Organizations;

namespace Portal.Web.Hosting;

/// <summary>Looks at every configuration value once, before anything listens or is written.</summary>
public sealed class StartCheck(
    HostSettings settings,
    KeysInSettingsFiles keysInFiles,
    IOptionsMonitor<OrganizationsOptions> organizations,
    IConfiguration configuration)
{
    /// <exception cref="PortalStartException">A value of the host is missing or wrong.</exception>
    /// <exception cref="OptionsValidationException">An organisation is.</exception>
    public void Run()
    {
        if (keysInFiles.Find() is [var found, ..])
        {
            var parts = found.Split(": ", 2);
            throw new PortalStartException(parts[0], parts[1]);
        }

        _ = settings.BackendMode;
        _ = settings.EmbeddedUrl;
        _ = settings.PublicOrigin;
        _ = settings.FramingOrigins;
        _ = settings.TrustedProxies;
        _ = settings.TimeZones;
        CheckUrls();
        CheckDataDirectory();
        _ = settings.Database;
        _ = organizations.CurrentValue;
    }

    private void CheckUrls()
    {
        foreach (var url in configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            try
            {
                BindingAddress.Parse(url.Trim());
            }
            catch (FormatException e)
            {
                throw new PortalStartException("ASPNETCORE_URLS", "write addresses such as http://localhost:5080, with semicolons between.", e);
            }
        }
    }

    private void CheckDataDirectory()
    {
        var directory = settings.DataDirectory;
        try
        {
            CreateDirectory(directory);
            using var probe = new FileStream(
                Path.Combine(directory, $".write-test-{Guid.NewGuid():N}"),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PortalStartException("Data:Directory", $"let the portal's account write to {directory}, or name another directory.", e);
        }
    }

    private static void CreateDirectory(string directory)
    {
        // Health data: nobody but the portal's own account reads it.
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
