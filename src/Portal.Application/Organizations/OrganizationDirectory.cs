using Microsoft.Extensions.Options;
using Portal.ApiClient;
using Portal.ApiContract.Care360.Availability;

namespace Portal.Application.Organizations;

/// <summary>The organisations of the current configuration. A changed file shows at the next call; nothing is cached by callers.</summary>
public sealed class OrganizationDirectory(IOptionsMonitor<OrganizationsOptions> options) : IApiCredentialsSource
{
    /// <summary>All organisations, by id; never empty once the start has validated them.</summary>
    public IReadOnlyList<Organization> All =>
        [.. options.CurrentValue.ById.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => ToOrganization(entry.Key, entry.Value))];

    /// <summary>The organisation, or null when there is none of that id.</summary>
    public Organization? Find(string id) =>
        options.CurrentValue.ById.TryGetValue(id, out var configured) ? ToOrganization(id, configured) : null;

    /// <summary>Whether the organisation has a key for Sweeppea.</summary>
    public bool HasSweeppea(string id) => options.CurrentValue.ById.TryGetValue(id, out var configured) && configured.Sweeppea.ApiKey is not null;

    /// <summary>Whether the organisation has a key for Care360; false for an unknown one.</summary>
    public bool HasCare360(string id) => options.CurrentValue.ById.TryGetValue(id, out var configured) && configured.Care360.ApiKey is not null;

    /// <summary>What the configuration says about booking; of an unknown organisation the defaults.</summary>
    public BookingSettings Booking(string id)
    {
        options.CurrentValue.ById.TryGetValue(id, out var configured);
        return new BookingSettings(
            configured is { Care360.ProviderStates: { Count: > 0 } states } ? states : UsStates.Codes,
            [.. (configured?.EventTypes ?? new Dictionary<string, EventTypeOptions>(StringComparer.Ordinal))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new ConfiguredEventType(
                    entry.Key,
                    entry.Value.Name,
                    entry.Value.DurationMinutes,
                    entry.Value.Locations.Count > 0 ? entry.Value.Locations : null,
                    entry.Value.ProviderName,
                    entry.Value.ProviderEmail))]);
    }

    public ApiCredentials Care360(string organizationId)
    {
        var care360 = Configured(organizationId).Care360;
        return Credentials(organizationId, care360.BaseAddress, care360.ApiKey);
    }

    public ApiCredentials Sweeppea(string organizationId)
    {
        var sweeppea = Configured(organizationId).Sweeppea;
        return Credentials(organizationId, sweeppea.BaseAddress, sweeppea.ApiKey);
    }

    /// <summary>What Care360 signs its webhook calls with; null when no such calls are taken, and for an unknown organisation.</summary>
    internal string? Care360WebhookSecret(string organizationId) =>
        options.CurrentValue.ById.TryGetValue(organizationId, out var configured) ? configured.Care360.WebhookSecret : null;

    private static Organization ToOrganization(string id, OrganizationOptions configured) =>
        new(id, configured.Name ?? id, configured.TimeZone ?? "Etc/UTC", configured.Care360.HonoursIdempotencyKey ?? false);

    private static ApiCredentials Credentials(string organizationId, string? baseAddress, string? key) =>
        baseAddress is { Length: > 0 } && key is { Length: > 0 }
            ? new ApiCredentials(new Uri(baseAddress), key)
            : throw new KeyNotFoundException($"Organisation {organizationId} has no address and key for this upstream.");

    private OrganizationOptions Configured(string organizationId) =>
        options.CurrentValue.ById.TryGetValue(organizationId, out var configured)
            ? configured
            : throw new KeyNotFoundException($"No organisation {organizationId}.");
}
