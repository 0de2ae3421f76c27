using Portal.ApiServer.Configuration;

namespace Portal.ApiServer.Attachments;

/// <summary>Where attachments are kept and how large they may be.</summary>
internal sealed class AttachmentSettings
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Absolute. Servers on one database share it.</summary>
    public required string Directory { get; init; }

    /// <summary>Bytes of one request's body, Base64 and all.</summary>
    public required int LargestRequestBytes { get; init; }

    /// <summary>Decoded bytes of one file.</summary>
    public required int LargestFileBytes { get; init; }

    public required int MostFiles { get; init; }

    /// <summary>Scheme, host and port that links start with; null for those of each request.</summary>
    public required string? PublicOrigin { get; init; }

    /// <summary>Reads <c>ApiServer:Attachments:*</c> and <c>ApiServer:PublicOrigin</c>; the directory is <c>attachments</c> in <c>Data:Directory</c> by default.</summary>
    /// <exception cref="ApiServerConfigurationException">A value is missing or wrong.</exception>
    public static AttachmentSettings Read(IConfiguration configuration) => new()
    {
        Directory = ReadDirectory(configuration),
        LargestRequestBytes = ApiServerSettings.ReadCount(configuration, "ApiServer:Attachments:LargestRequestBytes", 100 * Megabyte, int.MaxValue),
        LargestFileBytes = ApiServerSettings.ReadCount(configuration, "ApiServer:Attachments:LargestFileBytes", 25 * Megabyte, int.MaxValue),
        MostFiles = ApiServerSettings.ReadCount(configuration, "ApiServer:Attachments:MostFiles", 20, 1000),
        PublicOrigin = ReadOrigin(configuration, "ApiServer:PublicOrigin"),
    };

    private static string ReadDirectory(IConfiguration configuration)
    {
        const string Key = "ApiServer:Attachments:Directory";
        var directory = configuration[Key];
        directory = string.IsNullOrEmpty(directory) ? Path.Combine(ApiServerSettings.ReadDataDirectory(configuration), "attachments") : directory;
        return directory.Contains('\0', StringComparison.Ordinal) || File.Exists(directory)
            ? throw new ApiServerConfigurationException($"{Key} must be a directory that exists or can be created.")
            : Path.GetFullPath(directory);
    }

    private static string? ReadOrigin(IConfiguration configuration, string key)
    {
        var text = configuration[key]?.TrimEnd('/');
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
            ? text
            : throw new ApiServerConfigurationException($"{key} must be scheme, host and port, for example https://api.example.com.");
    }
}
