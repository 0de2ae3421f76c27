using System.Net;
using NodaTime.TimeZones;
using NodaTime.Utility;
using Portal.Application.Organizations;
using Portal.Storage;

namespace Portal.Web.Hosting;

/// <summary>The host's own configuration, read and checked in one place. Every member throws <see cref="PortalStartException"/> for a wrong value.</summary>
public sealed class HostSettings(IConfiguration configuration, IHostEnvironment environment)
{
    public bool IsDevelopment => environment.IsDevelopment();

    /// <summary><c>Data:Directory</c> as an absolute path; relative ones start at the content root.</summary>
    public string DataDirectory => Path.GetFullPath(Text("Data:Directory") ?? "data", environment.ContentRootPath);

    public BackendMode BackendMode => Text("Backend:Mode")?.ToUpperInvariant() switch
    {
        null or "EMBEDDED" => BackendMode.Embedded,
        "REMOTE" => BackendMode.Remote,
        _ => throw new PortalStartException("Backend:Mode", "write Embedded or Remote."),
    };

    /// <summary>Where the embedded server listens; port 0 takes any free one.</summary>
    public Uri EmbeddedUrl =>
        Uri.TryCreate(Text("Backend:EmbeddedUrl") ?? "http://localhost:5081", UriKind.Absolute, out var url)
        && url is { Scheme: "http", IsLoopback: true, PathAndQuery: "/", UserInfo: "" }
            ? url
            : throw new PortalStartException("Backend:EmbeddedUrl", "write an http address of this machine's loopback, for example http://localhost:5081.");

    public DatabaseOptions Database => Text("Database:Provider")?.ToUpperInvariant() switch
    {
        null or "SQLITE" => new DatabaseOptions
        {
            Engine = DatabaseEngine.Sqlite,
            ConnectionString = Text("ConnectionStrings:Portal") ?? $"Data Source=\"{Path.Combine(DataDirectory, "portal.db")}\"",
        },
        "POSTGRESQL" => new DatabaseOptions
        {
            Engine = DatabaseEngine.PostgreSql,
            ConnectionString = Text("ConnectionStrings:Portal")
                ?? throw new PortalStartException("ConnectionStrings:Portal", "set the connection string; Database:Provider is PostgreSql."),
        },
        _ => throw new PortalStartException("Database:Provider", "write Sqlite or PostgreSql."),
    };

    /// <summary>The time zone data of <c>TimeZones:NzdFile</c>, or that which comes with NodaTime.</summary>
    public TzdbDateTimeZoneSource TimeZones
    {
        get
        {
            if (Text("TimeZones:NzdFile") is not { } file)
            {
                return TzdbDateTimeZoneSource.Default;
            }

            try
            {
                using var stream = File.OpenRead(Path.GetFullPath(file, environment.ContentRootPath));
                return TzdbDateTimeZoneSource.FromStream(stream);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidNodaDataException or NotSupportedException)
            {
                throw new PortalStartException("TimeZones:NzdFile", "name a readable NodaTime zone data file (.nzd), or remove the key.", e);
            }
        }
    }

    /// <summary>What people type into the address bar, or null when it is not pinned.</summary>
    public Uri? PublicOrigin => Text("Portal:PublicOrigin") is { } text
        ? Origin(text) ?? throw new PortalStartException("Portal:PublicOrigin", "write scheme and host only, for example https://portal.example.org.")
        : null;

    /// <summary>Pages of other origins that may frame the portal; empty by default.</summary>
    public IReadOnlyList<string> FramingOrigins
    {
        get
        {
            const string Key = "Embedding:AllowedOrigins";
            var section = configuration.GetSection(Key);
            var values = section.GetChildren().Select(child => child.Value ?? "").Concat(List(section.Value));
            return [.. values.Select(value =>
                Origin(value) is { } origin && (origin.Scheme is "https" || IsDevelopment || origin.IsLoopback)
                    ? Serialize(origin)
                    : throw new PortalStartException(Key, "write exact https origins without a path or wildcard, for example https://intranet.example.org."))];
        }
    }

    /// <summary>The reverse proxies whose forwarded headers count; empty by default.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies =>
        [.. List(Text("Proxies:Trusted")).Select(value =>
            IPNetwork.TryParse(value, out var network) ? network
            : IPAddress.TryParse(value, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new PortalStartException("Proxies:Trusted", "write IP addresses or networks with commas between, for example 10.0.0.0/8, 192.168.1.4."))];

    /// <summary>Where files with keys are, one key a file; null when there is no such directory.</summary>
    public string? SecretsDirectory
    {
        get
        {
            const string Usual = "/run/secrets";
            if (Text("Secrets:Directory") is not { } configured)
            {
                return Directory.Exists(Usual) ? Usual : null;
            }

            var path = Path.GetFullPath(configured, environment.ContentRootPath);
            return Directory.Exists(path) ? path : throw new PortalStartException("Secrets:Directory", "create the directory or remove the key.");
        }
    }

    /// <summary>The PKCS#12 file that protects the key ring at rest; null leaves the ring as readable as the database is.</summary>
    public string? KeyRingCertificate => Text("DataProtection:CertificateFile") is { } file ? Path.GetFullPath(file, environment.ContentRootPath) : null;

    public string? KeyRingCertificatePassword => Text("DataProtection:CertificatePassword");

    /// <summary>The identity provider's origin: the sign-out form may be redirected there. Null without single sign-on.</summary>
    public string? IdentityProviderOrigin =>
        Uri.TryCreate(Text("AzureAd:Authority") ?? Text("AzureAd:Instance"), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>An origin as browsers write it: lower case, no default port, no slash.</summary>
    public static string Serialize(Uri origin) => origin.GetLeftPart(UriPartial.Authority).ToLowerInvariant();

    private static Uri? Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https" or "http", PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !uri.Host.Contains('*', StringComparison.Ordinal)
            ? uri
            : null;

    private static string[] List(string? text) =>
        text?.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private string? Text(string key) => configuration[key]?.Trim() is { Length: > 0 } text ? text : null;
}
