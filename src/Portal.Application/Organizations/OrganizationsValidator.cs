using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Validation;

namespace Portal.Application.Organizations;

/// <summary>
/// Checks every organisation, at start and at every change. A failure reads <c>key: what to do</c>; it names the organisation
/// through the key and never holds a value.
/// </summary>
public sealed partial class OrganizationsValidator(BackendOptions backend, IDateTimeZoneProvider timeZones) : IValidateOptions<OrganizationsOptions>
{
    private const string DemoPrefix = "demo-";
    private const int ShortestWebhookSecret = 16;

    public ValidateOptionsResult Validate(string? name, OrganizationsOptions options)
    {
        var failures = options.ById.Count == 0
            ? ["Organizations: configure at least one organisation, for example Organizations:northside:Care360:ApiKey."]
            : options.ById.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .SelectMany(entry => Check(entry.Key, entry.Value))
                .Concat(SharedTenants(options))
                .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    private static IEnumerable<string> SharedTenants(OrganizationsOptions options) =>
        options.ById
            .Where(entry => entry.Value.Tenant is not null)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .GroupBy(entry => entry.Value.Tenant, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"Organizations:{group.Last().Key}:Tenant: give each organisation its own tenant; {group.First().Key} has the same.");

    private IEnumerable<string> Check(string id, OrganizationOptions organization)
    {
        var path = $"Organizations:{id}";
        if (!Id().IsMatch(id))
        {
            yield return $"{path}: name the organisation with 1 to 40 letters, digits and hyphens.";
        }

        if (organization.TimeZone is null)
        {
            yield return $"{path}:TimeZone: set an IANA time zone, for example America/New_York.";
        }
        else if (!timeZones.Ids.Contains(organization.TimeZone))
        {
            yield return $"{path}:TimeZone: set an IANA time zone that time zone data {timeZones.VersionId} knows, for example America/New_York.";
        }

        if (organization.Care360.ApiKey is null && organization.Sweeppea.ApiKey is null)
        {
            yield return $"{path}:Care360:ApiKey: set the organisation's key for Care360, or for Sweeppea ({path}:Sweeppea:ApiKey), or both.";
        }

        var failures = Upstream($"{path}:Care360", organization.Care360.ApiKey, organization.Care360.BaseAddress)
            .Concat(WebhookSecret($"{path}:Care360", organization.Care360))
            .Concat(Upstream($"{path}:Sweeppea", organization.Sweeppea.ApiKey, organization.Sweeppea.BaseAddress))
            .Concat(Booking(path, organization));
        foreach (var failure in failures)
        {
            yield return failure;
        }
    }

    private bool IsForbiddenDemo(string? secret) => !backend.IsDevelopment && secret?.StartsWith(DemoPrefix, StringComparison.OrdinalIgnoreCase) == true;

    private IEnumerable<string> WebhookSecret(string path, Care360Options care360)
    {
        if (care360.WebhookSecret is not { } secret)
        {
            yield break;
        }

        if (IsForbiddenDemo(secret))
        {
            yield return $"{path}:WebhookSecret: replace the demo secret; demo secrets work in Development only.";
        }

        if (secret.Length < ShortestWebhookSecret)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{path}:WebhookSecret: write at least {ShortestWebhookSecret} characters.");
        }

        if (care360.ApiKey is null)
        {
            yield return $"{path}:WebhookSecret: set {path}:ApiKey as well; a webhook makes the portal read the calendar.";
        }
    }

    private static IEnumerable<string> Booking(string path, OrganizationOptions organization)
    {
        if (!organization.Care360.ProviderStates.All(UsStates.IsCode))
        {
            yield return $"{path}:Care360:ProviderStates: write codes of US states, separated by commas, for example NY,NJ.";
        }

        foreach (var (id, eventType) in organization.EventTypes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (eventType.DurationMinutes is < 1 or > 1440)
            {
                yield return $"{path}:EventTypes:{id}:DurationMinutes: write 1 to 1440 minutes.";
            }

            if (!eventType.Locations.All(LocationTypes.All.Contains))
            {
                yield return $"{path}:EventTypes:{id}:Locations: write location types of the API, for example {LocationTypes.Zoom}.";
            }

            if (eventType.ProviderEmail is { } email && !ContractFormats.IsEmail(email))
            {
                yield return $"{path}:EventTypes:{id}:ProviderEmail: write an e-mail address.";
            }
        }
    }

    private IEnumerable<string> Upstream(string path, string? key, string? baseAddress)
    {
        if (IsForbiddenDemo(key))
        {
            yield return $"{path}:ApiKey: replace the demo key; demo keys work in Development only.";
        }

        if (key is not null && key.Any(character => character is < '!' or > '~'))
        {
            yield return $"{path}:ApiKey: write the key without spaces, line breaks or other characters that a header cannot carry.";
        }

        if (!Uri.TryCreate(baseAddress, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http")
            || uri.UserInfo.Length > 0)
        {
            yield return $"{path}:BaseAddress: set an absolute https address, for example {OrganizationsSetup.Care360Production}.";
        }
        else if (uri.Scheme is "http" && !uri.IsLoopback && !backend.IsDevelopment)
        {
            yield return $"{path}:BaseAddress: use https; plain http is for this machine and for Development.";
        }
    }
}
