using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Portal.Application.Organizations;

/// <summary>
/// Reads section <c>Organizations</c> and fills in the addresses that follow from <c>Backend:Mode</c>. By hand, because the
/// framework's binder puts the offending value into its exceptions and configuration keys differ in case between sources.
/// </summary>
public sealed class OrganizationsSetup(IConfiguration configuration, BackendOptions backend, EmbeddedAddress embedded)
    : IConfigureOptions<OrganizationsOptions>
{
    /// <summary>The vendors' production addresses (contract, companion).</summary>
    public const string Care360Production = "https://api.care360-next.carevalidate.com";
    public const string SweeppeaProduction = "https://api-v3.sweeppea.com";

    /// <exception cref="OptionsValidationException">A value cannot be read; the message names the key only.</exception>
    public void Configure(OrganizationsOptions options)
    {
        foreach (var section in configuration.GetSection("Organizations").GetChildren())
        {
            options.ById[section.Key.ToLowerInvariant()] = Read(section);
        }
    }

    private OrganizationOptions Read(IConfigurationSection section)
    {
        var isEmbedded = backend.Mode == BackendMode.Embedded;
        var organization = new OrganizationOptions
        {
            Name = Text(section, "Name"),
            Tenant = Text(section, "Tenant"),
            TimeZone = Text(section, "TimeZone"),
            Care360 = new Care360Options
            {
                BaseAddress = Text(section, "Care360:BaseAddress") ?? (isEmbedded ? embedded.Current.AbsoluteUri : Care360Production),
                ApiKey = Text(section, "Care360:ApiKey"),
                WebhookSecret = Text(section, "Care360:WebhookSecret"),
                HonoursIdempotencyKey = Flag(section, "Care360:HonoursIdempotencyKey") ?? isEmbedded,
                ProviderStates = [.. List(section, "Care360:ProviderStates").Select(code => code.ToUpperInvariant())],
            },
            Sweeppea = new SweeppeaOptions
            {
                BaseAddress = Text(section, "Sweeppea:BaseAddress") ?? (isEmbedded ? embedded.Current.AbsoluteUri : SweeppeaProduction),
                ApiKey = Text(section, "Sweeppea:ApiKey"),
            },
        };
        foreach (var eventType in section.GetSection("EventTypes").GetChildren())
        {
            organization.EventTypes[eventType.Key] = new EventTypeOptions
            {
                Name = Text(eventType, "Name"),
                DurationMinutes = Number(eventType, "DurationMinutes"),
                Locations = List(eventType, "Locations"),
                ProviderName = Text(eventType, "ProviderName"),
                ProviderEmail = Text(eventType, "ProviderEmail"),
            };
        }

        return organization;
    }

    /// <summary>Values separated by commas, or one key each.</summary>
    private static IReadOnlyList<string> List(IConfigurationSection section, string key) =>
        [.. (section[key]?.Split(',') ?? section.GetSection(key).GetChildren().Select(child => child.Value ?? "")).Select(value => value.Trim()).Where(value => value.Length > 0)];

    private static int? Number(IConfigurationSection section, string key) => Text(section, key) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new OptionsValidationException(Options.DefaultName, typeof(OrganizationsOptions), [$"{section.Path}:{key}: write a whole number."]),
    };

    private static string? Text(IConfigurationSection section, string key) =>
        section[key]?.Trim() is { Length: > 0 } text ? text : null;

    private static bool? Flag(IConfigurationSection section, string key) => Text(section, key) switch
    {
        null => null,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw new OptionsValidationException(
            Options.DefaultName, typeof(OrganizationsOptions), [$"{section.Path}:{key}: write true or false."]),
    };
}
