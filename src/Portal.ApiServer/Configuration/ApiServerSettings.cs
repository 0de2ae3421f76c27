using System.Data.Common;
using System.Globalization;
using NodaTime;
using Npgsql;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.Configuration;

/// <summary>What the server reads from its configuration, checked once at start.</summary>
internal sealed class ApiServerSettings
{
    private const string DatabaseFile = "api-server.db";

    public required DatabaseOptions Database { get; init; }

    /// <summary>Appointment calls of one organisation that are let through per <see cref="RateLimitWindow"/>; also the burst.</summary>
    public required int RateLimitRequests { get; init; }

    public required Duration RateLimitWindow { get; init; }

    /// <summary>Sweeppea calls of one account that are let through per <see cref="SweeppeaRateLimitWindow"/>; also the burst.</summary>
    public required int SweeppeaRateLimitRequests { get; init; }

    public required Duration SweeppeaRateLimitWindow { get; init; }

    /// <summary>The limit as the vendor's text names it: calls per minute, rounded down, at least 1.</summary>
    public int SweeppeaRateLimitPerMinute => Math.Max(1, (int)(SweeppeaRateLimitRequests / SweeppeaRateLimitWindow.TotalMinutes));

    /// <summary>What the paths of the Care360 API start with, for example <c>/care360</c>; empty for nothing.</summary>
    public required string Care360BasePath { get; init; }

    /// <summary>What the paths of the Sweeppea API start with; empty for nothing.</summary>
    public required string SweeppeaBasePath { get; init; }

    public required AttachmentSettings Attachments { get; init; }

    /// <summary>In Development: the portal that demo organisations call about their events, for example <c>http://localhost:5080</c>; null for none.</summary>
    public required Uri? DemoWebhookBaseUrl { get; init; }

    /// <summary>Reads <c>Data:Directory</c>, <c>Database:Provider</c>, <c>ConnectionStrings:ApiServer</c> and <c>ApiServer:*</c>.</summary>
    /// <exception cref="ApiServerConfigurationException">A value is missing or wrong.</exception>
    public static ApiServerSettings Read(IConfiguration configuration) => new()
    {
        Database = ReadDatabase(configuration),
        RateLimitRequests = ReadCount(configuration, "ApiServer:RateLimit:Requests", 500, 1_000_000),
        RateLimitWindow = Duration.FromSeconds(ReadCount(configuration, "ApiServer:RateLimit:WindowSeconds", 60, 86_400)),
        SweeppeaRateLimitRequests = ReadCount(configuration, "ApiServer:Sweeppea:RateLimit:Requests", 60, 1_000_000),
        SweeppeaRateLimitWindow = Duration.FromSeconds(ReadCount(configuration, "ApiServer:Sweeppea:RateLimit:WindowSeconds", 60, 86_400)),
        Care360BasePath = ReadBasePath(configuration, "ApiServer:Care360:BasePath"),
        SweeppeaBasePath = ReadBasePath(configuration, "ApiServer:Sweeppea:BasePath"),
        Attachments = AttachmentSettings.Read(configuration),
        DemoWebhookBaseUrl = ReadAddress(configuration, "ApiServer:Demo:WebhookBaseUrl"),
    };

    private static DatabaseOptions ReadDatabase(IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"];
        if (string.IsNullOrEmpty(provider) || string.Equals(provider, nameof(DatabaseEngine.Sqlite), StringComparison.OrdinalIgnoreCase))
        {
            return new DatabaseOptions { Engine = DatabaseEngine.Sqlite, ConnectionString = ReadSqlite(configuration) };
        }

        return string.Equals(provider, nameof(DatabaseEngine.PostgreSql), StringComparison.OrdinalIgnoreCase)
            ? new DatabaseOptions { Engine = DatabaseEngine.PostgreSql, ConnectionString = ReadPostgreSql(configuration) }
            : throw new ApiServerConfigurationException("Database:Provider must be Sqlite or PostgreSql.");
    }

    internal static string ReadDataDirectory(IConfiguration configuration) =>
        configuration["Data:Directory"] is { Length: > 0 } directory ? directory : "./data";

    private static string ReadSqlite(IConfiguration configuration)
    {
        var directory = ReadDataDirectory(configuration);
        return directory.Contains('\0', StringComparison.Ordinal) || File.Exists(directory)
            ? throw new ApiServerConfigurationException("Data:Directory must be a directory that exists or can be created.")
            : new DbConnectionStringBuilder { ["Data Source"] = Path.Combine(directory, DatabaseFile) }.ConnectionString;
    }

    private static string ReadPostgreSql(IConfiguration configuration)
    {
        const string Key = "ConnectionStrings:ApiServer";
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ApiServerConfigurationException($"{Key} is missing; Database:Provider PostgreSql needs it.");
        }

        try
        {
            // Error details quote the values of a row, and an exception's text may be logged.
            var builder = new NpgsqlConnectionStringBuilder(text) { IncludeErrorDetail = false };
            if (builder.MaxAutoPrepare == 0)
            {
                // The server sends few different statements, each very often: parse and plan them once per connection.
                builder.MaxAutoPrepare = 40;
                builder.AutoPrepareMinUsages = 3;
            }

            return builder.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The parser's message quotes parts of the text, which may be the password.
            throw new ApiServerConfigurationException($"{Key} is not a PostgreSQL connection string.");
        }
    }

    internal static int ReadCount(IConfiguration configuration, string key, int standard, int largest)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
        {
            return standard;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= largest
            ? count
            : throw new ApiServerConfigurationException($"{key} must be a whole number from 1 to {largest.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static Uri? ReadAddress(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var text => WebhookUrl.Read(text, allowsLocal: true)
            ?? throw new ApiServerConfigurationException($"{key} must be an address such as http://localhost:5080."),
    };

    private static string ReadBasePath(IConfiguration configuration, string key)
    {
        var path = (configuration[key] ?? "").TrimEnd('/');
        var isPath = path.Length == 0 || (path[0] == '/' && path[1..].Split('/').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')));
        return isPath
            ? path
            : throw new ApiServerConfigurationException($"{key} must be a path such as /vendor: a slash, then letters, digits, hyphens, dots and underscores.");
    }
}
