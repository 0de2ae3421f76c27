using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;
using Portal.Application.Organizations;

namespace Portal.Web.Hosting;

/// <summary>
/// Outside Development no appsettings file may hold a key: such files are committed, copied and backed up.
/// Checked with the organisations, so at start and at every change of a file.
/// </summary>
public sealed partial class KeysInSettingsFiles(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<OrganizationsOptions>
{
    private static readonly string[] SecretNames = ["ApiKey", "ClientSecret", "Secret", "Password", "Token"];

    public ValidateOptionsResult Validate(string? name, OrganizationsOptions options)
    {
        var found = Find();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    /// <summary>One failure for each key found, <c>key: what to do</c>; empty in Development.</summary>
    public IReadOnlyList<string> Find() =>
        environment.IsDevelopment() || configuration is not IConfigurationRoot root
            ? []
            : [.. root.Providers.OfType<JsonConfigurationProvider>().Where(IsSettingsFile).SelectMany(FindIn)];

    [GeneratedRegex("(^|;)\\s*(password|pwd)\\s*=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PasswordInConnectionString();

    private static bool IsSettingsFile(JsonConfigurationProvider provider) =>
        Path.GetFileName(provider.Source.Path) is { } file
        && file.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)
        && file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> FindIn(JsonConfigurationProvider provider) =>
        Keys(provider, parent: null)
            .Where(key => provider.TryGet(key, out var value) && !string.IsNullOrWhiteSpace(value) && IsSecret(key, value))
            .Select(key => $"{key}: take it out of {Path.GetFileName(provider.Source.Path)} and give it as environment variable "
                + $"{key.Replace(":", "__", StringComparison.Ordinal)} or as a file in the secrets directory.");

    private static IEnumerable<string> Keys(JsonConfigurationProvider provider, string? parent)
    {
        foreach (var child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? child : ConfigurationPath.Combine(parent, child);
            yield return key;
            foreach (var below in Keys(provider, key))
            {
                yield return below;
            }
        }
    }

    private static bool IsSecret(string key, string value)
    {
        var last = ConfigurationPath.GetSectionKey(key);
        return SecretNames.Any(secret => last.EndsWith(secret, StringComparison.OrdinalIgnoreCase))
            || (key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase) && PasswordInConnectionString().IsMatch(value));
    }
}
